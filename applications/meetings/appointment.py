"""The appointment of a meeting, for a calendar; nothing of candidates."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.meetings.models import Meeting
from portal.mailing.calendar import Appointment, calendar_of


def appointment_of(meeting: Meeting, person: Any, *, method: str, at: datetime) -> str:
    """As `portal.mailing.calendar` writes it, for one of the panel."""
    appointment = Appointment(
        uid=f"meeting-{meeting.pk}",
        sequence=meeting.sequence,
        office=meeting.office,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        summary=_("Panel %(reference)s: meeting") % {"reference": meeting.vacancy.reference},
        place=meeting.place,
        link=meeting.link,
        address=meeting.get_absolute_url(),
    )
    return calendar_of(appointment, to=person.email, method=method, at=at)
