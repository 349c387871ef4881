"""The document of a notice, notice/1, as a schema: strict, every key named, none besides (docs/notice-document.md)."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field as Told

from vacancies.document.layout import FORMAT
from vacancies.document.values import (
    SMALL,
    Asked,
    Country,
    Currency,
    Day,
    Language,
    Long,
    Mark,
    Moment,
    Per100,
    Points,
    Share,
    Short,
    Strict,
    Sum,
    Weight,
    Years,
    code,
    line,
    one_of,
    whole,
)
from vacancies.plan.asks import LARGEST_TEAM, LONGEST_METHODOLOGY, SMALLEST_TEAM
from vacancies.plan.models import AbsentRule, EducationLevel, Format, LanguageLevel, Method, Scaling, Stage
from vacancies.terms.models import Topic
from vacancies.vacancy.models import Category, Field, Kind, Level, Scope
from vacancies.vacancy.pay import PayPer

Codes = code("[A-Z0-9]+", 4)
LotCode = code("[A-Za-z0-9-]+", 8)
DocumentCode = code("[A-Za-z0-9_-]+", 20)
# Of a key that need not be there; no value stands for its absence.
_LEFT_OUT: Any = Told(default=None, json_schema_extra=lambda told: told.pop("default"))


class Terms(Strict):
    """The terms of reference: free text and sections, in Markdown."""

    text: Long
    context: Long
    scope: Long
    supervision: Long
    indicators: Long
    qualifications: Long
    travel: Long
    competencies: Long


class Station(Strict):
    city: Short[80]
    country: Country


class LotRow(Strict):
    code: LotCode
    name: Short[160]
    openings: whole(1, SMALL)


class OutputRow(Strict):
    title: Long
    due_on: Day | None
    due: Short[120]
    share: Per100 | None


class LanguageRow(Strict):
    language: Language
    level: one_of(LanguageLevel)
    required: bool


class Clause(Strict):
    """A standard clause of the office, word by word."""

    topic: one_of(Topic)
    version: whole(1, SMALL)
    text: Long


class Countries(Strict):
    countries: list[Country]


class AtLeastYears(Strict):
    years: Years


class AtLeastEducation(Strict):
    level: one_of(EducationLevel)


class AtLeastLanguage(Strict):
    language: Language
    level: one_of(LanguageLevel)


class DocumentPresent(Strict):
    document: DocumentCode


class RightAnswer(Strict):
    answer: Literal["yes", "no"]


class RequirementRow(Strict):
    code: Codes
    text: Short[300]


class OfCountries(RequirementRow):
    kind: Literal["nationality", "residence"]
    parameters: Countries


class OfExperience(RequirementRow):
    kind: Literal["experience"]
    parameters: AtLeastYears


class OfEducation(RequirementRow):
    kind: Literal["education"]
    parameters: AtLeastEducation


class OfLanguage(RequirementRow):
    kind: Literal["language"]
    parameters: AtLeastLanguage


class OfDocument(RequirementRow):
    kind: Literal["document"]
    parameters: DocumentPresent


class OfQuestion(RequirementRow):
    kind: Literal["question"]
    parameters: RightAnswer


AnyRequirement = Annotated[
    OfCountries | OfExperience | OfEducation | OfLanguage | OfDocument | OfQuestion,
    Told(discriminator="kind"),
]


class AnchorRow(Strict):
    step: Mark
    text: Short[300]


class CriterionRow(Strict):
    code: Codes
    name: Short[200]
    description: Long
    points: Points
    scale: Points
    minimum: Mark | None
    stage: one_of(Stage)
    limit: whole(0, 100_000)
    anchors: list[AnchorRow]


class DocumentRow(Strict):
    code: DocumentCode
    name: Short[200]
    required: bool
    formats: list[one_of(Format)]
    max_megabytes: whole(1, SMALL) | None


class SelectionPlan(Strict):
    method: one_of(Method)
    technical_scaling: one_of(Scaling)
    technical_weight: Weight | None
    financial_weight: Weight | None
    pass_mark: Per100 | None
    absent_rule: one_of(AbsentRule)
    tie_break: list[line(20, 1)]
    divergence: Share | None
    currency: Currency
    requirements: list[AnyRequirement]
    criteria: list[CriterionRow]
    documents: list[DocumentRow]
    methodology_limit: whole(1, LONGEST_METHODOLOGY) = _LEFT_OUT
    letter_asked: Asked = _LEFT_OUT
    experience_asked: Asked = _LEFT_OUT
    price_basis: Literal["daily_rate"] = _LEFT_OUT
    price_breakdown: Asked = _LEFT_OUT
    team_most: whole(SMALLEST_TEAM, LARGEST_TEAM) = _LEFT_OUT
    blind_desk: Asked = _LEFT_OUT
    blind_test: Asked = _LEFT_OUT


class NoticeDocument(Strict):
    """One notice of a vacancy with everything in it."""

    format: Literal[FORMAT]
    reference: line(40)
    office: line(8, 1)
    kind: one_of(Kind)
    scope: one_of(Scope)
    category: one_of(Category, "")
    level: one_of(Level, "")
    field: one_of(Field, "")
    unit: Short[200]
    project: line(60)
    title: Short[250]
    summary: Long
    duration: Short[120]
    working_days: whole(0, SMALL) | None
    starts_on: Day | None
    home_based: bool
    eligible_countries: list[Country]
    openings: whole(1, SMALL)
    closes_at: Moment | None
    grace_minutes: whole(0, SMALL)
    questions_until: Moment | None
    gap_reason: line(300)
    pay_least: Sum = _LEFT_OUT
    pay_most: Sum = _LEFT_OUT
    pay_currency: Currency = _LEFT_OUT
    pay_per: one_of(PayPer) = _LEFT_OUT
    terms: Terms
    duty_stations: list[Station]
    lots: list[LotRow]
    outputs: list[OutputRow]
    languages: list[LanguageRow]
    clauses: list[Clause]
    plan: SelectionPlan


def json_schema() -> str:
    """The schema in the words of JSON Schema 2020-12, as docs/notice.schema.json holds it."""
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", **NoticeDocument.model_json_schema()}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
