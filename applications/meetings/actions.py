"""What is done with a meeting: propose times, answer, fix one, change, cancel, write the minutes and approve them."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.meetings.models import Answer, Meeting, Minutes, Option
from applications.meetings.telling import tell
from applications.panels.models import Panel
from applications.panels.rules import seat_of
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write

# What of a meeting can be changed after it was called.
CHANGED = ("begins_at", "length", "place", "link", "agenda")


@transaction.atomic
def propose(*, panel: Panel, times: Collection[datetime], by: Any, at: datetime, **about: Any) -> Meeting:
    """Ask all who sit which of `times` suit them. Raises Refused for a time that is past, and without any."""
    require("applications.arrange_meetings", panel, by=by)
    if not times:
        raise Refused(_("Propose at least one time."))
    if min(times) <= at:
        raise Refused(_("A time that is proposed lies ahead."))
    meeting = Meeting.objects.create(panel=panel, called_by=by, called_at=at, **about)
    Option.objects.bulk_create(Option(meeting=meeting, begins_at=one) for one in sorted(set(times)))
    _record(meeting, "meeting.proposed", by=by, at=at, times=[moment(one) for one in sorted(set(times))])
    tell("meeting_proposed", meeting, at=at)
    return meeting


@transaction.atomic
def answer(*, meeting: Meeting, suits: Mapping[int, str], by: Any, at: datetime) -> None:
    """Say of each time whether it suits; it can be said anew until a time is fixed. Raises Refused after that."""
    row = locked(meeting)
    require("applications.answer_times", row, by=by)
    if row.begins_at or row.cancelled_at:
        raise Refused(_("The time is fixed, or the meeting is cancelled."))
    options = set(row.options.values_list("pk", flat=True))
    if set(suits) != options:
        raise Refused(_("Say of each time whether it suits you."))
    seat = seat_of(by, row)
    Answer.objects.filter(option__in=options, seat=seat).delete()
    Answer.objects.bulk_create(
        Answer(option_id=option, seat=seat, suits=said, at=at) for option, said in suits.items()
    )
    _record(row, "meeting.answered", by=by, at=at)


@transaction.atomic
def fix(*, option: Option, by: Any, at: datetime) -> Meeting:
    """Hold the meeting at one of the times, and send the invitation. Raises Refused once fixed or cancelled, and for the past."""
    row = _to_arrange(option.meeting, by=by)
    if row.begins_at:
        raise Refused(_("The time is fixed already. Change the meeting instead."))
    if option.begins_at <= at:
        raise Refused(_("This time is past."))
    row.begins_at, row.timed_at = option.begins_at, at
    row.save(update_fields=["begins_at", "timed_at"])
    _record(row, "meeting.fixed", by=by, at=at, begins_at=moment(row.begins_at))
    tell("meeting_fixed", row, at=at, method="REQUEST")
    return row


@transaction.atomic
def change(*, meeting: Meeting, by: Any, at: datetime, **said: Any) -> Meeting:
    """Change time, place, length or agenda of a fixed meeting; a new letter, with the appointment, unless it is the agenda only.

    Raises Refused before a time is fixed, once the meeting has begun or is cancelled, and for a time that is past.
    """
    row = _to_arrange(meeting, by=by)
    if row.begins_at is None:
        raise Refused(_("Fix a time first."))
    if row.begins_at <= at:
        raise Refused(_("The meeting has begun; what was decided stands in its minutes."))
    if said.get("begins_at", row.begins_at) <= at:
        raise Refused(_("This time is past."))
    moved = [name for name in CHANGED if name in said and said[name] != getattr(row, name)]
    if not moved:
        raise Refused(_("Nothing is changed."))
    for name in moved:
        setattr(row, name, said[name])
    if "begins_at" in moved:
        row.timed_at, row.reminded_at = at, None
    row.sequence += moved != ["agenda"]
    row.save(update_fields=[*moved, "timed_at", "reminded_at", "sequence"])
    _record(row, "meeting.changed", by=by, at=at, begins_at=moment(row.begins_at), changed=moved)
    if moved != ["agenda"]:
        tell("meeting_changed", row, at=at, method="REQUEST")
    return row


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: Any, at: datetime) -> Meeting:
    """Call a meeting off, and take it out of the calendars. Raises Refused once it has begun, and without a reason."""
    row = _to_arrange(meeting, by=by)
    if row.begins_at and row.begins_at <= at:
        raise Refused(_("The meeting has begun; what was decided stands in its minutes."))
    if not reason.strip():
        raise Refused(_("Write the reason."))
    row.cancelled_at, row.cancelled_reason = at, reason.strip()
    row.sequence += 1
    row.save(update_fields=["cancelled_at", "cancelled_reason", "sequence"])
    _record(row, "meeting.cancelled", by=by, at=at, reason=row.cancelled_reason)
    tell("meeting_cancelled", row, at=at, method="CANCEL" if row.begins_at else "")
    return row


def _to_arrange(meeting: Meeting, *, by: Any) -> Meeting:
    row = locked(meeting)
    require("applications.arrange_meetings", row, by=by)
    if row.cancelled_at:
        raise Refused(_("The meeting is cancelled."))
    return row


@transaction.atomic
def write_minutes(*, meeting: Meeting, text: str, present: Collection[str], by: Any, at: datetime) -> Minutes:
    """Write the minutes, or write them anew until they are approved. Raises Refused before the meeting, and after approval."""
    row = locked(meeting)
    require("applications.write_minutes", row, by=by)
    if row.cancelled_at or row.begins_at is None or row.begins_at > at:
        raise Refused(_("Minutes are written once the meeting has begun."))
    minutes = Minutes.objects.filter(meeting=row).first() or Minutes(meeting=row)
    if minutes.approved_at:
        raise Refused(_("The minutes are approved: they stand as they are."))
    if not text.strip():
        raise Refused(_("Write what was said and decided."))
    minutes.text, minutes.present = text.strip(), sorted(present)
    minutes.written_by, minutes.written_at = by, at
    minutes.save()
    _record(row, "meeting.minuted", by=by, at=at, sha256=hash_of(minutes))
    return minutes


@transaction.atomic
def approve_minutes(*, minutes: Minutes, by: Any, at: datetime) -> Minutes:
    """Let the minutes stand, by the chair who did not write them. Raises Refused once they are approved."""
    meeting, row = locked(minutes.meeting), locked(minutes)
    require("applications.approve_minutes", meeting, by=by)
    if row.approved_at:
        raise Refused(_("The minutes are approved: they stand as they are."))
    if row.written_by_id == by.pk:
        raise Refused(_("Who wrote the minutes does not approve them."))
    row.approved_by, row.approved_at = by, at
    row.save(update_fields=["approved_by", "approved_at"])
    _record(meeting, "meeting.approved", by=by, at=at, sha256=hash_of(row))
    return row


def hash_of(minutes: Minutes) -> str:
    """SHA-256 of what the minutes say and who was there."""
    return sha256_of({"text": minutes.text, "present": minutes.present})


def moment(instant: datetime) -> str:
    """An instant as the record tells it, on whose clock it was ever written."""
    return instant.astimezone(UTC).isoformat()


def _record(meeting: Meeting, action: str, *, by: Any, at: datetime, **data: Any) -> None:
    vacancy = meeting.vacancy
    data = {"purpose": meeting.purpose, **data}
    write(stream=vacancy.stream, action=action, subject=f"meeting:{meeting.pk}", by=by, at=at, data=data)
