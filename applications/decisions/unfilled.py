"""Which parts of a vacancy ended without filling their openings, and why: what can be advertised anew."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy

from applications.decisions.models import Decision
from applications.decisions.reserve import free_openings, next_in_line
from applications.intake.lots import key_of
from applications.intake.models import Application
from applications.screening.models import Outcome as Screened
from portal.kernel.workflow import in_english
from vacancies.models import Lot, Vacancy
from vacancies.vacancy.models import Status


class Why(StrEnum):
    """How it ended."""

    CANCELLED = "cancelled"
    NOBODY_APPLIED = "nobody_applied"
    NOBODY_ELIGIBLE = "nobody_eligible"
    NOBODY_SELECTED = "nobody_selected"
    REFUSED = "refused"
    EXHAUSTED = "exhausted"


WORDS = {
    Why.CANCELLED: gettext_lazy("The vacancy was cancelled."),
    Why.NOBODY_APPLIED: gettext_lazy("Nobody applied, or everybody withdrew."),
    Why.NOBODY_ELIGIBLE: gettext_lazy("Nobody who applied met the requirements."),
    Why.NOBODY_SELECTED: gettext_lazy("Nobody was selected."),
    Why.REFUSED: gettext_lazy("The recommendation was refused."),
    Why.EXHAUSTED: gettext_lazy(
        "An opening is free, and everybody to whom an offer can be made has had one."
    ),
}


@dataclass(frozen=True)
class Unfilled:
    """A lot, or the whole of a vacancy without lots, with the openings that are left."""

    lot: Lot | None
    openings: int
    why: Why

    @property
    def code(self) -> str:
        return self.lot.code if self.lot else ""

    @property
    def words(self) -> str:
        return str(WORDS[self.why])

    @property
    def said(self) -> dict[str, str | int]:
        """For the record."""
        return {"lot": self.code, "openings": self.openings, "why": in_english(WORDS[self.why])}


def unfilled(vacancy: Vacancy, *, at: datetime) -> list[Unfilled]:
    """The parts in their order; none while applications may arrive, a decision is awaited, or it is not announced yet."""
    lots: list[Lot | None] = list(vacancy.lots.all()) or [None]
    if vacancy.status == Status.CANCELLED:
        return [Unfilled(lot, _openings(vacancy, lot), Why.CANCELLED) for lot in lots]
    if not vacancy.is_closed(at=at) or vacancy.is_being_handed_over(at=at):
        return []
    # A page has asked for them before.
    prefetch_related_objects([vacancy], Prefetch("decisions", Decision.objects.with_line()))
    decisions = {one.lot_id: one for one in vacancy.decisions.all() if not one.is_returned}
    standing = {} if all(key_of(lot) in decisions for lot in lots) else _standing(vacancy)
    found = (_part(vacancy, lot, decisions.get(key_of(lot)), standing.get(key_of(lot)), at) for lot in lots)
    return [part for part in found if part]


def _openings(vacancy: Vacancy, lot: Lot | None) -> int:
    return lot.openings if lot else vacancy.openings


def _standing(vacancy: Vacancy) -> Mapping[int | None, Counter[bool]]:
    """By the lot, how many applications stand that were not found to lack a requirement, and how many that were."""
    rows = Application.objects.submitted().filter(vacancy=vacancy).values_list("lot", "screening__outcome")
    counted: dict[int | None, Counter[bool]] = {
        None: Counter(),
        **{lot.pk: Counter() for lot in vacancy.lots.all()},
    }
    for lot, outcome in rows:
        counted[lot][outcome != Screened.INELIGIBLE] += 1
    return counted


def _part(
    vacancy: Vacancy, lot: Lot | None, decision: Decision | None, standing: Counter[bool] | None, at: datetime
) -> Unfilled | None:
    if decision:
        decision.vacancy = vacancy
        return _decided(decision, at)
    if standing is None or standing[True]:
        return None
    why = Why.NOBODY_ELIGIBLE if standing[False] else Why.NOBODY_APPLIED
    return Unfilled(lot, _openings(vacancy, lot), why)


def _decided(decision: Decision, at: datetime) -> Unfilled | None:
    openings = decision.openings
    if decision.announced_at is None:
        return None
    if decision.is_refused:
        return Unfilled(decision.lot, openings, Why.REFUSED)
    if not decision.chosen:
        return Unfilled(decision.lot, openings, Why.NOBODY_SELECTED)
    free = free_openings(decision)
    # Without a term it is from before there were offers, and nobody can tell who came.
    if not free or decision.reserve_until is None or next_in_line(decision, at=at):
        return None
    return Unfilled(decision.lot, len(free), Why.EXHAUSTED)
