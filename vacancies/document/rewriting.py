"""Writing the parts of a document into the rows of a vacancy that exists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused
from vacancies.document import layout
from vacancies.document.layout import Part, columns
from vacancies.plan import reasked
from vacancies.plan.models import Anchor, Criterion, Plan, Requirement
from vacancies.terms.models import ChosenClause, LanguageAsked, Output, StandardClause, TermsOfReference
from vacancies.vacancy.models import DutyStation, Vacancy

Said = Mapping[str, Any]


def write_rows(vacancy: Vacancy, document: Said) -> None:
    """Everything of a notice that hangs on the vacancy, its plan excepted."""
    sections = columns(layout.SECTIONS, document["terms"])
    TermsOfReference.objects.update_or_create(vacancy=vacancy, defaults=sections)
    _replace(DutyStation, vacancy, [columns(layout.STATION, row) for row in document["duty_stations"]])
    _replace(Output, vacancy, _ordered(layout.OUTPUT, document["outputs"]))
    _replace(LanguageAsked, vacancy, _ordered(layout.LANGUAGE, document["languages"]))
    _replace(ChosenClause, vacancy, _clauses(vacancy, document["clauses"]))
    _require_whole(vacancy, document["lots"])
    _update(vacancy.lots, _ordered(layout.LOT, document["lots"]))


def _require_whole(vacancy: Vacancy, lots: Sequence[Said]) -> None:
    """Refused where lots would come to a vacancy that was applied for as a whole: its plan is frozen with the first."""
    applied = Plan.objects.filter(vacancy=vacancy, frozen_at__isnull=False).exists()
    if lots and applied and not vacancy.lots.exists():
        raise Refused(_("Applications were handed in for the whole vacancy: it cannot be divided into lots."))


def write_plan(plan: Plan, said: Said) -> None:
    """The plan with its requirements, criteria and documents, each kept under its code."""
    for name, value in layout.plan_columns(said).items():
        setattr(plan, name, value)
    plan.save()
    _update_requirements(plan, _ordered(layout.REQUIREMENT, said["requirements"]))
    _update(plan.criteria, _ordered(layout.CRITERION, said["criteria"]))
    _update(plan.documents, _ordered(layout.DOCUMENT, said["documents"]))
    _write_anchors(plan, said["criteria"])


def clause_of(row: Said, *, office: Any) -> StandardClause | None:
    """The standard clause, of this office, the one above it or for all, that says exactly what a document says."""
    said = columns(layout.CLAUSE, row)
    whose = Q(office=None) | Q(office__in=[office.pk, office.parent_id])
    return StandardClause.objects.filter(whose, **said).order_by("pk").first()


def _write_anchors(plan: Plan, criteria: Sequence[Said]) -> None:
    rows: dict[str, Criterion] = {row.code: row for row in plan.criteria.all()}
    Anchor.objects.filter(criterion__plan=plan).delete()
    Anchor.objects.bulk_create(
        Anchor(criterion=rows[said["code"]], **columns(layout.ANCHOR, step))
        for said in criteria
        for step in said["anchors"]
    )


def _clauses(vacancy: Vacancy, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for order, row in enumerate(said, start=1):
        clause = clause_of(row, office=vacancy.office)
        if clause is None:
            raise Refused(
                _("The office has no standard clause “%(topic)s” of version %(version)s with these words.")
                % {"topic": row["topic"], "version": row["version"]}
            )
        found.append({"clause": clause, "order": order})
    return found


def _ordered(part: Part, rows: Sequence[Said]) -> list[dict[str, Any]]:
    return [{**columns(part, row), "order": order} for order, row in enumerate(rows, start=1)]


def _replace(model: Any, vacancy: Vacancy, rows: Sequence[Said]) -> None:
    """Rows to which nothing points are written anew."""
    model.objects.filter(vacancy=vacancy).delete()
    model.objects.bulk_create(model(vacancy=vacancy, **row) for row in rows)


def _update(manager: Any, rows: Sequence[Said]) -> None:
    """Rows to which applications point keep their keys: matched by code, changed in place, added or removed."""
    standing = {row.code: row for row in manager.all()}
    for code in standing.keys() - {row["code"] for row in rows}:
        _remove(standing.pop(code))
    for said in rows:
        row = standing.get(said["code"])
        if row is None:
            manager.create(**said)
            continue
        for name, value in said.items():
            setattr(row, name, value)
        row.save()


def _update_requirements(plan: Plan, rows: Sequence[Said]) -> None:
    """Requirements are numbered by their place, so a row goes with what it asks, and with its code only where that is new.

    What asks something else from now on, and what is removed, is told to who keeps answers.
    """
    standing = list(plan.requirements.all())
    matched = [_take(standing, said, _asked) for said in rows]
    matched = [row or _take(standing, said, _code) for row, said in zip(matched, rows, strict=True)]
    for row in standing:
        reasked.tell(row)
        _remove(row)
    for number, row in enumerate(filter(None, matched)):
        plan.requirements.filter(pk=row.pk).update(code=f"~{number}")
    for row, said in zip(matched, rows, strict=True):
        if row is None:
            plan.requirements.create(**said)
            continue
        if _asked(vars(row)) != _asked(said):
            reasked.tell(row)
        for name, value in said.items():
            setattr(row, name, value)
        row.save()


def _take(standing: list[Requirement], said: Said, what: Callable[[Said], Any]) -> Requirement | None:
    """The first of `standing` that is the same as `said` in `what`, taken out of the list."""
    found = next((row for row in standing if what(vars(row)) == what(said)), None)
    if found:
        standing.remove(found)
    return found


def _asked(row: Said) -> Said:
    """What a requirement asks, wherever it stands."""
    return {name: row[name] for name in ("kind", "parameters", *(f"text_{code}" for code in languages()))}


def _code(row: Said) -> str:
    return str(row["code"])


def _remove(row: Any) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise Refused(
            _("“%(row)s” cannot be taken out of the notice: somebody has already answered it or chosen it.")
            % {"row": row}
        ) from error
