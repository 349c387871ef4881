"""An amended version that came to the office on paper, by mail or by telephone, of an application that it entered."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.intake.actions import BARRED
from applications.intake.amending import amendment_of, second_draft
from applications.intake.entering import (
    IN_TIME,
    LATE,
    Came,
    context_of_late,
    record,
    require_possible,
)
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf, Source, came_in_time, is_barred
from applications.intake.receipt import subject
from portal.kernel.workflow import Refused, in_english, locked, require
from portal.mailing.actions import queue

BEFORE = _("It cannot have come before the version that it amends")
LATE_AGAIN = _("The amended version came after the closing time; what was handed in before counts")


def came_again(application: Application, *, source: Source, received_at: datetime) -> Came:
    """An amended version of `application`, from the same person, who is written to at the same address."""
    entered: OnBehalf = application.being_entered
    return Came(
        name=application.name,
        source=source,
        received_at=received_at,
        language=application.language,
        email=entered.email,
        phone=entered.phone,
        lot=application.lot,
    )


@transaction.atomic
def enter_again(*, application: Application, came: Came, by: Any, at: datetime) -> Application:
    """Begin the amended version: a second draft, of which `by` and colleagues change what came changed; the one there is, if there is one.

    What was handed in counts until the draft is handed in. What counts for the closing time is when the office received
    it. Raises Refused for what came late (`note_late` puts that into the register), for what came before the version that it
    would amend, and once the selection has gone too far.
    """
    vacancy = locked(application.vacancy)
    row = locked(application)
    require("applications.enter_again", row, by=by)
    kept = amendment_of(row)
    if kept:
        return kept
    row.vacancy = vacancy
    _require_enterable(row, came, at)
    draft = second_draft(row, language=row.language, at=came.received_at)
    OnBehalf.objects.create(
        application=draft, source=came.source, received_at=came.received_at, email=came.email, phone=came.phone,
        entered_by=by, entered_at=at,
    )  # fmt: skip
    record("application.entered_again", vacancy, came, by=by, at=at, about=subject(row), code=row.code)
    return draft


def _require_enterable(first: Application, came: Came, at: datetime) -> None:
    if is_barred(first.vacancy):
        raise Refused(BARRED)
    require_possible(first.vacancy, came, at)
    if not came_in_time(first.vacancy, came.received_at):
        raise Refused(LATE)
    if came.received_at < first.being_entered.received_at:
        raise Refused(BEFORE)


@transaction.atomic
def note_late(*, application: Application, came: Came, by: Any, at: datetime) -> None:
    """Put an amended version that reached the office too late into the register. The person is told by mail; what was handed in before counts."""
    vacancy = locked(application.vacancy)
    row = locked(application)
    require("applications.enter_again", row, by=by)
    require_possible(vacancy, came, at)
    if came_in_time(vacancy, came.received_at):
        raise Refused(IN_TIME)
    record(
        "application.refused_on_behalf", vacancy, came, by=by, at=at, about=subject(row), reason=in_english(LATE_AGAIN)
    )  # fmt: skip
    context = {"application": row, **context_of_late(vacancy, came)}
    queue(kind="amendment_came_late", to=row.applicant, context=context, at=at, stream=row.stream)
