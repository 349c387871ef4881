"""A notice with something in every part of its document."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.factories.publishing import (
    ChosenClauseFactory,
    LanguageAskedFactory,
    LotFactory,
    OutputFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import DutyStationFactory, planned_vacancy
from vacancies.models import Vacancy


def full_notice(**fields) -> Vacancy:
    """A vacancy by the cumulative method with terms, lots, outputs, languages, a clause and two duty stations."""
    vacancy = planned_vacancy(
        **{
            "method": "cumulative",
            "asks": {
                "methodology_limit": 6000,
                "letter_asked": True,
                "experience_asked": True,
                "price_breakdown": True,
                "team_most": 4,
            },
            "category": "B",
            "level": "5-9",
            "field": "law",
            "unit_en": "Migration governance",
            "unit_ru": "Отдел управления миграцией",
            "project": "PB.0203",
            "working_days": 35,
            "starts_on": date(2027, 2, 1),
            "questions_until": datetime(2026, 11, 30, 13, 0, tzinfo=UTC),
            "grace_minutes": 15,
            "pay_least": Decimal(200),
            "pay_most": Decimal("250.5"),
            "pay_currency": "USD",
            "pay_per": "day",
            **fields,
        }
    )
    TermsOfReferenceFactory(vacancy=vacancy)
    for order in (1, 2):
        DutyStationFactory(vacancy=vacancy)
        LotFactory(vacancy=vacancy, code=f"L{order}", order=order)
        OutputFactory(vacancy=vacancy, share=("40.5", "59.5")[order - 1], order=order)
    LanguageAskedFactory(vacancy=vacancy, language="ru", order=1)
    LanguageAskedFactory(vacancy=vacancy, language="en", level="B2", required=False, order=2)
    ChosenClauseFactory(vacancy=vacancy, order=1)
    return vacancy
