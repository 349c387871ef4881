"""What is missing before a notice can be approved, by field and language, with the way to it."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from tests.factories.portal import NOW
from tests.factories.vacancies import (
    AnchorFactory,
    DutyStationFactory,
    PlanFactory,
    RequirementFactory,
    VacancyFactory,
    planned_vacancy,
)
from vacancies.models import Criterion, Plan, Vacancy
from vacancies.plan.completeness import blocking, gaps

pytestmark = pytest.mark.django_db


def whole(**fields):
    return planned_vacancy(**{"home_based": True, **fields})


def found(vacancy):
    """Field and language of each gap of the vacancy as it stands in the database."""
    return [(gap.field, gap.language) for gap in gaps(Vacancy.objects.get(pk=vacancy.pk), at=NOW)]


def test_a_whole_notice_lacks_nothing():
    assert found(whole()) == []


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"closes_at": None}, "closes_at"),
        ({"closes_at": NOW}, "closes_at"),
        ({"closes_at": NOW - timedelta(days=1)}, "closes_at"),
        ({"home_based": False}, "duty_stations"),
        ({"title_en": "", "title_ru": ""}, "title"),
        ({"summary_en": "", "summary_ru": ""}, "summary"),
        ({"terms_en": "", "terms_ru": ""}, "terms"),
    ],
)
def test_what_the_notice_cannot_do_without_stops_it(fields, gap):
    vacancy = whole(**fields)
    assert found(vacancy) == [(gap, None)]
    assert [gap.field for gap in blocking(gaps(vacancy, at=NOW))] == [gap]


def test_a_duty_station_will_do_in_place_of_home():
    vacancy = whole(home_based=False)
    DutyStationFactory(vacancy=vacancy)
    assert found(vacancy) == []


@pytest.mark.parametrize(
    ("name", "language"), [("title", "ru"), ("summary", "en"), ("terms", "en"), ("duration", "ru")]
)
def test_a_text_in_one_language_only_is_listed_and_does_not_stop_the_notice(name, language):
    vacancy = whole(**{f"{name}_{language}": ""})
    assert found(vacancy) == [(name, language)]
    assert blocking(gaps(vacancy, at=NOW)) == []


def test_a_duration_may_be_left_out():
    assert found(whole(duration_en="", duration_ru="")) == []


def test_texts_of_the_plan_are_listed_with_what_they_belong_to():
    vacancy = whole()
    DutyStationFactory(vacancy=vacancy, city_ru="")
    vacancy.plan.requirements.filter(code="R1").update(text_en="")
    vacancy.plan.criteria.filter(code="A").update(description_ru="Что важно", name_ru="")
    AnchorFactory(criterion=vacancy.plan.criteria.get(code="B"), step="4.50", text_en="")
    vacancy.plan.documents.update(name_en="")
    with override("en"):
        said = [gap.message for gap in gaps(vacancy, at=NOW)]
    assert said == [
        "Duty station “Astana”, city: missing in Russian.",
        "Requirement R1, requirement: missing in English.",
        "Criterion A, name: missing in Russian.",
        "Criterion A, description: missing in English.",
        "Criterion B, 4.5, what it means: missing in English.",
        "Document “Резюме”, document: missing in English.",
    ]


def test_a_vacancy_without_a_plan_worth_the_name_says_all_it_lacks():
    plan = PlanFactory(vacancy=VacancyFactory(home_based=True), method="cumulative")
    assert found(plan.vacancy) == [
        ("technical_weight", None),
        ("financial_weight", None),
        ("criteria", None),
        ("documents", None),
    ]


@pytest.mark.parametrize("weight", ["technical_weight", "financial_weight"])
def test_a_notice_without_a_weight_is_stopped_where_the_method_needs_it(weight):
    vacancy = whole(method="cumulative")
    Plan.objects.update(**{weight: None})
    assert found(vacancy) == [(weight, None)]


@pytest.mark.parametrize(
    ("method", "steps", "missing"),
    [
        ("technical", ["technical", "criterion:A"], []),
        ("cumulative", ["price"], []),
        ("technical", ["criterion:Z"], [("tie_break", None)]),
        ("technical", ["price"], [("tie_break", None)]),
    ],
)
def test_a_tie_is_broken_by_what_the_plan_has(method, steps, missing):
    vacancy = whole(method=method)
    Plan.objects.update(tie_break=steps)
    assert found(vacancy) == missing


def test_a_requirement_for_a_document_needs_that_document():
    vacancy = whole()
    RequirementFactory(plan=vacancy.plan, code="R3", kind="document", parameters={"document": "cv"}, order=3)
    assert found(vacancy) == []
    vacancy.plan.documents.update(code="plan")
    assert found(vacancy) == [("document", None)]


def test_every_gap_leads_to_its_field():
    vacancy = whole(title_ru="", closes_at=None)
    vacancy.plan.criteria.filter(code="B").update(name_en="")
    criterion = Criterion.objects.get(code="B")
    with override("ru"):
        led = [gap.place.address for gap in gaps(vacancy, at=NOW)]
    assert led == [
        f"/ru/desk/vacancies/{vacancy.pk}/notice/#id_title_ru",
        f"/ru/desk/vacancies/{vacancy.pk}/notice/#id_closes_on",
        f"/ru/desk/vacancies/{vacancy.pk}/plan/criteria/{criterion.pk}/#id_name_en",
    ]
