"""Rankings, frozen."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.ranking import actions
from applications.ranking.models import Ranking
from tests.factories.portal import NOW
from tests.factories.scoring import Giving, chair_of, opened_round, signed_round
from tests.factories.vacancies import VacancyFactory
from vacancies.models import Vacancy


class RankingFactory(DjangoModelFactory):
    """A row with nothing in it; for a real one use `ranked_vacancy`."""

    class Meta:
        model = Ranking

    vacancy = factory.SubFactory(VacancyFactory, closed=True)
    version = 1
    seed = "2026-11-21/1"
    plan_fingerprint = "0" * 64
    evaluation = factory.Dict({"format": "evaluation/1"})
    result = factory.Dict({"format": "evaluation-result/1"})
    made_by = factory.SelfAttribute("vacancy.written_by")
    made_at = NOW


def locked_vacancy(*givings: Giving, **fields: Any) -> Vacancy:
    """A vacancy whose only round is locked and signed, its prices still sealed."""
    return signed_round(opened_round(**fields), *givings).vacancy


def ranked_vacancy(*givings: Giving, **fields: Any) -> Vacancy:
    """A vacancy with version 1 of its ranking."""
    vacancy = locked_vacancy(*givings, **fields)
    chair = chair_of(vacancy.panel)
    if vacancy.plan.has_prices:
        actions.open_prices(vacancy=vacancy, by=chair, at=NOW)
    actions.make(vacancy=vacancy, by=chair, at=NOW)
    return vacancy
