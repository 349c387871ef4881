"""Writing the selection plan while the vacancy is a draft, and freezing it when the first application comes in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.kernel.workflow import Refused, locked
from portal.record.actions import write
from vacancies.plan.models import BY_CRITERION, Anchor, Criterion, DocumentAsked, Plan, Requirement
from vacancies.plan.published import fingerprint, plan_as_published
from vacancies.vacancy.actions import draft
from vacancies.vacancy.models import Vacancy
from vacancies.vacancy.saved import tell

Fields = Mapping[str, Any]


def begin(vacancy: Vacancy) -> Plan:
    """The plan a new vacancy starts from: the technical score alone, moderation from 40 per cent, a CV asked for.

    A written test is marked without names unless the office decides otherwise.
    """
    plan = Plan.objects.create(vacancy=vacancy, divergence=Decimal("0.4"), blind_test=True)
    names = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            names[f"name_{code}"] = _("CV")
    DocumentAsked.objects.create(plan=plan, code="cv", order=1, **names)
    return plan


@transaction.atomic
def save_plan(*, plan: Plan, fields: Fields, by: Any, at: datetime) -> Plan:
    """Set how the selection is computed."""
    with _changing(plan, by=by, at=at) as row:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    return row


@transaction.atomic
def save_requirements(*, plan: Plan, rows: Sequence[Fields], by: Any, at: datetime) -> Plan:
    """Replace the requirements; they are called R1, R2 … in their order."""
    with _changing(plan, by=by, at=at) as row:
        row.requirements.all().delete()
        Requirement.objects.bulk_create(
            Requirement(plan=row, code=f"R{number}", order=number, **fields)
            for number, fields in enumerate(rows, start=1)
        )
    return row


@transaction.atomic
def save_criterion(
    *,
    plan: Plan,
    criterion: Criterion | None,
    fields: Fields,
    anchors: Sequence[Fields],
    by: Any,
    at: datetime,
) -> Criterion:
    """Set a criterion, or a new one where `criterion` is None, and replace its anchors."""
    with _changing(plan, by=by, at=at) as row:
        said = locked(criterion) if criterion else Criterion(plan=row)
        renamed = {BY_CRITERION + said.code: BY_CRITERION + fields["code"]}
        for name, value in fields.items():
            setattr(said, name, value)
        said.save()
        said.anchors.all().delete()
        Anchor.objects.bulk_create(Anchor(criterion=said, **anchor) for anchor in anchors)
        _set_tie_break(row, [renamed.get(step, step) for step in row.tie_break])
    return said


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Any, at: datetime) -> Plan:
    """Take a criterion, with its anchors and its place in the tie-break, out of the plan."""
    with _changing(criterion.plan, by=by, at=at) as row:
        criterion.delete()
        _set_tie_break(row, [step for step in row.tie_break if step != BY_CRITERION + criterion.code])
    return row


@transaction.atomic
def save_documents(
    *, plan: Plan, rows: Sequence[Fields], by: Any, at: datetime, asks: Fields | None = None
) -> Plan:
    """Replace the documents asked for; a new one gets a code made of its name. `asks` is what is asked besides."""
    with _changing(plan, by=by, at=at) as row:
        for name, value in (asks or {}).items():
            setattr(row, name, value)
        row.save()
        row.documents.all().delete()
        codes = {fields["code"] for fields in rows}
        for number, fields in enumerate(rows, start=1):
            code = fields["code"] or _new_code(fields["name_en"], codes)
            DocumentAsked.objects.create(plan=row, order=number, **{**fields, "code": code})
    return row


@transaction.atomic
def freeze(*, plan: Plan, by: Any, at: datetime) -> Plan:
    """Fix the plan and its fingerprint for good, on behalf of whoever submits the first application."""
    row = locked(plan)
    if row.frozen_at is None:
        row.frozen_at, row.frozen_fingerprint = at, fingerprint(row)
        row.save(update_fields=["frozen_at", "frozen_fingerprint"])
        write(
            stream=row.vacancy.stream,
            action="plan.frozen",
            by=by,
            at=at,
            subject=row.vacancy.reference,
            data={"fingerprint": row.frozen_fingerprint},
        )
    return row


@contextmanager
def _changing(plan: Plan, *, by: Any, at: datetime) -> Iterator[Plan]:
    """The plan of a draft, locked; what changes in it meanwhile is recorded, what does not leaves no entry."""
    vacancy = draft(plan.vacancy, by=by)
    row = locked(plan)
    if row.frozen_at is not None:
        raise Refused(_("The plan was frozen by the first application and can no longer be changed."))
    before = _said(row)
    yield row
    if _said(row) == before:
        return
    vacancy.changed_at = at
    vacancy.save(update_fields=["changed_at"])
    write(
        stream=vacancy.stream,
        action="plan.changed",
        by=by,
        at=at,
        subject=vacancy.reference,
        data={"fingerprint": fingerprint(row)},
    )
    tell(vacancy, by=by, at=at)


def _said(plan: Plan) -> list[Any]:
    return [plan_as_published(plan), plan.currency, list(plan.criteria.values_list("code", "limit"))]


def _set_tie_break(plan: Plan, steps: list[str]) -> None:
    plan.tie_break = steps or ["technical"]
    plan.save(update_fields=["tie_break"])


def _new_code(name: str, taken: set[str]) -> str:
    """A code that no other document has; `taken` remembers it."""
    wanted = slugify(name)[:16].strip("-") or "document"
    code = next(code for code in _numbered(wanted) if code not in taken)
    taken.add(code)
    return code


def _numbered(word: str) -> Iterator[str]:
    yield word
    number = 2
    while True:
        yield f"{word}-{number}"
        number += 1
