"""How long somebody has worked: no month counts twice, part time counts as its share. Pure; months are whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

FULL = 100
# In a year.
MONTHS = 12
# Months without work that are worth a question; shorter ones are between two posts.
GAP = 3


@dataclass(frozen=True)
class Span:
    """Work from the month `began` to the month `ended`, both included, at `share` per cent of full time.

    Months are numbers: twelve times the year, and the months of it before. Work that goes on has no end.
    """

    began: int
    ended: int | None = None
    share: int = FULL

    @classmethod
    def of(cls, began: date, ended: date | None, share: int = FULL) -> "Span":
        return cls(month_number(began), month_number(ended) if ended else None, share)


@dataclass(frozen=True)
class Stretch:
    """Months on end, first and last included, in which the shares add up to `load` per cent."""

    first: int
    last: int
    load: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1


def month_number(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def month_day(number: int) -> date:
    """The first day of the month with this number."""
    return date(number // MONTHS, number % MONTHS + 1, 1)


def stretches(spans: Iterable[Span], *, until: date) -> list[Stretch]:
    """From the first month of work to the last, or to the month of `until`, which counts: each load with its months."""
    now = month_number(until)
    steps: dict[int, int] = {}
    for span in spans:
        last = now if span.ended is None else min(span.ended, now)
        if span.began <= last:
            steps[span.began] = steps.get(span.began, 0) + span.share
            steps[last + 1] = steps.get(last + 1, 0) - span.share
    found: list[Stretch] = []
    load = 0
    marks = sorted(month for month, step in steps.items() if step)
    for first, after in pairwise(marks):
        load += steps[first]
        found.append(Stretch(first, after - 1, load))
    return found


def months_worked(spans: Iterable[Span], *, until: date) -> Fraction:
    """In months of full time: what is done side by side counts once, and never for more than full time."""
    parts = stretches(spans, until=until)
    return sum((Fraction(part.months * min(part.load, FULL), FULL) for part in parts), Fraction(0))


def gaps(spans: Iterable[Span], *, until: date) -> list[Stretch]:
    """Months on end between two pieces of work, `GAP` or more, of which nothing is told."""
    return [part for part in stretches(spans, until=until) if not part.load and part.months >= GAP]


def overlaps(spans: Iterable[Span], *, until: date) -> list[Stretch]:
    """Months on end in which more than full time is told."""
    found: list[Stretch] = []
    for part in stretches(spans, until=until):
        if part.load <= FULL:
            continue
        if found and found[-1].last + 1 == part.first:
            part = Stretch(found.pop().first, part.last, part.load)  # noqa: PLW2901 - one stretch out of two
        found.append(part)
    return found
