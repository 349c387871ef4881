"""Keeping a notice as it was published, and writing a document into a vacancy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, require
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.document import layout
from vacancies.document.beginning import as_template
from vacancies.document.form import document_of, plan_of, with_document
from vacancies.document.layout import columns
from vacancies.document.models import NoticeTemplate, NoticeVersion
from vacancies.document.rewriting import write_plan, write_rows
from vacancies.vacancy.models import Vacancy
from vacancies.vacancy.search import index


@transaction.atomic
def keep_version(*, vacancy: Vacancy, by: Any, at: datetime) -> NoticeVersion:
    """Keep the notice as the public reads it from now on, or from its publication where that is still to come.

    The record remembers the SHA-256 of its document.
    """
    content = document_of(fresh(vacancy))
    version = NoticeVersion.objects.create(
        vacancy=vacancy,
        number=vacancy.versions.count() + 1,
        content=content,
        content_hash=sha256_of(content),
        published_at=max(at, vacancy.published_at or at),
        published_by=by,
    )
    write(
        stream=vacancy.stream,
        action="notice.kept",
        by=by,
        at=at,
        subject=vacancy.reference,
        data={"number": version.number, "sha256": version.content_hash},
    )
    return version


@transaction.atomic
def write_into(*, vacancy: Vacancy, document: Mapping[str, Any]) -> Vacancy:
    """Make the notice say what `document` says; its reference, office, slug and state stay its own.

    What may be done and what is recorded is the business of the verb that calls this one. Rows to which applications
    point are matched by code. Raises Refused when a frozen plan would change, when a row that somebody has begun
    to answer would go, or when the office has no such standard clause.
    """
    row = locked(vacancy)
    for name, value in layout.header_columns(document).items():
        setattr(row, name, value)
    for name, value in columns(layout.FREE_TEXT, document["terms"]).items():
        setattr(row, name, value)
    row.save()
    write_rows(row, document)
    _write_plan(row, document["plan"])
    written = fresh(row)
    index(written)
    return written


def fresh(vacancy: Vacancy) -> Vacancy:
    """The vacancy as it stands in the database, working copies too, with everything a document tells."""
    return with_document(Vacancy.with_amendments.all()).get(pk=vacancy.pk)


def _write_plan(vacancy: Vacancy, said: Mapping[str, Any]) -> None:
    plan = vacancy.plan
    if plan_of(plan) == said:
        return
    if plan.frozen_at is not None:
        raise Refused(_("The plan was frozen by the first application and can no longer be changed."))
    write_plan(plan, said)


@transaction.atomic
def save_template(*, vacancy: Vacancy, name: str, by: Any, at: datetime) -> NoticeTemplate:
    """Keep the notice, without its dates and clauses, for its office to begin others from."""
    require("vacancies.save_template", vacancy, by=by)
    _require_free(vacancy.office, name)
    template = NoticeTemplate.objects.create(
        office=vacancy.office,
        name=name,
        content=as_template(document_of(fresh(vacancy))),
        saved_by=by,
        saved_at=at,
    )
    _record(template, "template.saved", by=by, at=at)
    return template


@transaction.atomic
def rename_template(*, template: NoticeTemplate, name: str, by: Any, at: datetime) -> NoticeTemplate:
    """Call the template otherwise."""
    row = locked(template)
    require("vacancies.save_template", row, by=by)
    if name == row.name:
        return row
    _require_free(row.office, name)
    before, row.name = row.name, name
    row.save(update_fields=["name"])
    _record(row, "template.renamed", by=by, at=at, before=before)
    return row


@transaction.atomic
def delete_template(*, template: NoticeTemplate, by: Any, at: datetime) -> None:
    """Throw the template away; vacancies begun from it stay as they are."""
    row = locked(template)
    require("vacancies.save_template", row, by=by)
    row.delete()
    _record(row, "template.deleted", by=by, at=at)


def _require_free(office: Office, name: str) -> None:
    if NoticeTemplate.objects.filter(office=office, name=name).exists():
        raise Refused(_("The office has a template of this name already."))


def _record(template: NoticeTemplate, action: str, *, by: Any, at: datetime, **data: str) -> None:
    office = template.office
    write(
        stream=f"office:{office.pk}",
        action=action,
        by=by,
        at=at,
        subject=office.code,
        data={"template": template.name, **data},
    )
