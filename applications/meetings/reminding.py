"""A letter the day before a meeting to all who sit, once; a time fixed or moved within that day has just been told."""

from datetime import datetime

from django.db import transaction

from applications.meetings.models import Meeting
from applications.meetings.telling import tell
from portal.kernel.workflow import locked


def remind(*, at: datetime) -> int:
    """Write the letters that are due at `at`; run twice, none is written twice. Of how many meetings there were."""
    return sum(_remind(meeting, at) for meeting in Meeting.objects.to_remind_of(at=at))


@transaction.atomic
def _remind(meeting: Meeting, at: datetime) -> bool:
    row = locked(meeting)
    if not Meeting.objects.to_remind_of(at=at).filter(pk=row.pk).exists():
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    tell("meeting_reminder", row, at=at, method="REQUEST")
    return True
