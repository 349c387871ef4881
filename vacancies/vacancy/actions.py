"""Writing the notice of a vacancy while it is a draft."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.vacancy.models import DutyStation, Status, Vacancy
from vacancies.vacancy.saved import tell
from vacancies.vacancy.search import index

STATION = (*(f"city_{language}" for language in languages()), "country")


@transaction.atomic
def save_notice(
    *,
    vacancy: Vacancy,
    fields: Mapping[str, Any],
    stations: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
) -> Vacancy:
    """Set `fields` of the notice and replace its duty stations; what did not change leaves no entry.

    `stations` are mappings with the names of STATION. A vacancy with lots has as many openings as they have together.
    Raises Refused when the notice is no longer a draft.
    """
    row = draft(vacancy, by=by)
    fields = {**fields, **_openings_of_lots(row)}
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    if list(row.duty_stations.values(*STATION)) != [dict(station) for station in stations]:
        row.duty_stations.all().delete()
        DutyStation.objects.bulk_create(DutyStation(vacancy=row, **station) for station in stations)
        changed.append("duty_stations")
    if not changed:
        return row
    for name, value in fields.items():
        setattr(row, name, value)
    row.changed_at = at
    row.save()
    index(row)
    write(
        stream=row.stream,
        action="vacancy.changed",
        by=by,
        at=at,
        subject=row.reference,
        data={"fields": changed},
    )
    tell(row, by=by, at=at)
    return row


def _openings_of_lots(row: Vacancy) -> dict[str, int]:
    openings = sum(row.lots.values_list("openings", flat=True))
    return {"openings": openings} if openings else {}


def draft(vacancy: Vacancy, *, by: Any) -> Vacancy:
    """The row of `vacancy`, locked, as long as it is a draft that `by` may edit."""
    row = locked(vacancy)
    if row.status != Status.DRAFT:
        raise Refused(
            _("The notice is no longer a draft, so nothing was saved. Its approver can return it to you.")
        )
    require("vacancies.edit_vacancy", row, by=by)
    return row
