"""Beginning a vacancy that advertises another one anew, and whether the two notices tell of each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.kernel.workflow import locked, require
from portal.record.actions import write
from vacancies.document.actions import fresh
from vacancies.document.beginning import as_template, beginning
from vacancies.document.form import document_of
from vacancies.publishing.beginnings import begin_document
from vacancies.publishing.renewal import Renewal
from vacancies.vacancy.models import Vacancy
from vacancies.vacancy.saved import tell


@transaction.atomic
def renew(
    *,
    vacancy: Vacancy,
    openings: Mapping[str, int],
    shown: bool,
    why: Sequence[Any] = (),
    by: Any,
    at: datetime,
) -> Renewal:
    """A draft that says what the latest notice of `vacancy` says: next reference, no dates, clauses in force now.

    `openings` are those left to be filled, by the code of the lot, or under "" for the whole; other lots are not begun. `why` is
    kept in the record.
    """
    require("vacancies.add_vacancy", vacancy, by=by)
    said = beginning(as_template(document_of(fresh(vacancy))), vacancy.office)
    said["lots"] = [
        {**lot, "openings": openings[lot["code"]]} for lot in said["lots"] if lot["code"] in openings
    ]
    said["openings"] = openings.get("", said["openings"])
    made = begin_document(said, vacancy.office, by=by, at=at)
    renewal = Renewal.objects.create(vacancy=made, earlier=vacancy, is_public=shown, begun_at=at)
    of_new = {"earlier": vacancy.reference, "shown": shown}
    write(stream=made.stream, action="vacancy.renews", by=by, at=at, subject=made.reference, data=of_new)
    of_old = {"reference": made.reference, "why": list(why)}
    write(
        stream=vacancy.stream, action="vacancy.renewed", by=by, at=at, subject=vacancy.reference, data=of_old
    )
    tell(made, by=by, at=at)
    return renewal


@transaction.atomic
def show(*, renewal: Renewal, shown: bool, by: Any, at: datetime) -> Renewal:
    """Have the two notices lead to each other, or not."""
    row = locked(renewal)
    require("vacancies.add_vacancy", row, by=by)
    if row.is_public == shown:
        return row
    row.is_public = shown
    row.save(update_fields=["is_public"])
    action = "vacancy.renewal_shown" if shown else "vacancy.renewal_hidden"
    made = row.vacancy
    data = {"earlier": row.earlier.reference, "shown": shown}
    write(stream=made.stream, action=action, by=by, at=at, subject=made.reference, data=data)
    return row
