"""What is received when an application is handed in, and what the record says of it."""

from datetime import datetime
from typing import Any

from applications.intake.deadline import late_by
from applications.intake.lots import said_of
from applications.intake.models import Application
from applications.intake.paper import Paper
from applications.intake.snapshot import snapshot_of
from portal.kernel.canonical import sha256_of
from portal.record.actions import write


def received(paper: Paper, at: datetime, version: int = 1) -> dict[str, Any]:
    """The fields of an application that is handed in at `at`; of one that the office enters, what counts is when it came there."""
    application = paper.application
    entered = application.being_entered
    arrived = entered.received_at if entered else at
    snapshot = snapshot_of(paper, language=application.language, at=arrived, version=version)
    return {
        "snapshot": snapshot,
        "receipt_hash": sha256_of(snapshot),
        "submitted_at": arrived,
        "late_by_seconds": late_by(application.vacancy, at=arrived),
    }


# Entries of the record that name what was handed in, by `deed` or as a file was replaced.
RECEIPTS = (
    *("application.submitted", "application.submitted_on_behalf"),
    *("application.amended", "application.amended_on_behalf"),
    "application.file_replaced",
)


def deed(name: str, row: Application) -> str:
    """What the record calls it when `row` is handed in, by its applicant or by the office that enters it."""
    return f"application.{name}{'_on_behalf' if row.being_entered else ''}"


def record(action: str, row: Application, by: Any, at: datetime, **more: Any) -> None:
    """An entry on what was received; `more` is what else it says."""
    snapshot: Any = row.snapshot
    data = {
        "code": row.code,
        "number": row.receipt_number,
        "receipt": row.receipt_hash,
        "files": [file["sha256"] for file in row.files_said],
        "price_seal": snapshot["price_sealed_sha256"],
        **said_of(row.lot),
        **more,
    }
    if row.being_entered:
        data |= _on_behalf(row)
    if row.late_by_seconds is not None:
        data["late_by_seconds"] = row.late_by_seconds
    write(stream=row.stream, action=action, subject=subject(row), by=by, at=at, data=data)


def _on_behalf(row: Application) -> dict[str, str]:
    """For whom the office hands it in, how it came and when."""
    entered = row.being_entered
    return {"person": row.name, "source": entered.source, "arrived": entered.received_at.isoformat()}


def subject(application: Application) -> str:
    """What entries of the record call an application."""
    return f"application:{application.pk}"
