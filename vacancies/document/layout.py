"""What stands in the document of a notice, part by part, and how a column of the database is written in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from portal.kernel.bilingual import languages
from vacancies.plan.asks import ASKS
from vacancies.plan.published import decimal_text

FORMAT = "notice/1"


class Spelling(Protocol):
    """How a value stands in a document, and which columns it fills."""

    def read(self, row: Any, name: str) -> Any: ...

    def columns(self, name: str, value: Any) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Plain:
    """A value that JSON says as it is; lists are copied, so that no document shares one with a row."""

    def read(self, row: Any, name: str) -> Any:
        value = getattr(row, name)
        return list(value) if isinstance(value, list) else value

    def columns(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}


@dataclass(frozen=True)
class Texts:
    """A text in every language: {"en": …, "ru": …}; the columns may be called otherwise than the key."""

    column: str = ""

    def read(self, row: Any, name: str) -> dict[str, str]:
        return {language: getattr(row, f"{self.column or name}_{language}") for language in languages()}

    def columns(self, name: str, value: Mapping[str, str]) -> dict[str, Any]:
        return {f"{self.column or name}_{language}": value[language] for language in languages()}


@dataclass(frozen=True)
class Number:
    """A decimal number as text without needless zeros: "12.5"."""

    def read(self, row: Any, name: str) -> str | None:
        return decimal_text(getattr(row, name))

    def columns(self, name: str, value: str | None) -> dict[str, Any]:
        return {name: None if value is None else Decimal(value)}


@dataclass(frozen=True)
class Keyed:
    """Values by their names, in the order of the names: one database keeps the order of writing, the other its own."""

    def read(self, row: Any, name: str) -> dict[str, Any]:
        return dict(sorted(getattr(row, name).items()))

    def columns(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}


@dataclass(frozen=True)
class Day:
    """A date: "2026-12-31"."""

    def read(self, row: Any, name: str) -> str | None:
        value: date | None = getattr(row, name)
        return value and value.isoformat()

    def columns(self, name: str, value: str | None) -> dict[str, Any]:
        return {name: None if value is None else date.fromisoformat(value)}


@dataclass(frozen=True)
class Moment:
    """An instant in UTC: "2026-12-31T13:00:00Z"."""

    def read(self, row: Any, name: str) -> str | None:
        value: datetime | None = getattr(row, name)
        return value and value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def columns(self, name: str, value: str | None) -> dict[str, Any]:
        return {name: None if value is None else datetime.fromisoformat(value)}


Part = Mapping[str, Spelling]

HEADER: Part = {
    "kind": Plain(), "scope": Plain(), "category": Plain(), "level": Plain(), "field": Plain(),
    "unit": Texts(), "project": Plain(), "title": Texts(), "summary": Texts(), "duration": Texts(),
    "working_days": Plain(), "starts_on": Day(), "home_based": Plain(), "eligible_countries": Plain(),
    "openings": Plain(), "closes_at": Moment(), "grace_minutes": Plain(), "questions_until": Moment(),
    "gap_reason": Plain(),
}  # fmt: skip
PAY: Part = {"pay_least": Number(), "pay_most": Number(), "pay_currency": Plain(), "pay_per": Plain()}
NO_PAY = {"pay_least": None, "pay_most": None, "pay_currency": "", "pay_per": ""}
FREE_TEXT: Part = {"text": Texts("terms")}
SECTIONS: Part = dict.fromkeys(
    ("context", "scope", "supervision", "indicators", "qualifications", "travel", "competencies"), Texts()
)
STATION: Part = {"city": Texts(), "country": Plain()}
LOT: Part = {"code": Plain(), "name": Texts(), "openings": Plain()}
OUTPUT: Part = {"title": Texts(), "due_on": Day(), "due": Texts(), "share": Number()}
LANGUAGE: Part = {"language": Plain(), "level": Plain(), "required": Plain()}
CLAUSE: Part = {"topic": Plain(), "version": Plain(), "text": Texts()}
PLAN: Part = {
    "method": Plain(), "technical_scaling": Plain(), "technical_weight": Number(), "financial_weight": Number(),
    "pass_mark": Number(), "absent_rule": Plain(), "tie_break": Plain(), "divergence": Number(),
    "currency": Plain(),
}  # fmt: skip
_ASKS: Part = dict.fromkeys(ASKS, Plain())
REQUIREMENT: Part = {"code": Plain(), "kind": Plain(), "parameters": Keyed(), "text": Texts()}
CRITERION: Part = {
    "code": Plain(), "name": Texts(), "description": Texts(), "points": Number(), "scale": Number(),
    "minimum": Number(), "stage": Plain(), "limit": Plain(),
}  # fmt: skip
ANCHOR: Part = {"step": Number(), "text": Texts()}
DOCUMENT: Part = {
    "code": Plain(), "name": Texts(), "required": Plain(), "formats": Plain(), "max_megabytes": Plain(),
}  # fmt: skip


def read(part: Part, row: Any) -> dict[str, Any]:
    """The part of a document that tells of `row`."""
    return {name: spelling.read(row, name) for name, spelling in part.items()}


def columns(part: Part, said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row of which a document says `said`."""
    filled: dict[str, Any] = {}
    for name, spelling in part.items():
        filled |= spelling.columns(name, said[name])
    return filled


def read_header(vacancy: Any) -> dict[str, Any]:
    """What a document begins with. Where no pay is said its keys are not there, as in documents older than pay."""
    return read(HEADER, vacancy) | (read(PAY, vacancy) if vacancy.pay_per else {})


def header_columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the vacancy of which the beginning of a document says `said`."""
    return columns(HEADER, said) | columns(PAY, {**NO_PAY, **said})


def plan_columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the plan of which a document says `said`."""
    return columns(PLAN, said) | columns(_ASKS, {**ASKS, **said})
