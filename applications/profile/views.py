"""The profile, seen and changed by its owner: the overview, the person's particulars, the declarations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.autosave.actions import keep, look
from applications.profile import actions, back, overview, page
from applications.profile.desks import PersonDesk
from applications.profile.forms import DeclarationsForm, stored
from applications.profile.models import Profile
from applications.profile.removed import just_removed
from portal.kernel import clock
from portal.kernel.workflow import Refused
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
    at, posted = clock.now(), request.method == "POST"
    desk = PersonDesk(request.user, at, strict=posted)
    try:
        kept = keep(desk=desk, posted=request.POST, by=request.user, at=at) if posted else look(desk=desk)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back.onwards(request))
    if posted and page.goes_on(request, kept):
        messages.success(request, _("Your profile is saved"))
        return redirect(back.onwards(request))
    lead = _("As you write yourself, and as your passport does.")
    return page.show(
        request, desk, kept, autosave=reverse("profile:autosave-person"), title=_("About you"), lead=lead
    )


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def declarations(request: HttpRequest) -> HttpResponse:
    """What is declared: an act, which the button alone keeps; then too, whatever is right is kept at once."""
    profile = Profile.objects.filter(user=request.user).first()
    posted = request.method == "POST"
    form = DeclarationsForm(request.POST if posted else stored(profile, DeclarationsForm), strict=posted)
    if posted:
        actions.save_profile(user=request.user, at=clock.now(), **form.kept())
        if form.is_valid():
            messages.success(request, _("Your profile is saved"))
            return redirect(back.onwards(request))
    context = {
        "form": form,
        "title": _("Declarations"),
        "lead": _(
            "Asked of everybody. A yes does not shut you out: the office looks at it, the panel does not."
        ),
        "leave": back.onwards(request),
        "kept": posted,
        "by_button": _("You declare by the button: what you tick or write here is not saved before."),
    }
    return render(request, "applications/profile/form.html", context)
