"""Whether the first place would stand if something were otherwise: advice, never a verdict (docs/selection.md section 4).

Every question is asked of the ranking's own rules, with the same fingerprint and seed for the lots.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from applications.ranking.material import Candidate, Plan, Sheets
from applications.ranking.order import Draw, Judged, Place, break_tie, judge, rank, shares_of
from applications.scoring.formula import Average, criterion_marks, mean, median, percent

NONE, FULL = Fraction(0), Fraction(100)


@dataclass(frozen=True, slots=True)
class Tipping:
    """A financial weight, in per cent of the two weights' sum, from which on somebody else is first."""

    weight: Fraction
    new_first: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Those who stand, with the sheets that count for each."""

    plan: Plan
    lot: Draw
    sheets: Sequence[tuple[Candidate, Sheets]]

    def first(self, average: Average = mean, absent: str | None = None) -> str | None:
        """Return who is first by another average, or without one member; None where nobody is ranked.

        Whom nobody else has judged is not ranked without that member.
        """
        everybody = []
        for candidate, sheets in self.sheets:
            left = [sheet for member, sheet in sheets.items() if member != absent]
            if left:
                marks = criterion_marks(left, self.plan.criteria, average)
                everybody.append(judge(candidate, marks, self.plan.criteria))
        return _first(self.plan, everybody, self.lot)


def first_without_member(panel: Panel, members: Iterable[str]) -> dict[str, str | None]:
    """Return who would be first without each of the counted members."""
    return {member: panel.first(absent=member) for member in members}


def first_by_median(panel: Panel) -> str | None:
    """Return who would be first with the median of the members' marks in place of their mean."""
    return panel.first(average=median)


def first_without_criterion(plan: Plan, everybody: Collection[Judged], lot: Draw) -> dict[str, str | None]:
    """Return who would be first without each criterion, its points, its minimum and its step of the tie-break."""
    firsts: dict[str, str | None] = {}
    for code in sorted(one.code for one in plan.criteria):
        left = plan.without(code)
        judged = [judge(one.candidate, one.marks, left.criteria) for one in everybody]
        firsts[code] = _first(left, judged, lot) if left.criteria else None
    return firsts


def _first(plan: Plan, everybody: Collection[Judged], lot: Draw) -> str | None:
    places = rank(plan, everybody, lot)
    return places[0].code if places else None


def tipping_weights(plan: Plan, places: Sequence[Place], lot: Draw) -> list[Tipping]:
    """Return the nearest financial weights, below and above the published one, at which the first place changes.

    That is the last weight below, and the first above, beyond which somebody else is first; the published
    weight itself where the first place is held by tie-break alone. Drawing level at a weight of 0 or 100 counts
    only if the tie-break then puts the other first. Takes the places of a ``cumulative`` plan.
    """
    whole = plan.technical_weight + plan.financial_weight
    if not places or not whole:
        return []
    published = percent(plan.financial_weight, whole)
    found = (_nearest(plan, places, published, end, lot) for end in (NONE, FULL))
    return [tipping for tipping in found if tipping]


def _nearest(
    plan: Plan, places: Sequence[Place], published: Fraction, end: Fraction, lot: Draw
) -> Tipping | None:
    """Return the nearest change between the published weight and ``end``.

    Among rivals who draw level at one weight, the one with the most at the end is ahead just beyond it.
    """
    first, *rivals = places
    crossings = [
        (abs(weight - published), lead, rival)
        for rival in rivals
        for weight, lead in _crossing(first, rival, end)
    ]
    if not crossings:
        return None
    distance, lead = min((distance, lead) for distance, lead, _ in crossings)
    level = [rival for *rest, rival in crossings if rest == [distance, lead]]
    successor = break_tie(plan, level if lead else [first, *level], lot)[0]
    weight = published + distance if end else published - distance
    return None if successor is first else Tipping(weight, successor.code)


def _crossing(first: Place, rival: Place, end: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Return the weight at which the rival draws level on the way to ``end``, and the lead left to the first there.

    The lead runs straight from that of the technical scores, at 0, to that of the prices, at 100; it is not
    negative at the published weight.
    """
    ours, theirs = shares_of(first), shares_of(rival)
    at_none, at_full = ours.technical - theirs.technical, ours.financial - theirs.financial
    here, there = (at_none, at_full) if end else (at_full, at_none)
    return [(FULL * at_none / (at_none - at_full), there)] if there <= 0 and there < here else []
