"""Inviting candidates, choosing a time, and all that changes an appointment afterwards."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.intake.models import Application
from applications.intake.receipt import subject
from applications.invitations import telling
from applications.invitations.models import Invitation, Invitee, Slot
from applications.invitations.places import give_up, take_place
from applications.screening.long_list import candidates
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.models import Vacancy
from vacancies.plan.models import Stage

NOT_CANDIDATES = _("Only candidates on the long list who have not withdrawn can be invited")
TOO_FEW = _("There are fewer places than people invited. Add times, or places to a time")
TOO_LATE = _("The time to choose must end before the first of the times, and it must not be over yet")
NO_TEST = _("The plan scores nothing in a written test: nobody would mark what candidates send")
CLOSED = _("The time to choose is over")
ENDED = _("This invitation does not stand any more")
BEGUN = _("This time has passed")
REASON = _("Say why: the person reads it")
WORDS = _("Say when you could come, or what keeps you")

Times = Sequence[tuple[datetime, int]]


@transaction.atomic
def invite(
    *, vacancy: Vacancy, applications: Sequence[Application], fields: Mapping[str, Any], times: Times, sending: UUID, by: Any, at: datetime
) -> Invitation:  # fmt: skip
    """Invite candidates to choose one of `times`, each with its number of places; everybody gets a letter.

    `sending` names the page from which it comes: sent twice, it invites once. Raises Refused where somebody is no
    candidate, where there are fewer places than people, and where nobody could choose in time.
    """
    row = locked(vacancy)
    require("applications.invite", row, by=by)
    if already := Invitation.objects.filter(sending=sending).first():
        return already
    called = list(candidates(row).filter(pk__in=[one.pk for one in applications]).select_related("applicant"))
    if not called or len(called) != len(applications):
        raise Refused(NOT_CANDIDATES)
    _require_room(times, len(called), fields["choose_by"], at)
    if fields.get("takes_answers") and not row.plan.criteria.filter(stage=Stage.TEST).exists():
        raise Refused(NO_TEST)
    invitation = Invitation.objects.create(vacancy=row, sending=sending, made_by=by, made_at=at, **fields)
    Slot.objects.bulk_create([Slot(invitation=invitation, begins_at=begins, places=n) for begins, n in times])
    invited = Invitee.objects.bulk_create([Invitee(invitation=invitation, application=one) for one in called])
    write(
        stream=row.stream, action="invitation.made", subject=f"invitation:{invitation.pk}", by=by, at=at,
        data={"codes": ", ".join(one.code for one in called), "kind": invitation.kind, "times": len(times), "choose_by": _iso(invitation.choose_by)},
    )  # fmt: skip
    for invitee in Invitee.objects.whole().filter(pk__in=[one.pk for one in invited]):
        telling.tell("invitation", invitee, at=at, slots=list(invitation.slots.all()))
    return invitation


def _require_room(times: Times, people: int, choose_by: datetime, at: datetime) -> None:
    if sum(places for _begins, places in times) < people:
        raise Refused(TOO_FEW)
    if choose_by <= at or min(begins for begins, _places in times) <= choose_by:
        raise Refused(TOO_LATE)


@transaction.atomic
def choose(*, invitee: Invitee, slot: Slot, by: Any, at: datetime) -> Invitee:
    """Take a place at `slot`, giving up the one taken before. Of two who want the last place, one gets it.

    Choosing again what one has changes nothing. Raises Refused when the places are taken or the time to choose is over.
    """
    row = _of_the_person(invitee, by)
    if row.slot_id == slot.pk:
        return row
    if not row.invitation.takes_choices(at=at):
        raise Refused(CLOSED)
    if slot.begins_at <= at:
        raise Refused(BEGUN)
    row = take_place(row, slot, at=at)
    _record("invitation.chosen", row, by, at, begins=_iso(row.slot.begins_at))
    telling.tell("slot_chosen", row, at=at, slot=row.slot)
    return row


@transaction.atomic
def say_none_suits(*, invitee: Invitee, words: str, by: Any, at: datetime) -> Invitee:
    """None of the times suits: a place taken before is free for others, and the office reads the words.

    It can be said also when the time to choose is over, until the hour itself.
    """
    row = _of_the_person(invitee, by)
    if row.slot and row.slot.begins_at <= at:
        raise Refused(BEGUN)
    if not words.strip():
        raise Refused(WORDS)
    had = give_up(row, none_suits=words.strip())
    _record("invitation.none_suits", row, by, at)
    if had:
        telling.tell("slot_given_up", row, at=at, slot=had, method="CANCEL")
    return row


@transaction.atomic
def move(*, invitee: Invitee, slot: Slot, because: str, by: Any, at: datetime) -> Invitee:
    """Give a candidate another time, whether the time to choose is over or not; the person reads why."""
    row = _of_the_office(invitee, because, by)
    if row.slot_id == slot.pk:
        return row
    row = take_place(row, slot, at=at)
    _record("invitation.moved", row, by, at, begins=_iso(row.slot.begins_at), because=because.strip())
    telling.tell("slot_moved", row, at=at, slot=row.slot, because=because.strip())
    return row


@transaction.atomic
def call_off(*, invitee: Invitee, because: str, by: Any, at: datetime) -> Invitee:
    """End the invitation of one candidate; the person reads why, and a calendar takes the appointment out."""
    row = _of_the_office(invitee, because, by)
    had = give_up(row, ended_at=at, ended_because=because.strip())
    _record("invitation.called_off", row, by, at, because=because.strip())
    telling.tell("invitation_called_off", row, at=at, slot=had, method="CANCEL", because=because.strip())
    return row


@transaction.atomic
def call_off_all(*, invitation: Invitation, because: str, by: Any, at: datetime) -> int:
    """End the invitation of everybody who still stands; how many that were."""
    standing = list(invitation.invitees.standing())
    for invitee in standing:
        call_off(invitee=invitee, because=because, by=by, at=at)
    return len(standing)


@transaction.atomic
def add_time(
    *, invitation: Invitation, begins_at: datetime, places: int, choose_by: datetime, by: Any, at: datetime
) -> Slot:
    """One more time to choose, and until when; those without a time get a letter."""
    row = locked(invitation)
    require("applications.invite", row, by=by)
    if choose_by <= at or begins_at <= choose_by:
        raise Refused(TOO_LATE)
    if row.slots.filter(begins_at=begins_at).exists():
        raise Refused(_("This time is among those to choose from already"))
    row.choose_by = choose_by
    row.save(update_fields=["choose_by"])
    slot = Slot.objects.create(invitation=row, begins_at=begins_at, places=places)
    write(
        stream=row.stream, action="invitation.time_added", subject=f"invitation:{row.pk}", by=by, at=at, data={"begins": _iso(begins_at)}
    )  # fmt: skip
    for invitee in row.invitees.without_a_time().whole():
        telling.tell("invitation_time_added", invitee, at=at, slots=[slot])
    return slot


def release(application: Application, at: datetime) -> None:
    """The application was withdrawn: its places are free for others, and calendars take the appointments out."""
    for invitee in application.invitations.standing():
        locked(invitee.invitation)
        row = _fresh(invitee)
        had = give_up(row, ended_at=at)
        _record("invitation.freed", row, None, at)
        if had:
            telling.tell("slot_given_up", row, at=at, slot=had, method="CANCEL")


def _of_the_person(invitee: Invitee, by: Any) -> Invitee:
    """The row behind its invitation's lock, while the person is invited."""
    locked(invitee.invitation)
    row = _fresh(invitee)
    require("applications.choose_slot", row, by=by)
    if row.ended_at:
        raise Refused(ENDED)
    return row


def _of_the_office(invitee: Invitee, because: str, by: Any) -> Invitee:
    invitation = locked(invitee.invitation)
    require("applications.invite", invitation, by=by)
    row = _fresh(invitee)
    if row.ended_at:
        raise Refused(ENDED)
    if not because.strip():
        raise Refused(REASON)
    return row


def _fresh(invitee: Invitee) -> Invitee:
    return Invitee.objects.whole().get(pk=invitee.pk)


def _record(action: str, invitee: Invitee, by: Any, at: datetime, **data: Any) -> None:
    application = invitee.application
    said = {"code": application.code, **data}
    write(stream=application.stream, action=action, subject=subject(application), by=by, at=at, data=said)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
