"""The profile, seen and changed by its owner: the overview, the person's particulars, the declarations."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.profile import actions, back, overview
from applications.profile.forms import DeclarationsForm, PersonForm, stored
from applications.profile.models import Profile
from applications.profile.removed import just_removed
from portal.kernel import clock
from portal.web.access import signed_in
from portal.web.rescue import keeps_typed


@signed_in
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everything told, what is not, and why it is useful."""
    profile = Profile.objects.filter(user=request.user).first()
    context = {
        "profile": profile or Profile(),
        "facts": overview.facts_of(profile) if profile else [],
        "person": overview.person_state(profile or Profile()),
        "blocks": overview.blocks_of(profile, today=clock.now().date()) if profile else overview.no_blocks(),
        "declared": overview.declared_of(profile) if profile else [],
        "declared_state": overview.declared_state(profile or Profile()),
        "removed": just_removed(request),
        "came_from": back.sent_from(request),
        "here": back.here(request),
        "back": back.kept(request),
    }
    return render(request, "applications/profile/overview.html", context)


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """The person's particulars; whatever is right is kept at once, and the page says what is wrong or missing."""
    return _form(
        request, PersonForm, _("About you"), lead=_("As you write yourself, and as your passport does.")
    )


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def declarations(request: HttpRequest) -> HttpResponse:
    """What is declared, kept as the particulars are."""
    lead = _("Asked of everybody. A yes does not shut you out: the office looks at it, the panel does not.")
    return _form(request, DeclarationsForm, _("Declarations"), lead=lead)


def _form(request: HttpRequest, form_class: Any, title: str, *, lead: str) -> HttpResponse:
    profile = Profile.objects.filter(user=request.user).first()
    posted = request.method == "POST"
    form = form_class(request.POST if posted else stored(profile, form_class), strict=posted)
    if posted:
        actions.save_profile(user=request.user, at=clock.now(), **form.kept())
        if form.is_valid():
            messages.success(request, _("Your profile is saved"))
            return redirect(back.onwards(request))
    context = {"form": form, "title": title, "lead": lead, "leave": back.onwards(request), "kept": posted}
    return render(request, "applications/profile/form.html", context)
