"""Letters on references: to the candidate beforehand, to the referee with a link of their own, to who asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from applications.reference_checks.models import Reference
from portal.kernel.addresses import site
from portal.mailing.actions import Address, queue


def tell_candidate(rows: Sequence[Reference], at: datetime) -> None:
    """Name who will be asked and from when; nothing to who has no account here."""
    person = rows[0].application.applicant
    if person.is_active:
        _queue("references_told", rows[0], person, at, references=rows)


def write_to_referee(kind: str, row: Reference, secret: str, at: datetime) -> None:
    """The letter with the link, in the language of the referee."""
    to = Address(email=row.email, language=row.language, name=row.name)
    _queue(kind, row, to, at, secret=secret)


def tell_office(row: Reference, at: datetime) -> None:
    """Who asked hears that something has come."""
    if row.asked_by.is_active:
        _queue("reference_to_office", row, row.asked_by, at)


def _queue(kind: str, row: Reference, to: Any, at: datetime, **more: Any) -> None:
    context = {
        "reference": row, "application": row.application, "vacancy": row.vacancy,
        "hotlines": list(row.office.hotlines.all()), "site": site(), **more,
    }  # fmt: skip
    queue(kind=kind, to=to, context=context, at=at, stream=row.application.stream)
