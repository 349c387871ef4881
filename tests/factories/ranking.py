"""Rankings, frozen."""

from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.intake.models import PriceOffer
from applications.intake.seal import seal, seal_hash
from applications.ranking import actions
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.models import EnvelopeReading, Ranking
from tests.factories.intake import ApplicationFactory, PriceOfferFactory
from tests.factories.portal import NOW, UserFactory
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


def priced(vacancy: Vacancy, *prices: str) -> Vacancy:
    """The candidates' price offers, in the order of their codes, as if these had been sealed and handed in."""
    offers = PriceOffer.objects.filter(application__vacancy=vacancy).order_by("application__pk")
    for offer, price in zip(offers, prices, strict=True):
        offer.sealed = seal(Decimal(price))
        offer.save()
        offer.application.snapshot["price_sealed_sha256"] = seal_hash(offer.sealed)
        offer.application.save()
    return vacancy


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


class EnvelopeReadingFactory(DjangoModelFactory):
    class Meta:
        model = EnvelopeReading

    offer = factory.SubFactory(PriceOfferFactory, envelope="7", sealed="envelope:7")
    by = factory.SubFactory(UserFactory)
    sealed = factory.LazyFunction(lambda: seal(Decimal(10000)))
    at = NOW


class EmergencyOpeningFactory(DjangoModelFactory):
    class Meta:
        model = EmergencyOpening

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    number = 1
    sealed_sha256 = "0" * 64
    reason = "A court asks for it today."
    by = factory.SubFactory(UserFactory)
    at = NOW
