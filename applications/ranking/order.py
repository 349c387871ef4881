"""Who is ranked, on which total, and in which order (docs/selection.md section 2)."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from applications.ranking.material import BY_CRITERION, Candidate, Plan
from applications.scoring.formula import (
    Criterion,
    Marks,
    is_below_minimum,
    percent,
    technical_maximum,
    technical_score,
)

Draw = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with the panel's marks and what they come to."""

    candidate: Candidate
    marks: Marks
    technical: Fraction
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Shares:
    """What is weighed under ``cumulative``, each of at most 100: the scaled technical score and the price's."""

    technical: Fraction
    financial: Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """One ranked candidate and the total that decides; ``shares`` under ``cumulative`` only."""

    judged: Judged
    total: Fraction
    shares: Shares | None = None

    @property
    def code(self) -> str:
        return self.judged.candidate.code


def judge(candidate: Candidate, marks: Marks, criteria: Collection[Criterion]) -> Judged:
    """Return the technical figures that the panel's marks come to."""
    technical = technical_score(marks, criteria)
    return Judged(candidate, marks, technical, percent(technical, technical_maximum(criteria)))


def status_of(candidate: Candidate, judged: Judged | None, plan: Plan) -> str:
    """Return the candidate's status: the first of the conditions for being ranked that fails, or ``ranked``.

    Only somebody who does not stand may be unjudged.
    """
    if judged is None or not candidate.stands:
        return "withdrawn" if candidate.eligible else "ineligible"
    if is_below_minimum(judged.marks, plan.criteria):
        return "below_minimum"
    if plan.pass_mark is not None and judged.percent < plan.pass_mark:
        return "below_pass_mark"
    return "ranked"


def draw(fingerprint: str, seed: str, code: str) -> str:
    """Return a candidate's lot among those who are equal in everything; the lowest comes first."""
    return hashlib.sha256(f"{fingerprint}:{seed}:{code}".encode()).hexdigest()


def rank(plan: Plan, everybody: Iterable[Judged], lot: Draw) -> list[Place]:
    """Return the places of those who are ranked, the first place first."""
    ranked = [one for one in everybody if status_of(one.candidate, one, plan) == "ranked"]
    places = sorted(_PLACES[plan.method](plan, ranked), key=_worth(plan), reverse=True)
    groups = (list(tied) for _, tied in groupby(places, key=lambda place: place.total))
    return [place for tied in groups for place in break_tie(plan, tied, lot)]


def break_tie(plan: Plan, tied: Collection[Place], lot: Draw) -> list[Place]:
    """Return places of one total in the order of the plan's tie-break, in the end by lot.

    ``technical`` plans need no prices: ``price`` is passed over for a tie in which somebody has none.
    """
    if len(tied) == 1:
        return list(tied)
    priced = all(place.judged.candidate.price is not None for place in tied)
    steps = [step for step in plan.tie_break if priced or step != "price"]
    return sorted(
        tied, key=lambda place: (*(_standing(place.judged, step) for step in steps), lot(place.code))
    )


def _standing(one: Judged, step: str) -> Fraction:
    """Return what a step of the tie-break compares, the lowest being the best."""
    if step == "price":
        return price_of(one)
    if step == "technical":
        return -one.technical
    return -one.marks[step.removeprefix(BY_CRITERION)]


def _worth(plan: Plan) -> Callable[[Place], Fraction]:
    sign = -1 if plan.method == "lowest_price" else 1
    return lambda place: sign * place.total


def _by_technical(_plan: Plan, ranked: list[Judged]) -> list[Place]:
    return [Place(one, one.technical) for one in ranked]


def _by_price(_plan: Plan, ranked: list[Judged]) -> list[Place]:
    return [Place(one, price_of(one)) for one in ranked]


def _by_both(plan: Plan, ranked: list[Judged]) -> list[Place]:
    if not ranked:
        return []
    lowest = min(price_of(one) for one in ranked)
    best = max(one.percent for one in ranked) if plan.technical_scaling == "relative" else Fraction(100)
    places = []
    for one in ranked:
        shares = Shares(percent(one.percent, best), percent(lowest, price_of(one)))
        technical, financial = parts(plan, shares)
        places.append(Place(one, technical + financial, shares))
    return places


_PLACES = {"technical": _by_technical, "lowest_price": _by_price, "cumulative": _by_both}


def parts(plan: Plan, shares: Shares) -> tuple[Fraction, Fraction]:
    """Return the technical and the financial part of a total."""
    return plan.technical_weight * shares.technical / 100, plan.financial_weight * shares.financial / 100


def shares_of(place: Place) -> Shares:
    """Return what is weighed for a place under ``cumulative``."""
    if place.shares is None:
        raise ValueError(f"{place.code} was not ranked by two parts")
    return place.shares


def price_of(one: Judged) -> Fraction:
    """Return the price of somebody whose price is asked for."""
    if one.candidate.price is None:
        raise ValueError(f"{one.candidate.code} has no price")
    return one.candidate.price
