"""A letter to who is to answer a complaint before the last day for the answer, once to each."""

from datetime import datetime, timedelta

from django.db import transaction

from applications.decisions.complaining import handlers_of, tell
from applications.decisions.complaint import Complaint
from portal.mailing.models import Message

BEFORE = timedelta(days=3)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Write the letters that are due at `at`; run twice, none is written twice. How many there were."""
    # The day at the office may be one ahead of that of UTC.
    near = (
        Complaint.objects.unanswered().whole().filter(answer_by__lte=at.date() + BEFORE + timedelta(days=1))
    )
    due = [one for one in near if one.office.local(at).date() >= one.answer_by - BEFORE]
    return sum(_remind(one, at) for one in due)


def _remind(complaint: Complaint, at: datetime) -> int:
    written = 0
    for person in handlers_of(complaint):
        once = f"complaint_reminder:{complaint.pk}:{person.pk}"
        if not Message.objects.filter(once=once).exists():
            tell("complaint_reminder", complaint, person, at, once=once)
            written += 1
    return written
