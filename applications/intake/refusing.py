"""An attempt to apply that was refused: who came, when, and why, for the register."""

from datetime import UTC, datetime
from typing import Any

from applications.intake.models import Application
from applications.intake.receipt import subject
from portal.kernel.workflow import Refused, in_english
from portal.record.actions import write
from vacancies.models import Vacancy


def note_unbegun(vacancy: Vacancy, refused: Refused, by: Any, at: datetime) -> None:
    """Of somebody who has no draft, and came too late to begin one."""
    data = {"reason": in_english(refused.args[0]), "arrived": at.astimezone(UTC).isoformat()}
    write(
        stream=vacancy.stream, action="application.refused", subject=vacancy.stream, by=by, at=at, data=data
    )


def note(application: Application, refused: Refused, by: Any, at: datetime) -> None:
    """Of a draft that was to be handed in; one that the office enters under the name of the person."""
    data = {"reason": in_english(refused.args[0]), "arrived": at.astimezone(UTC).isoformat()}
    entered = application.being_entered
    if entered:
        said = {"person": str(application.applicant), "source": entered.source}
        data |= {**said, "arrived": entered.received_at.isoformat()}
    write(
        stream=application.stream,
        action=f"application.refused{'_on_behalf' if entered else ''}",
        subject=subject(application),
        by=by,
        at=at,
        data=data,
    )
