"""What `manage.py verify` checks of meetings of panels: when they were, whether they were held, and what their minutes say."""

from collections.abc import Iterator

from applications.meetings.actions import hash_of, moment
from applications.meetings.models import Meeting
from portal.record.models import Entry, EntryQuerySet


def meeting_faults() -> Iterator[str]:
    """Meetings at another time, cancelled or not, or with other minutes than the record tells."""
    meetings = Meeting.objects.select_related("panel__vacancy", "minutes").order_by("pk")
    for meeting in meetings:
        entries = Entry.objects.filter(subject=f"meeting:{meeting.pk}")
        fixed = entries.filter(action__in=("meeting.fixed", "meeting.changed")).said_last()
        if (meeting.begins_at and moment(meeting.begins_at)) != fixed.get("begins_at"):
            yield f"meeting {meeting.pk} of the panel for {meeting.vacancy}: its time is not what was recorded"
        told = entries.filter(action="meeting.cancelled").said_last()
        if meeting.cancelled_reason != told.get("reason", ""):
            yield f"meeting {meeting.pk} of the panel for {meeting.vacancy}: whether it was cancelled is not what was recorded"
        yield from _of_minutes(meeting, entries)


def _of_minutes(meeting: Meeting, entries: EntryQuerySet) -> Iterator[str]:
    minutes = getattr(meeting, "minutes", None)
    of = f"minutes of meeting {meeting.pk} of the panel for {meeting.vacancy}"
    written = entries.filter(action__in=("meeting.minuted", "meeting.approved")).said_last().get("sha256")
    if (minutes and hash_of(minutes)) != written:
        yield f"{of}: are not those that were recorded"
    approved = entries.filter(action="meeting.approved").exists()
    if approved != bool(minutes and minutes.approved_at):
        yield f"{of}: whether they are approved is not what was recorded"
