"""Exact figures of a scoring round: means, technical scores, per cents, divergence, and how they are shown.

Everything is a ``fractions.Fraction``; nothing is rounded before ``shown`` (docs/selection.md section 2).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

Marks = Mapping[str, Fraction]
Average = Callable[[Collection[Fraction]], Fraction]

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored: marks run from 0 to ``scale``, a full mark earns ``points``."""

    code: str
    points: Fraction
    scale: Fraction
    minimum: Fraction | None = None


def mean(values: Collection[Fraction]) -> Fraction:
    """Return the mean of at least one value."""
    return sum(values, ZERO) / len(values)


def median(values: Collection[Fraction]) -> Fraction:
    """Return the middle one of at least one value, or the mean of the middle two."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return mean(ordered[middle : middle + 1] if len(ordered) % 2 else ordered[middle - 1 : middle + 1])


def criterion_marks(
    sheets: Collection[Marks], criteria: Iterable[Criterion], average: Average = mean
) -> Marks:
    """Return the panel's mark on each criterion, from one candidate's marks by each counted member.

    At least one sheet, each with every criterion: a lacking mark is a KeyError, never a zero.
    """
    return {one.code: average([sheet[one.code] for sheet in sheets]) for one in criteria}


def technical_score(marks: Marks, criteria: Iterable[Criterion]) -> Fraction:
    """Return the points earned: the sum of mark / scale * points."""
    return sum((marks[one.code] * one.points / one.scale for one in criteria), ZERO)


def technical_maximum(criteria: Iterable[Criterion]) -> Fraction:
    """Return the points that full marks earn."""
    return sum((one.points for one in criteria), ZERO)


def percent(part: Fraction, whole: Fraction) -> Fraction:
    """Return ``part`` in per cent of ``whole``; nothing is 0 per cent of nothing.

    The second half matters where the best technical score among the ranked is 0 and scores are relative to it.
    """
    return 100 * part / whole if whole else ZERO


def is_below_minimum(marks: Marks, criteria: Iterable[Criterion]) -> bool:
    """Whether some criterion's own minimum is not reached; reaching it exactly is enough."""
    return any(one.minimum is not None and marks[one.code] < one.minimum for one in criteria)


def spread(values: Collection[Fraction]) -> Fraction:
    """Return the range of at least one value: the highest less the lowest."""
    return max(values) - min(values)


def variance(values: Collection[Fraction]) -> Fraction:
    """Return the population variance of at least one value."""
    centre = mean(values)
    return mean([(value - centre) ** 2 for value in values])


def diverges(values: Collection[Fraction], scale: Fraction, threshold: Fraction) -> bool:
    """Whether the range of marks reaches ``threshold``, a share of the scale, from which moderation is due."""
    return spread(values) >= threshold * scale


def shown(value: Fraction, places: int = 2) -> str:
    """Return ``value`` rounded half up to ``places`` decimals.

    Half up is by size, away from zero, so that 0.125 and -0.125 show as 0.13 and -0.13; zero has no sign.
    """
    unit: int = 10**places
    units = (2 * abs(value.numerator) * unit + value.denominator) // (2 * value.denominator)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{units // unit}.{units % unit:0{places}d}"


def shown_root(value: Fraction) -> str:
    """Return the square root of a variance rounded half up to two decimals: the standard deviation as shown.

    Exact without a root of a fraction: floor(100 * root + 1/2) is (floor(root of 40000 * value) + 1) // 2.
    """
    return shown(Fraction((isqrt(40000 * value.numerator // value.denominator) + 1) // 2, 100))
