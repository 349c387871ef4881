"""How the ready notices of data/notices come into the demonstration: imported by one person, published by another."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from applications.demonstration.notices import APPROVER, OFFICER
from applications.demonstration.scene import Scene
from vacancies.models import Vacancy
from vacancies.publishing.actions import publish, submit_for_approval
from vacancies.publishing.beginnings import import_notice

# From the closing to the start of the work.
UNTIL_THE_START = timedelta(days=38)
ALL_THE_SAME = "The project was confirmed late, and the donor has set the dates."


def bring_in(scene: Scene, *, days: int, closes_at: datetime, moment: datetime | None = None) -> Vacancy:
    """Import on the working day `days`, submit a day later, publish after two more, or from a later `moment`."""
    document = _dated(scene.told, closes_at)
    vacancy = import_notice(document=document, **scene.deed(OFFICER, days, "09:30"))
    submit_for_approval(
        vacancy=vacancy,
        gap_reason=document["gap_reason"],
        overruled_because=ALL_THE_SAME,
        **scene.deed(OFFICER, days + 1, "12:00"),
    )
    deed = scene.deed(APPROVER, days + 3, "10:40")
    return publish(vacancy=vacancy, moment=moment, overruled_because=ALL_THE_SAME, **deed)


def _dated(document: Mapping[str, Any], closes_at: datetime) -> dict[str, Any]:
    """The document with its dates counted from the closing time, as far apart as they were."""
    starts_on = (closes_at + UNTIL_THE_START).date()
    later = starts_on - date.fromisoformat(document["starts_on"])

    def moved(row: Mapping[str, Any]) -> dict[str, Any]:
        due_on = row["due_on"] and (date.fromisoformat(row["due_on"]) + later).isoformat()
        return {**row, "due_on": due_on}

    return {
        **document,
        "closes_at": closes_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "starts_on": starts_on.isoformat(),
        "questions_until": None,
        "outputs": [moved(row) for row in document["outputs"]],
    }
