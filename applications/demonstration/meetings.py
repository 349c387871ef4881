"""Meetings of the panels of the demonstration: the secretary calls them, writes the minutes, and the chair approves those."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from applications.demonstration.people import person
from applications.demonstration.scene import Scene
from applications.demonstration.selection import CHAIR, MEMBER, MEMBER_2, SECRETARY
from applications.meetings.actions import answer, approve_minutes, fix, propose, write_minutes
from applications.meetings.models import Meeting, Suits
from applications.panels.models import Panel

SECOND_TIME, THIRD_TIME = timedelta(hours=4), timedelta(days=1)


def fixed(panel: Panel, scene: Scene, what: str, first: datetime, *, days: int) -> Meeting:
    """Called on the working day `days`, and fixed on the next at the `first` of its times, as two have answered."""
    meeting = _proposed(panel, scene, what, first, days=days)
    for who, hour in ((CHAIR, "17:30"), (MEMBER, "18:05")):
        _answer(meeting, scene, who, (Suits.YES, Suits.IF_NEED_BE, Suits.NO), days=days, hour=hour)
    return fix(option=meeting.options.get(begins_at=first), **scene.deed(SECRETARY, days + 1, "10:20"))


def with_times_to_choose(panel: Panel, scene: Scene, what: str, first: datetime, *, days: int) -> None:
    """One member has answered, the others have not."""
    meeting = _proposed(panel, scene, what, first, days=days)
    _answer(meeting, scene, MEMBER, (Suits.YES, Suits.NO, Suits.IF_NEED_BE), days=days, hour="18:20")


def keep_minutes(meeting: Meeting, scene: Scene, *, days: int) -> None:
    """The secretary writes them on the evening of the meeting, the chair approves them the next morning."""
    present = [str(person(who)) for who in (CHAIR, MEMBER, MEMBER_2, SECRETARY)]
    text = scene.selection["meetings"][meeting.purpose]["minutes"]
    minutes = write_minutes(
        meeting=meeting, text=text, present=present, **scene.deed(SECRETARY, days, "18:40")
    )
    approve_minutes(minutes=minutes, **scene.deed(CHAIR, days + 1, "09:15"))


def _proposed(panel: Panel, scene: Scene, what: str, first: datetime, *, days: int) -> Meeting:
    told: Mapping[str, Any] = scene.selection["meetings"][what]
    about = {name: told[name] for name in ("length", "place", "link", "agenda")}
    times = [first, first + SECOND_TIME, first + THIRD_TIME]
    return propose(panel=panel, times=times, purpose=what, **about, **scene.deed(SECRETARY, days, "15:10"))


def _answer(meeting: Meeting, scene: Scene, who: str, said: tuple[str, ...], *, days: int, hour: str) -> None:
    options = meeting.options.order_by("begins_at").values_list("pk", flat=True)
    answer(meeting=meeting, suits=dict(zip(options, said, strict=True)), **scene.deed(who, days, hour))
