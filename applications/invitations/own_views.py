"""The candidate's page of an invitation, and the appointment for a calendar."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.intake.own import reading_and_posting
from applications.invitations import actions
from applications.invitations.appointment import appointment_of, title_of
from applications.invitations.forms import NONE, ChooseForm
from applications.invitations.models import Invitee
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_invitee = finder(Invitee.objects.whole(), key="key")


@needs("applications.choose_slot", _invitee)
@reading_and_posting
def own_invitation(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """The times, on the clock of the office and on one's own; choosing one, another one, or none."""
    at, slots = clock.now(), list(invitee.invitation.slots.all())
    form = ChooseForm(posted(request), slots=slots, initial=_kept(invitee))
    refused = form.is_valid()
    if refused and _done(request, invitee, form):
        return redirect(invitee)
    takes = invitee.ended_at is None and invitee.invitation.takes_choices(at=at)
    context = {
        "invitee": invitee,
        "invitation": invitee.invitation,
        "application": invitee.application,
        "vacancy": invitee.vacancy,
        "title": title_of(invitee),
        "slots": invitee.invitation.slots.all(),
        "chosen": _kept(invitee).get("slot") if refused else form["slot"].value(),
        "none": NONE,
        "form": form,
        "takes": takes,
        "at": at,
    }
    return render(request, "applications/invitations/own.html", context)


def _kept(invitee: Invitee) -> dict[str, str]:
    if invitee.slot_id:
        return {"slot": str(invitee.slot_id)}
    return {"slot": NONE, "words": invitee.none_suits} if invitee.none_suits else {}


def _done(request: HttpRequest, invitee: Invitee, form: ChooseForm) -> bool:
    """Keep the choice; a refusal is said on the page, which keeps what was typed."""
    if form.chosen:
        kept = attempt(request, actions.choose, invitee=invitee, slot=form.chosen)
        said = _("The time is yours. You have a letter with it for your calendar.")
    else:
        kept = attempt(request, actions.say_none_suits, invitee=invitee, words=form.cleaned_data["words"])
        said = _("The office knows that no time suits you, and reads what you wrote.")
    if kept:
        messages.success(request, said)
    return bool(kept)


@needs("applications.choose_slot", _invitee)
@require_safe
def calendar(_request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """The appointment as a file for a calendar."""
    if invitee.slot is None:
        raise Http404
    content = appointment_of(invitee, invitee.slot, method="PUBLISH", at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
