"""A notice as one document with everything in it (docs/notice-document.md)."""

from typing import Any

from portal.kernel.canonical import sha256_of
from vacancies.document import layout
from vacancies.document.layout import Part, read
from vacancies.plan.models import Criterion, Plan
from vacancies.terms.models import TermsOfReference
from vacancies.vacancy.models import Vacancy, VacancyQuerySet


def with_document(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """Vacancies with everything that `document_of` reads, in a number of queries that does not grow."""
    return vacancies.select_related("office", "sections", "plan").prefetch_related(
        "duty_stations",
        "lots",
        "outputs",
        "languages_asked",
        "clauses__clause",
        "plan__requirements",
        "plan__criteria__anchors",
        "plan__documents",
    )


def document_of(vacancy: Vacancy) -> dict[str, Any]:
    """The document of a notice with a plan: plain data in a fixed order, the same for equal notices."""
    return {
        "format": layout.FORMAT,
        "reference": vacancy.reference,
        "office": vacancy.office.code,
        **layout.read_header(vacancy),
        "terms": terms_of(vacancy),
        "duty_stations": _rows(layout.STATION, vacancy.duty_stations),
        "lots": _rows(layout.LOT, vacancy.lots),
        "outputs": _rows(layout.OUTPUT, vacancy.outputs),
        "languages": _rows(layout.LANGUAGE, vacancy.languages_asked),
        "clauses": [read(layout.CLAUSE, chosen.clause) for chosen in vacancy.clauses.all()],
        "plan": plan_of(vacancy.plan),
    }


def terms_of(vacancy: Vacancy) -> dict[str, Any]:
    """The free text of the terms of reference, and their sections."""
    sections = getattr(vacancy, "sections", None) or TermsOfReference()
    return {**read(layout.FREE_TEXT, vacancy), **read(layout.SECTIONS, sections)}


def plan_of(plan: Plan) -> dict[str, Any]:
    """The plan; what it does not ask besides documents has no key, as in documents older than these keys."""
    return {
        **read(layout.PLAN, plan),
        "requirements": _rows(layout.REQUIREMENT, plan.requirements),
        "criteria": [_criterion(row) for row in plan.criteria.all()],
        "documents": _rows(layout.DOCUMENT, plan.documents),
        **plan.asks,
    }


def _criterion(row: Criterion) -> dict[str, Any]:
    return {**read(layout.CRITERION, row), "anchors": _rows(layout.ANCHOR, row.anchors)}


def _rows(part: Part, manager: Any) -> list[dict[str, Any]]:
    return [read(part, row) for row in manager.all()]


def seal_of(vacancy: Vacancy) -> str:
    """SHA-256 of the notice as it stands: what is approved is what was shown."""
    return sha256_of(document_of(vacancy))
