"""A page of the profile at which one types: how it is shown, and whether one goes on from it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.autosave import web
from applications.autosave.actions import Desk, Kept
from applications.profile import back
from portal.kernel import clock


def show(
    request: HttpRequest, desk: Desk, kept: Kept, *, autosave: str, title: Any, lead: Any, **more: Any
) -> HttpResponse:
    """The form with what is stored, or with what was just sent; `autosave` is where the script sends it."""
    saving = web.saving(
        kept, address=autosave, store=f"{desk.owner.pk}:{desk.owner.pk}:{desk.place}",
        back=request.get_full_path(), clock=web.Clock.of(desk.owner, clock.now()),
    )  # fmt: skip
    context = {
        "form": kept.form,
        "title": title,
        "lead": lead,
        "leave": back.onwards(request),
        "kept": kept.at is not None,
        "saving": saving,
        **more,
    }
    return render(request, "applications/profile/form.html", context)


def goes_on(request: HttpRequest, kept: Kept) -> bool:
    """Two texts to choose from are shown before one goes on, and so is what is wrong."""
    stays = kept.waits or kept.joined or "chosen" in request.POST
    return not stays and kept.form.is_valid()
