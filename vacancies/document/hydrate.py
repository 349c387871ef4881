"""A document as a vacancy that is in no database: every page that shows a notice can show it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from portal.offices.models import Office
from vacancies.document import layout
from vacancies.document.layout import Part, columns
from vacancies.plan.models import Anchor, Criterion, DocumentAsked, Plan, Requirement
from vacancies.terms.models import ChosenClause, LanguageAsked, Output, StandardClause, TermsOfReference
from vacancies.vacancy.models import DutyStation, Lot, Vacancy
from vacancies.vacancy.references import slug_of

# Rows are asked for only of something that has a key; no row of the database has this one.
NOWHERE = 0

_ROWS: Mapping[str, tuple[str, type[Model], Part]] = {
    "duty_stations": ("duty_stations", DutyStation, layout.STATION),
    "lots": ("lots", Lot, layout.LOT),
    "outputs": ("outputs", Output, layout.OUTPUT),
    "languages": ("languages_asked", LanguageAsked, layout.LANGUAGE),
}
_PLAN_ROWS: Mapping[str, tuple[type[Model], Part]] = {
    "requirements": (Requirement, layout.REQUIREMENT),
    "criteria": (Criterion, layout.CRITERION),
    "documents": (DocumentAsked, layout.DOCUMENT),
}


def hydrated(document: Mapping[str, Any], *, office: Office, **fields: Any) -> Vacancy:
    """The vacancy of a document with all its rows, unsaved; reading it asks nothing of the database.

    `fields` are those that no document knows, such as `status` and `published_at`.
    """
    vacancy = Vacancy(
        pk=NOWHERE,
        office=office,
        reference=document["reference"],
        **{"slug": slug_of(document["reference"]), **fields},
        **layout.header_columns(document),
        **columns(layout.FREE_TEXT, document["terms"]),
    )
    TermsOfReference(vacancy=vacancy, **columns(layout.SECTIONS, document["terms"]))
    for name, (relation, model, part) in _ROWS.items():
        _keep(vacancy, relation, (model(vacancy=vacancy, **columns(part, row)) for row in document[name]))
    _keep(vacancy, "clauses", (_clause(vacancy, row) for row in document["clauses"]))
    _plan(vacancy, document["plan"])
    return vacancy


def _clause(vacancy: Vacancy, row: Mapping[str, Any]) -> ChosenClause:
    return ChosenClause(vacancy=vacancy, clause=StandardClause(**columns(layout.CLAUSE, row)))


def _plan(vacancy: Vacancy, said: Mapping[str, Any]) -> None:
    """Give the vacancy its plan: the one side of a pair of one to one knows the other."""
    plan = Plan(pk=NOWHERE, vacancy=vacancy, **layout.plan_columns(said))
    for name, (model, part) in _PLAN_ROWS.items():
        _keep(plan, name, (model(pk=NOWHERE, plan=plan, **columns(part, row)) for row in said[name]))
    for criterion, row in zip(plan.criteria.all(), said["criteria"], strict=True):
        anchors = (Anchor(criterion=criterion, **columns(layout.ANCHOR, step)) for step in row["anchors"])
        _keep(criterion, "anchors", anchors)


def _keep(owner: Model, relation: str, rows: Iterable[Model]) -> None:
    """Have `owner.<relation>.all()` answer with `rows`, as after a prefetch."""
    found = getattr(owner, relation).none()
    found._result_cache = list(rows)  # noqa: SLF001 - what prefetching does
    cache = owner.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[relation] = found
