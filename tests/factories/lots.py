"""Selections with several lots, scored and signed; which are ranked and decided is for the test."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from applications.decisions import actions
from applications.decisions.models import Decision
from applications.intake.models import Application
from applications.panels.models import Panel
from applications.ranking.actions import open_prices
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from portal.models import User
from tests.factories.decisions import falling
from tests.factories.intake import submitted_application
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, person_with
from tests.factories.publishing import LotFactory
from tests.factories.scoring import Giving, chair_of, opened_round, signed_round
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Lot, Vacancy


@dataclass(frozen=True)
class Lots:
    """A selection by lots, and the people in it."""

    vacancy: Vacancy
    lots: list[Lot]
    people: list[list[Application]]
    panel: Panel
    officer: User
    approver: User

    @property
    def chair(self) -> User:
        return chair_of(self.panel)


def scored_lots(
    *prices: Sequence[str], giving: Giving = falling, openings: int = 1, unfit: int = 0, **fields: Any
) -> Lots:
    """One lot for each of `prices`, with a candidate for each price in it; marks fall with the number of the code.

    `unfit` more people have too few years, and applied for the last lot.
    """
    vacancy = planned_vacancy(**{"closed": True, **fields})
    officer = officer_of(vacancy, name="Officer")
    lots = [
        LotFactory(vacancy=vacancy, code=f"L{n}", order=n, openings=openings)
        for n in range(1, len(prices) + 1)
    ]
    people = [
        [decided(submitted_application(vacancy, lot=lot, price=price), by=officer) for price in offers]
        for lot, offers in zip(lots, prices, strict=True)
    ]
    for _number in range(unfit):
        decided(submitted_application(vacancy, lot=lots[-1], R2="2"), by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    panel = convened_panel(vacancy)
    signed_round(opened_round(panel), giving, giving, giving)
    if vacancy.plan.has_prices:
        open_prices(vacancy=vacancy, by=chair_of(panel), at=NOW)
    vacancy.refresh_from_db()
    return Lots(vacancy, lots, people, panel, officer, person_with(Role.APPROVER, vacancy.office))


def recommended_lot(selection: Lots, number: int, **what: Any) -> Decision:
    """The chair's recommendation for one lot: the first of its candidates, the others in reserve."""
    people = selection.people[number]
    said = {"selected": people[:1], "reserve": people[1:], "text": "The first is the best.", **what}
    return actions.recommend(
        vacancy=selection.vacancy, lot=selection.lots[number], by=selection.chair, at=NOW, **said
    )
