"""What the API answers, field by field; the words here are those of its description."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from vacancies.corrigenda.models import Change
from vacancies.vacancy.models import Kind, Scope
from vacancies.vacancy.pay import PayPer

Texts = Annotated[
    dict[str, str], Field(description="By language code; an empty text is missing in that language.")
]
Addresses = Annotated[dict[str, str], Field(description="Addresses of the page, by language code.")]
Country = Annotated[str, Field(description="ISO 3166-1 alpha-2")]


class Fault(Schema):
    field: str
    message: str


class Problem(Schema):
    """What is wrong with a question, after RFC 9457."""

    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class Place(Schema):
    city: Texts
    country: Country


class Vacancy(Schema):
    """A published vacancy in short."""

    reference: str
    slug: str = Field(description="Names the vacancy in addresses.")
    state: Literal["open", "closed", "cancelled"]
    office: str = Field(description="Code of the office.")
    kind: Literal[tuple(Kind.values)]  # type: ignore[valid-type]
    scope: Literal[tuple(Scope.values)]  # type: ignore[valid-type]
    category: str
    level: str = Field(description="Years of experience.")
    field: str = Field(description="Field of work.")
    title: Texts
    summary: Texts = Field(description="Markdown.")
    duration: Texts
    duty_stations: list[Place]
    home_based: bool
    eligible_countries: list[Country] = Field(
        description="Citizens of these may apply; of any where it is empty."
    )
    openings: int
    starts_on: date | None
    published_at: datetime
    closes_at: datetime = Field(description="The last instant at which applications are taken.")
    time_zone: str = Field(description="IANA zone of the office; local times of the notice are in it.")
    changed_at: datetime
    languages: list[str] = Field(description="Languages in which the notice can be read.")
    pages: Addresses
    detail: str = Field(description="Address of everything that is known of the vacancy.")


class Changed(Schema):
    path: str = Field(description="What changed, as a dotted path in the notice.")
    old: Any
    new: Any


class Corrigendum(Schema):
    """A published change of a notice."""

    vacancy: str = Field(description="Reference of the vacancy.")
    slug: str
    number: int
    change: Literal[tuple(Change.values)]  # type: ignore[valid-type]
    of_substance: bool
    reason: Texts
    closes_before: datetime | None
    closes_after: datetime | None
    changes: list[Changed]
    published_at: datetime
    pages: Addresses


class Answer(Schema):
    number: int
    question: Texts
    answer: Texts
    published_at: datetime


class Hotline(Schema):
    phone: str
    note: Texts


class Office(Schema):
    code: str
    parent: str | None = Field(description="Code of the country office a sub-office belongs to.")
    name: Texts
    country: Country
    city: Texts
    address: Texts
    email: str
    time_zone: str
    hotlines: list[Hotline] = Field(description="Free and confidential.")
    pages: Addresses


class Pay(Schema):
    """What the office pays, where it says so."""

    least: str = Field(description="A decimal number.")
    most: str = Field(description="A decimal number; the same as the least where there is one sum.")
    currency: str = Field(description="ISO 4217")
    per: Literal[tuple(PayPer.values)]  # type: ignore[valid-type]


class WholeVacancy(Vacancy):
    """Everything that is published of a vacancy."""

    version: int | None = Field(description="Number of the published version of the notice.")
    fingerprint: str = Field(description="SHA-256 of the selection plan.")
    takes_until: datetime = Field(description="The closing time and the published grace.")
    pay: Pay | None = Field(description="None where candidates offer a price.")
    notice: dict[str, Any] = Field(
        description="The whole notice in the form notice/1: terms of reference by section, outputs, lots, languages "
        "asked for, standard clauses, and the selection plan with requirements, criteria, documents and "
        "what else is asked of an application."
    )
    corrigenda: list[Corrigendum]
    answers: list[Answer]
    apply: Addresses
    pdf: Addresses
    calendar: Addresses


class _Page(Schema):
    count: int
    page: int
    pages: int
    next: str | None
    previous: str | None


class Vacancies(_Page):
    items: list[Vacancy]


class Corrigenda(_Page):
    items: list[Corrigendum]


class Offices(Schema):
    items: list[Office]
