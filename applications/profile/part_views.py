"""One entry of a profile: added, changed, removed, brought back, by its owner."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.profile import actions, back
from applications.profile.part_forms import PartForm, stored
from applications.profile.parts import Part
from applications.profile.removed import mark
from applications.profile.sections import Section, section_of
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import signed_in
from portal.web.deeds import attempt, posted
from portal.web.rescue import keeps_typed


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, part: str) -> HttpResponse:
    """A new entry. What is right is kept at once; what is missing is then asked on the page of the entry."""
    return _entry(request, section_of(part), None)


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """An entry as it stands."""
    section = section_of(part)
    return _entry(request, section, get_object_or_404(section.model, profile__user=request.user, pk=pk))


def _entry(request: HttpRequest, section: Section, row: Part | None) -> HttpResponse:
    typed = posted(request)
    form = section.form(
        stored(row, section.form) if typed is None else typed,
        strict=typed is not None, today=clock.now().date(), instance=row,
    )  # fmt: skip
    if typed is not None:
        try:
            row = _keep(request, section, row, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        if form.is_valid():
            messages.success(request, _("Your profile is saved"))
            return redirect(back.onwards(request))
    context = {
        "form": form,
        "title": section.title,
        "lead": section.why,
        "leave": back.onwards(request),
        "kept": typed is not None and row is not None,
        "action": _address(request, section, row),
    }
    return render(request, "applications/profile/form.html", context)


def _keep(request: HttpRequest, section: Section, row: Part | None, form: PartForm) -> Part | None:
    """What can be kept of what was typed; a new entry of which nothing can is none."""
    fields, when = form.kept(), clock.now()
    if row is not None:
        return actions.change_part(row=row, by=request.user, at=when, **fields)
    told = any(value != section.model._meta.get_field(name).get_default() for name, value in fields.items())  # noqa: SLF001 - Django's documented name
    return actions.add_part(model=section.model, by=request.user, at=when, **fields) if told else None


def _address(request: HttpRequest, section: Section, row: Part | None) -> str:
    """Where the form goes: to the entry, as soon as there is one."""
    where = (
        reverse("profile:change", args=[section.key, row.pk])
        if row
        else reverse("profile:add", args=[section.key])
    )
    return where + back.kept(request)


@signed_in
@require_POST
def remove(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """Take the entry away, at once: the page that follows offers to bring it back."""
    section = section_of(part)
    row = get_object_or_404(section.model, profile__user=request.user, pk=pk)
    actions.remove_part(row=row, by=request.user, at=clock.now())
    return redirect(_overview(request, removed=mark(section, pk)))


@signed_in
@require_POST
def restore(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """Bring back what was removed."""
    section = section_of(part)
    row = get_object_or_404(section.model.with_removed, profile__user=request.user, pk=pk)
    if attempt(request, actions.restore_part, row=row):
        messages.success(request, _("It is back in your profile"))
    return redirect(_overview(request))


def _overview(request: HttpRequest, **query: Any) -> str:
    """The overview, keeping its own way back."""
    wanted = back.sent_from(request)
    query |= {"next": wanted} if wanted else {}
    return reverse("profile:overview") + (f"?{urlencode(query)}" if query else "")
