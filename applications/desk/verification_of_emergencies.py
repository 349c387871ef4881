"""What `manage.py verify` checks of prices that were opened in an emergency: each opening against the record, and the other way."""

from collections.abc import Iterator

from applications.ranking.emergency import EmergencyOpening
from portal.record.models import Entry


def emergency_faults() -> Iterator[str]:
    """Openings that are not those that were recorded, and openings that were recorded and are gone."""
    entries = Entry.objects.filter(action="price.opened_in_emergency").order_by("pk")
    told = {(entry.subject, entry.data["number"]): entry for entry in entries.iterator()}
    rows = EmergencyOpening.objects.select_related("application__vacancy").order_by("pk")
    for row in rows.iterator():
        entry = told.pop((f"application:{row.application_id}", row.number), None)
        if entry is None or _said(entry) != (row.by_id, row.at, row.reason, row.sealed_sha256):
            price = f"price of {row.application.code} for {row.application.vacancy}"
            yield f"{price}, emergency opening {row.number}: is not what was recorded"
    for entry in told.values():
        number = entry.data["number"]
        yield f"price of {entry.data['code']} in {entry.stream}, emergency opening {number}: is recorded and gone"


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.actor, entry.at, entry.data["reason"], entry.data["sealed_sha256"]
