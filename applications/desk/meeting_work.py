"""What waits for those who sit on a panel about its meetings: say which times suit, fix one, write the minutes, approve them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.desk.task import Kind, Task
from applications.meetings.models import Answer, Meeting
from applications.panels.models import Seat, SeatRole
from portal.kernel import clock


def meeting_work(seats: Any) -> Iterator[Kind]:
    """Kinds of tasks about meetings by the `seats` that somebody holds."""
    meetings = Meeting.objects.select_related("panel__vacancy__office").order_by("pk")
    own = seats.filter(panel=OuterRef("panel"))
    said = Answer.objects.filter(option__meeting=OuterRef("pk"), seat__in=seats)
    yield Kind(meetings.open().filter(Exists(own)).exclude(Exists(said)), _to_answer)
    called = meetings.open().filter(Exists(own.filter(user=OuterRef("called_by"))))
    silent = (
        Seat.objects.sitting()
        .filter(panel=OuterRef("panel"))
        .exclude(Exists(Answer.objects.filter(option__meeting=OuterRef(OuterRef("pk")), seat=OuterRef("pk"))))
    )
    yield Kind(called.exclude(Exists(silent)), _to_fix)
    held = meetings.held(at=clock.now())
    unwritten = held.filter(minutes=None)
    yield Kind(unwritten.filter(Exists(own.filter(role=SeatRole.SECRETARY))), _to_write)
    written = held.filter(minutes__isnull=False, minutes__approved_at=None)
    led = written.filter(Exists(own.filter(role=SeatRole.CHAIR))).exclude(
        Exists(own.filter(user=OuterRef("minutes__written_by")))
    )
    yield Kind(led, _to_approve)


def _to_answer(meeting: Meeting) -> Task:
    return Task(meeting.vacancy, _("Say which times suit you"), meeting.get_absolute_url(), _what(meeting))


def _to_fix(meeting: Meeting) -> Task:
    return Task(
        meeting.vacancy, _("Fix the time: all have answered"), meeting.get_absolute_url(), _what(meeting)
    )


def _to_write(meeting: Meeting) -> Task:
    address = reverse("meetings:minutes", args=[meeting.pk])
    return Task(meeting.vacancy, _("Write the minutes"), address, _what(meeting))


def _to_approve(meeting: Meeting) -> Task:
    return Task(meeting.vacancy, _("Approve the minutes"), meeting.get_absolute_url(), _what(meeting))


def _what(meeting: Meeting) -> str:
    return str(meeting.get_purpose_display())
