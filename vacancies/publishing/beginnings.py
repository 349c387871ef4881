"""Beginning a vacancy from what is there: a file, another vacancy, a template of the office."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, require
from portal.offices.models import Office
from portal.record.actions import write
from vacancies.document.actions import fresh, write_into
from vacancies.document.beginning import as_template, beginning
from vacancies.document.checks import faults_of
from vacancies.document.form import document_of
from vacancies.document.models import NoticeTemplate
from vacancies.publishing.actions import create_vacancy
from vacancies.vacancy.models import Vacancy
from vacancies.vacancy.references import slug_of
from vacancies.vacancy.saved import tell

Said = Mapping[str, Any]
LONGEST_REFERENCE = 34


@transaction.atomic
def import_notice(*, document: Said, by: Any, at: datetime) -> Vacancy:
    """A draft that says what `document` says, under its reference when that is free, else the next of the office.

    Raises Refused with every fault of the document.
    """
    faults = faults_of(document)
    if faults:
        raise Refused(" · ".join(map(str, faults)))
    office = Office.objects.get(code=document["office"])
    made = begin_document(document, office, by=by, at=at, reference=free_reference(document["reference"]))
    return _recorded(made, "vacancy.imported", by=by, at=at, sha256=sha256_of(document))


@transaction.atomic
def copy_vacancy(*, vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """A draft of the same office with the next reference; its dates are empty, its clauses those in force now."""
    require("vacancies.view_vacancy", vacancy, by=by)
    said = beginning(as_template(document_of(fresh(vacancy))), vacancy.office)
    made = begin_document(said, vacancy.office, by=by, at=at)
    return _recorded(made, "vacancy.copied", by=by, at=at, source=vacancy.reference)


@transaction.atomic
def begin_from(*, template: NoticeTemplate, by: Any, at: datetime) -> Vacancy:
    """A draft that says what the template says, with the next reference and the clauses in force now."""
    made = begin_document(beginning(template.content, template.office), template.office, by=by, at=at)
    return _recorded(made, "vacancy.from_template", by=by, at=at, template=template.name)


def free_reference(wanted: str) -> str:
    """The reference when no vacancy has it or its address yet; empty when the office has to give the next one.

    It is short enough for the working copy of a correction to be named after it: "REFERENCE K1".
    """
    slug = slug_of(wanted)
    if len(wanted) > LONGEST_REFERENCE:
        return ""
    taken = Vacancy.with_amendments.filter(reference=wanted) | Vacancy.with_amendments.filter(slug=slug)
    return wanted if slug and not taken.exists() else ""


def begin_document(said: Said, office: Office, *, by: Any, at: datetime, reference: str = "") -> Vacancy:
    """A draft that says what a document says, under `reference` or the next of the office."""
    made = create_vacancy(
        office=office, by=by, at=at, reference=reference, kind=said["kind"], scope=said["scope"]
    )
    return write_into(vacancy=made, document=said)


def _recorded(made: Vacancy, action: str, *, by: Any, at: datetime, **data: str) -> Vacancy:
    write(stream=made.stream, action=action, by=by, at=at, subject=made.reference, data=data)
    tell(made, by=by, at=at)
    return made
