"""Decisions, and whole selections that wait for one: scored, signed and ranked by the real verbs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.decisions import actions
from applications.decisions.complaint import Complaint, ComplaintStatus
from applications.decisions.feedback import Feedback
from applications.decisions.models import Decision, Outcome, Place
from applications.decisions.offer import Offer
from applications.intake.models import Application
from applications.panels.models import Panel
from applications.ranking.actions import make, open_prices
from applications.ranking.models import Ranking
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from portal.models import User
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, person_with
from tests.factories.ranking import RankingFactory
from tests.factories.scoring import Giving, chair_of, opened_round, signed_round
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Criterion, Vacancy


@dataclass(frozen=True)
class Selection:
    """A selection that has its ranking, and the people in it."""

    vacancy: Vacancy
    applications: list[Application]
    panel: Panel
    officer: User
    approver: User
    ranking: Ranking

    @property
    def chair(self) -> User:
        return chair_of(self.panel)

    @property
    def members(self) -> list[User]:
        return [seat.user for seat in self.panel.seats.scoring()]


def falling(person: Application, _criterion: Criterion) -> Decimal:
    """C1 gets 5, each candidate a quarter less than the one before."""
    return Decimal(5) - Decimal(int(person.code[1:]) - 1) / 4


def severe(person: Application, criterion: Criterion) -> Decimal:
    """As `falling`, less one on B."""
    return falling(person, criterion) - (criterion.code == "B")


def ranked_selection(
    *givings: Giving,
    candidates: int = 3,
    prices: Sequence[str] = (),
    conflicts: Mapping[int, Sequence[int]] | None = None,
    unfit: int = 0,
    **fields: Any,
) -> Selection:
    """A selection scored by a panel of three; by default C1, C2 … come out in that order, each dearer than the one before.

    `fields` are those of `planned_vacancy`; `conflicts={1: [0]}` gives the second member a conflict with C1; `unfit` more
    applicants have too few years, and are not on the long list.
    """
    vacancy = planned_vacancy(**{"closed": True, **fields})
    officer = officer_of(vacancy, name="Officer")
    offers = prices or [f"{10000 + 500 * number}" for number in range(candidates)]
    people = [decided(submitted_application(vacancy, price=price), by=officer) for price in offers]
    for _number in range(unfit):
        decided(submitted_application(vacancy, R2="2"), by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    shut = {member: [people[number] for number in numbers] for member, numbers in (conflicts or {}).items()}
    panel = convened_panel(vacancy, conflicts=shut)
    approver = person_with(Role.APPROVER, vacancy.office, name="Approver")
    signed_round(opened_round(panel), *(givings or (falling, severe, falling)))
    if vacancy.plan.has_prices:
        open_prices(vacancy=vacancy, by=chair_of(panel), at=NOW)
    ranking = make(vacancy=vacancy, by=chair_of(panel), at=NOW)
    return Selection(vacancy, people, panel, officer, approver, ranking)


def recommended(selection: Selection, *, selected: int = 1, **what: Any) -> Decision:
    """The chair's recommendation: the first `selected`, the others in reserve."""
    people = selection.applications
    what = {
        "selected": people[:selected],
        "reserve": people[selected:],
        "text": "C1 has done this before.",
        **what,
    }
    return actions.recommend(vacancy=selection.vacancy, by=selection.chair, at=NOW, **what)


def approved(selection: Selection, **what: Any) -> Decision:
    return actions.approve(decision=recommended(selection, **what), by=selection.approver, at=NOW)


def refused(selection: Selection, reason: str = "The post was cut.", **what: Any) -> Decision:
    """A recommendation that the approver refused for good."""
    given = {"reason": reason, "by": selection.approver, "at": NOW}
    return actions.refuse(decision=recommended(selection, **what), **given)


def announced(selection: Selection, **what: Any) -> Decision:
    return actions.announce(decision=approved(selection, **what), by=selection.officer, at=NOW)


class DecisionFactory(DjangoModelFactory):
    """A recommendation that waits for the approver."""

    class Meta:
        model = Decision

    ranking = factory.SubFactory(RankingFactory)
    vacancy = factory.SelfAttribute("ranking.vacancy")
    text = "C1 has done this before."
    recommended_by = factory.SelfAttribute("ranking.made_by")
    recommended_at = NOW


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    decision = factory.SubFactory(DecisionFactory)
    application = factory.SubFactory(
        ApplicationFactory, vacancy=factory.SelfAttribute("..decision.vacancy"), submitted=True
    )
    place = Place.RESERVE
    rank = 2


class OfferFactory(DjangoModelFactory):
    """An offer of the only opening that waits for the answer for as long as tests run."""

    class Meta:
        model = Offer

    decision = factory.SubFactory(DecisionFactory)
    application = factory.SubFactory(
        ApplicationFactory, vacancy=factory.SelfAttribute("..decision.vacancy"), submitted=True
    )
    opening = openings = 1
    answer_by = NOW + timedelta(days=36500)
    made_by = factory.SelfAttribute("decision.recommended_by")
    made_at = NOW


class FeedbackFactory(DjangoModelFactory):
    """What the office adds to one letter."""

    class Meta:
        model = Feedback

    decision = factory.SubFactory(DecisionFactory)
    application = factory.SubFactory(
        ApplicationFactory, vacancy=factory.SelfAttribute("..decision.vacancy"), submitted=True
    )
    text = "Your plan of work was strong."
    written_by = factory.SelfAttribute("decision.recommended_by")
    written_at = NOW


class ComplaintFactory(DjangoModelFactory):
    """A complaint that was received; `handler=` for one that somebody has in hand."""

    class Meta:
        model = Complaint

    decision = factory.SubFactory(DecisionFactory)
    application = factory.SubFactory(
        ApplicationFactory, vacancy=factory.SelfAttribute("..decision.vacancy"), submitted=True
    )
    text = "My years were not counted."
    filed_at = NOW
    answer_by = factory.LazyAttribute(lambda o: o.filed_at.date() + timedelta(days=15))
    handler = None
    taken_at = factory.LazyAttribute(lambda o: NOW if o.handler else None)
    status = factory.LazyAttribute(
        lambda o: ComplaintStatus.IN_HAND if o.handler else ComplaintStatus.RECEIVED
    )
