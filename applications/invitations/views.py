"""The pages of those who arrange tests and interviews: inviting, who chose what, moving and calling off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.invitations import actions
from applications.invitations.forms import AddTimeForm, BecauseForm, InviteForm, MoveForm, TimeRows
from applications.invitations.models import Invitation, Invitee
from applications.panels.models import seats_behind
from applications.screening.long_list import candidates
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from portal.web.rows import with_one_more
from vacancies.models import Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office").prefetch_related(*seats_behind("panel__")), pk="pk"
)
_invitation = finder(
    Invitation.objects.select_related("vacancy__office").prefetch_related(*seats_behind("vacancy__panel__")),
    key="key",
)
# Whoever arranges the invitation arranges it for each of those invited.
_invitee = finder(
    Invitee.objects.whole().prefetch_related(*seats_behind("invitation__vacancy__panel__")), key="key"
)


@needs("applications.view_invitations", _vacancy)
@require_safe
def invitations(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """All invitations of a vacancy, and how many of those invited have a time."""
    found = vacancy.invitations.prefetch_related("invitees", "slots")
    rows = [{"invitation": one, **_numbers(list(one.invitees.all()))} for one in found]
    may = request.user.has_perm("applications.invite", vacancy) and candidates(vacancy).exists()
    context = {"vacancy": vacancy, "tab": "invitations", "rows": rows, "may_invite": may}
    return render(request, "applications/invitations/invitations.html", context)


def _numbers(invitees: list[Invitee]) -> dict[str, int]:
    standing = [one for one in invitees if one.ended_at is None]
    return {
        "invited": len(standing),
        "chosen": sum(one.slot_id is not None for one in standing),
        "none_suits": sum(bool(one.none_suits) for one in standing),
    }


@needs("applications.invite", _vacancy)
def invite_page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Write an invitation with its times; it is shown whole, with the number of people, before it is sent."""
    sent, zone = posted(request), vacancy.office.zone
    called = candidates(vacancy).select_related("applicant")
    if not called.exists():
        messages.error(request, _("There is nobody to invite yet: first somebody must be on the long list."))
        return redirect("invitations:invitations", vacancy.pk)
    rebuilt = sent is not None and ("add" in sent or "change" in sent)
    if rebuilt:
        data = with_one_more(sent, "times", places="1") if "add" in sent else sent
        initial = {name: sent[name] for name in sent if name not in ("to", "sending")}
        form = InviteForm(candidates=called, zone=zone, initial={**initial, "to": sent.getlist("to")})
        rows = TimeRows(data, prefix="times", form_kwargs={"zone": zone}, quiet=True)
    else:
        form = InviteForm(sent, candidates=called, zone=zone)
        rows = TimeRows(sent, prefix="times", form_kwargs={"zone": zone})
    if sent is None or rebuilt or not all([form.is_valid(), rows.is_valid()]):
        return _writing(request, vacancy, form, rows)
    if "send" not in sent:
        return _preview(request, vacancy, form, rows)
    said = {"fields": form.said, "times": rows.times, "sending": form.cleaned_data["sending"]}
    done = attempt(
        request, actions.invite, vacancy=vacancy, applications=list(form.cleaned_data["to"]), **said
    )
    if done is None:
        return _writing(request, vacancy, form, rows)
    messages.success(request, _("The invitation is sent; each of those invited has a letter."))
    return redirect(done)


def _writing(request: HttpRequest, vacancy: Vacancy, form: InviteForm, rows: Any) -> HttpResponse:
    context = {"vacancy": vacancy, "tab": "invitations", "form": form, "rows": rows}
    return render(request, "applications/invitations/invite.html", context)


def _preview(request: HttpRequest, vacancy: Vacancy, form: InviteForm, rows: Any) -> HttpResponse:
    times = rows.times
    context = {
        "vacancy": vacancy,
        "tab": "invitations",
        "to": list(form.cleaned_data["to"]),
        "invitation": Invitation(vacancy=vacancy, **form.said),
        "times": times,
        "places": sum(places for _begins, places in times),
        "sent": [(name, value) for name in form.data for value in form.data.getlist(name) if name != "csrfmiddlewaretoken"],
    }  # fmt: skip
    return render(request, "applications/invitations/preview.html", context)


@needs("applications.view_invitations", _invitation)
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Who chose what; one more time for those who have none."""
    may = request.user.has_perm("applications.invite", invitation)
    form = AddTimeForm(posted(request), invitation=invitation) if may else None
    if (
        form
        and form.is_valid()
        and attempt(request, actions.add_time, invitation=invitation, **form.cleaned_data)
    ):
        messages.success(request, _("The time is added. Those without a time have a letter."))
        return redirect(invitation)
    everybody = list(invitation.invitees.whole().order_by("slot__begins_at", "pk"))
    slots = list(invitation.slots.all())
    context = {
        "vacancy": invitation.vacancy,
        "tab": "invitations",
        "invitation": invitation,
        "slots": [(slot, [one for one in everybody if one.slot_id == slot.pk]) for slot in slots],
        "without": [one for one in everybody if one.slot_id is None and one.ended_at is None],
        "ended": [one for one in everybody if one.ended_at],
        "form": form,
        "may_arrange": may,
        "at": clock.now(),
    }
    return render(request, "applications/invitations/invitation.html", context)


@needs("applications.invite", _invitation)
def call_off_all_page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Call the whole off; asked first, with the number of letters."""
    form = BecauseForm(posted(request))
    if form.is_valid():
        number = attempt(request, actions.call_off_all, invitation=invitation, **form.cleaned_data)
        if number is not None:
            said = ngettext("%(n)s invitation is called off.", "%(n)s invitations are called off.", number)
            messages.success(request, said % {"n": number})
        return redirect(invitation)
    number = invitation.invitees.standing().count()
    letters = ngettext("%(n)s person gets a letter with your reason.", "%(n)s people get a letter with your reason.", number)  # fmt: skip
    words = [letters % {"n": number}, _("This cannot be undone; you can invite anew.")]
    return _ask(
        request, _("Call off the invitation?"), words, form, _("Call off"), back=invitation, danger=True
    )


@needs("applications.invite", _invitee)
def move_page(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """Another time for one of those invited, with a reason."""
    form = MoveForm(posted(request), invitee=invitee, at=clock.now())
    if form.is_valid():
        if attempt(request, actions.move, invitee=invitee, **form.cleaned_data):
            messages.success(request, _("The time is changed, and the person has a letter."))
        return redirect(invitee.invitation)
    words = [
        _("%(name)s gets a letter with the new time and your reason.") % {"name": invitee.application.name}
    ]
    return _ask(request, _("Change the time?"), words, form, _("Change the time"), back=invitee.invitation)


@needs("applications.invite", _invitee)
def call_off_page(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """Call off the invitation of one, with a reason."""
    form = BecauseForm(posted(request))
    if form.is_valid():
        if attempt(request, actions.call_off, invitee=invitee, **form.cleaned_data):
            messages.success(request, _("The invitation is called off, and the person has a letter."))
        return redirect(invitee.invitation)
    words = [
        _("%(name)s gets a letter with your reason. This cannot be undone.")
        % {"name": invitee.application.name}
    ]
    return _ask(
        request,
        _("Call off the invitation?"),
        words,
        form,
        _("Call off"),
        back=invitee.invitation,
        danger=True,
    )


def _ask(
    request: HttpRequest, title: str, words: list[str], form: Any, verb: str, *, back: Invitation, danger: bool = False
) -> HttpResponse:  # fmt: skip
    context = {
        "title": title,
        "consequences": words,
        "form": form,
        "verb": verb,
        "danger": danger,
        "back": back.get_absolute_url(),
        "back_words": _("Back to the invitation"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)
