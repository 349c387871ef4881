"""Vacancies and their plans, as drafts or published and open."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from tests.factories.portal import NOW, OfficeFactory, UserFactory
from vacancies.models import Anchor, Criterion, DocumentAsked, DutyStation, Plan, Requirement, Vacancy
from vacancies.plan.models import RequirementKind
from vacancies.vacancy.models import Status


class VacancyFactory(DjangoModelFactory):
    """A complete draft."""

    class Meta:
        model = Vacancy

    office = factory.SubFactory(OfficeFactory)
    reference = factory.Sequence(lambda n: f"IOMKAZ/2026/{n:03d}(C)")
    slug = factory.Sequence(lambda n: f"iomkaz-2026-{n:03d}-c")
    title_en = "Lead expert on a manual of international migration law"
    title_ru = "Ведущий эксперт по разработке учебного пособия"
    summary_en = "The office seeks experts."
    summary_ru = "Офис ищет квалифицированных специалистов."
    terms_en = "## Scope\n\nWrite the manual."
    terms_ru = "## Задачи\n\nНаписать пособие."
    duration_en = "Five months"
    duration_ru = "Пять месяцев"
    eligible_countries = ["KZ", "KG", "TJ", "TM", "UZ"]
    closes_at = NOW + timedelta(days=20)
    written_by = factory.SubFactory(UserFactory)
    created_at = NOW - timedelta(days=10)
    changed_at = NOW - timedelta(days=10)

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            approved_by=factory.SubFactory(UserFactory),
            published_at=NOW - timedelta(days=9),
        )
        closed = factory.Trait(
            status=Status.PUBLISHED,
            approved_by=factory.SubFactory(UserFactory),
            published_at=NOW - timedelta(days=30),
            closes_at=NOW - timedelta(days=1),
        )


class DutyStationFactory(DjangoModelFactory):
    class Meta:
        model = DutyStation

    vacancy = factory.SubFactory(VacancyFactory)
    city_en = "Astana"
    city_ru = "Астана"
    country = "KZ"


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    vacancy = factory.SubFactory(VacancyFactory)


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = Requirement

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"R{n % 900}")
    kind = RequirementKind.QUESTION
    parameters = {"answer": "yes"}
    text_en = "Ready to travel"
    text_ru = "Готовность к поездкам"


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = Criterion

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"K{n % 900}")
    name_en = "Experience"
    name_ru = "Опыт"
    points = 100
    scale = 5


class AnchorFactory(DjangoModelFactory):
    class Meta:
        model = Anchor

    criterion = factory.SubFactory(CriterionFactory)
    step = 5
    text_en = "Recognised specialist"
    text_ru = "Признанный специалист"


class DocumentAskedFactory(DjangoModelFactory):
    class Meta:
        model = DocumentAsked

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"doc-{n}")
    name_en = "CV"
    name_ru = "Резюме"


def planned_vacancy(*, method: str = "technical", asks: dict | None = None, **fields) -> Vacancy:
    """A vacancy with a whole plan: two requirements, criteria A (40 of scale 5) and B (60 of scale 5), a CV.

    Pass traits and fields of the vacancy: `planned_vacancy(published=True)`. `asks` is what the plan asks besides:
    `asks={"letter_asked": True}`.
    """
    vacancy = VacancyFactory(**fields)
    weights = {"technical_weight": 70, "financial_weight": 30} if method == "cumulative" else {}
    plan = PlanFactory(
        vacancy=vacancy, method=method, pass_mark=50, divergence="0.4", **weights, **(asks or {})
    )
    RequirementFactory(
        plan=plan,
        code="R1",
        kind=RequirementKind.NATIONALITY,
        parameters={"countries": ["KZ", "KG", "TJ", "TM", "UZ"]},
        text_en="A citizen of the five countries",
        text_ru="Гражданство одной из пяти стран",
        order=1,
    )
    RequirementFactory(
        plan=plan,
        code="R2",
        kind=RequirementKind.EXPERIENCE,
        parameters={"years": "7"},
        text_en="At least seven years of experience",
        text_ru="Не менее семи лет опыта",
        order=2,
    )
    for order, (code, points) in enumerate([("A", 40), ("B", 60)], start=1):
        criterion = CriterionFactory(
            plan=plan,
            code=code,
            points=points,
            order=order,
            name_en=f"Criterion {code}",
            name_ru=f"Критерий {code}",
        )
        for step, english, russian in [
            (0, "None", "Нет"),
            (3, "Enough", "Достаточно"),
            (5, "Outstanding", "Выдающийся"),
        ]:
            AnchorFactory(criterion=criterion, step=step, text_en=english, text_ru=russian)
    DocumentAskedFactory(plan=plan, code="cv", order=1)
    return vacancy
