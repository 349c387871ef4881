"""Letters about a meeting to all who sit, with the appointment for their calendars; the agenda is read on the page."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from applications.meetings.appointment import appointment_of
from applications.meetings.models import Meeting
from portal.accounts.models import User
from portal.kernel.addresses import site
from portal.mailing.actions import queue


def tell(kind: str, meeting: Meeting, *, at: datetime, method: str = "") -> None:
    """One letter to each, in their language; with an appointment where `method` says what calendars do with it."""
    vacancy = meeting.vacancy
    seats = meeting.panel.seats.sitting()
    for person in User.objects.filter(seats__in=seats, is_active=True).order_by("pk"):
        with override(person.language):
            context: dict[str, Any] = {
                "meeting": meeting,
                "vacancy": vacancy,
                "slot": meeting if meeting.begins_at else None,
                "own_zone": person.time_zone,
                "site": site(),
            }
            calendar = appointment_of(meeting, person, method=method, at=at) if method else ""
        queue(kind=kind, to=person, context=context, at=at, stream=vacancy.stream, calendar=calendar)
