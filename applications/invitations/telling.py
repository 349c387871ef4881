"""Letters about an invitation, with the appointment for the person's calendar; nobody learns who else is invited."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from applications.invitations.appointment import appointment_of, title_of
from applications.invitations.models import Invitee, Slot
from portal.kernel.addresses import site
from portal.mailing.actions import queue


def tell(
    kind: str,
    invitee: Invitee,
    *,
    at: datetime,
    slot: Slot | None = None,
    method: str = "REQUEST",
    **more: Any,
) -> None:
    """A letter in the language of the person, by a time of theirs where there is one; nothing to who has no account."""
    person = invitee.application.applicant
    if not person.is_active:
        return
    with override(person.language):
        context = {
            "invitee": invitee,
            "invitation": invitee.invitation,
            "vacancy": invitee.vacancy,
            "title": title_of(invitee),
            "slot": slot,
            "own_zone": person.time_zone,
            "site": site(),
            **more,
        }
        calendar = appointment_of(invitee, slot, method=method, at=at) if slot else ""
    stream = invitee.application.stream
    queue(kind=kind, to=person, context=context, at=at, stream=stream, calendar=calendar)
