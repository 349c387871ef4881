"""The picture of what the price's weight does to the first places: lines, the published weight, the crossings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from applications.ranking.exact import Exact
from applications.ranking.order import Place, shares_of
from applications.scoring.formula import percent, shown

# How many lines can be told apart, and the frame of the drawing in its own units.
MOST = 4
LEFT, RIGHT, TOP, BOTTOM = 30, 356, 12, 290
STEP, GAP = 10, 17


@dataclass(frozen=True)
class Line:
    """One candidate's total as a share of what can be reached: without weight on the price, as published, with all of it."""

    code: str
    name: str
    number: int
    path: str
    label_y: str
    at_none: str
    published: str
    at_full: str


@dataclass(frozen=True)
class Mark:
    """A vertical: the published weight, or one at which the first place changes (then with its ring)."""

    x: str
    y: str
    text_x: str
    anchor: str
    row: int
    percent: str
    code: str


@dataclass(frozen=True)
class Chart:
    """Everything the SVG needs, as text: numbers in attributes never follow the reader's language."""

    lines: list[Line]
    ticks: list[tuple[str, str, str]]
    weights: list[tuple[str, str]]
    zones: list[tuple[str, str, bool]]
    published: Mark
    crossings: list[Mark]
    first: str


def tipping_chart(
    exact: Exact, tipping: Sequence[Mapping[str, Any]], names: Mapping[str, str]
) -> Chart | None:
    """The chart of a `cumulative` ranking; None where nobody is ranked or the weights are nothing.

    `tipping` is `tipping_financial_weight` of the result: the crossings are drawn where the result says.
    """
    plan, places = exact.plan, exact.places[:MOST]
    whole = plan.technical_weight + plan.financial_weight
    if not places or not whole:
        return None
    weight = percent(plan.financial_weight, whole)
    floor = _floor(places)
    first = places[0]
    marks = [
        _mark(Fraction(one["percent"]), first, floor, row, one["new_first"])
        for row, one in enumerate(tipping)
    ]
    return Chart(
        lines=_lines(places, weight, floor, names),
        ticks=[
            (_y(Fraction(value), floor), str(value), _text(_height(Fraction(value), floor) + 4))
            for value in range(floor, 101, STEP)
        ],
        weights=[(_x(Fraction(value)), str(value)) for value in range(0, 101, 20)],
        zones=_zones(weight, [Fraction(one["percent"]) for one in tipping]),
        published=_mark(weight, first, floor, len(marks), first.code),
        crossings=marks,
        first=first.code,
    )


def total_at(place: Place, weight: Fraction) -> Fraction:
    """A candidate's total, in per cent of the two weights' sum, were the price's weight `weight` per cent of it."""
    shares = shares_of(place)
    return ((100 - weight) * shares.technical + weight * shares.financial) / 100


def _floor(places: Sequence[Place]) -> int:
    """The lowest total drawn, rounded down to a tick, so that the lines use the height there is."""
    lowest = min(total_at(place, end) for place in places for end in (Fraction(0), Fraction(100)))
    return min(int(lowest // STEP) * STEP, 100 - STEP)


def _lines(places: Sequence[Place], weight: Fraction, floor: int, names: Mapping[str, str]) -> list[Line]:
    ends = {place.code: total_at(place, Fraction(100)) for place in places}
    heights = _apart({code: _height(total, floor) for code, total in ends.items()})
    return [
        Line(
            code=place.code,
            name=names.get(place.code, ""),
            number=number,
            path=_path(place, floor),
            label_y=_text(heights[place.code] + 4),
            at_none=shown(total_at(place, Fraction(0))),
            published=shown(total_at(place, weight)),
            at_full=shown(ends[place.code]),
        )
        for number, place in enumerate(places, start=1)
    ]


def _path(place: Place, floor: int) -> str:
    ends = (Fraction(0), Fraction(100))
    return "M" + "L".join(f"{_x(weight)} {_y(total_at(place, weight), floor)}" for weight in ends)


def _apart(heights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Heights of labels, pushed down where they would cover each other, and up again at the bottom."""
    placed: dict[str, Fraction] = {}
    lowest = Fraction(TOP - GAP)
    for code, height in sorted(heights.items(), key=lambda one: one[1]):
        lowest = placed[code] = max(height, lowest + GAP)
    highest = Fraction(BOTTOM + GAP)
    for code in reversed(placed):
        highest = placed[code] = min(placed[code], highest - GAP)
    return placed


def _mark(weight: Fraction, first: Place, floor: int, row: int, code: str) -> Mark:
    """A vertical at `weight`, its words on the side that has room, each in a row of its own."""
    right = weight <= 50
    x = LEFT + (RIGHT - LEFT) * weight / 100
    return Mark(
        x=_text(x),
        y=_y(total_at(first, weight), floor),
        text_x=_text(x + (8 if right else -8)),
        anchor="start" if right else "end",
        row=BOTTOM - 10 - 18 * row,
        percent=shown(weight),
        code=code,
    )


def _zones(weight: Fraction, crossings: Sequence[Fraction]) -> list[tuple[str, str, bool]]:
    """Stretches of weights as (x, width, whether the first place stands there)."""
    below = max((one for one in crossings if one <= weight), default=Fraction(0))
    above = min((one for one in crossings if one > weight), default=Fraction(100))
    bounds = [(Fraction(0), below, False), (below, above, True), (above, Fraction(100), False)]
    return [
        (_x(start), _text((RIGHT - LEFT) * (end - start) / 100), stands)
        for start, end, stands in bounds
        if end > start
    ]


def _x(weight: Fraction) -> str:
    return _text(LEFT + (RIGHT - LEFT) * weight / 100)


def _height(total: Fraction, floor: int) -> Fraction:
    return BOTTOM - (BOTTOM - TOP) * (total - floor) / (100 - floor)


def _y(total: Fraction, floor: int) -> str:
    return _text(_height(total, floor))


def _text(number: Fraction | int) -> str:
    return shown(Fraction(number), 1)
