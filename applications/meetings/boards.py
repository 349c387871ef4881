"""Which times suit whom, as who arranges the meeting reads it."""

from dataclasses import dataclass

from applications.meetings.models import Answer, Meeting, Option, Suits
from applications.panels.models import Seat


@dataclass(frozen=True)
class Column:
    """One time: how many it suits, and how many if need be."""

    option: Option
    yes: int
    maybe: int


@dataclass(frozen=True)
class Line:
    """One who sits: what they said of each time, in the order of the times; nothing yet."""

    seat: Seat
    said: list[str]

    @property
    def waits(self) -> bool:
        return not any(self.said)


@dataclass(frozen=True)
class Board:
    """Times across, people down."""

    columns: list[Column]
    lines: list[Line]


def board_of(meeting: Meeting) -> Board:
    """Of those who sit now; three questions to the database, however many they are."""
    options = list(meeting.options.all())
    seats = [seat for seat in meeting.panel.seats.all() if seat.sits]
    given = {(one.seat_id, one.option_id): one.suits for one in Answer.objects.filter(option__in=options)}
    words = dict(Suits.choices)
    lines = [
        Line(seat, [str(words.get(given.get((seat.pk, one.pk), ""), "")) for one in options])
        for seat in seats
    ]
    sitting = {seat.pk for seat in seats}
    return Board([_column(one, given, sitting) for one in options], lines)


def _column(option: Option, given: dict[tuple[int, int], str], sitting: set[int]) -> Column:
    said = [suits for (seat, of), suits in given.items() if of == option.pk and seat in sitting]
    return Column(option, said.count(Suits.YES), said.count(Suits.IF_NEED_BE))
