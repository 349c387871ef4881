"""What an officer does for who does not apply through the portal: enters the application, notes one that came late."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.documents.actions import receive
from applications.intake.actions import BARRED
from applications.intake.lots import said_of
from applications.intake.models import Application, PriceOffer
from applications.intake.on_behalf import OnBehalf, PaperScan, Source, came_in_time, is_barred
from applications.intake.receipt import subject
from portal.kernel.workflow import Refused, in_english, locked, require
from portal.mailing.actions import Address, queue
from portal.models import User
from portal.record.actions import write
from vacancies.models import Lot, Vacancy

LATE = _("It came after the closing time")
IN_TIME = _("It came in time: enter it.")
TO_COME = _("It cannot have come in the future")
TOO_EARLY = _("It cannot have come before the notice was published")
NO_LOT = _("Choose what is applied for")


# No account: a name under which no mail can be sent (RFC 2606).
NOBODY = "on-behalf.invalid"
# What is sealed is the paper: its number stands where the sealed figure of other offers does.
ENVELOPE = "envelope:"


@dataclass(frozen=True)
class Came:
    """An application as it came: for whom, how, when, and where letters go."""

    name: str
    source: Source
    received_at: datetime
    language: str
    email: str = ""
    phone: str = ""
    lot: Lot | None = None


@transaction.atomic
def enter(*, vacancy: Vacancy, came: Came, by: Any, at: datetime) -> Application:
    """Begin the application that came to the office: a draft that `by` and their colleagues fill in.

    Raises Refused for a time that cannot be, for what came late (`note_late` puts that into the register), and once the
    selection has gone too far.
    """
    row = locked(vacancy)
    _require_enterable(row, came, by, at)
    person = User.objects.create_user(
        f"{uuid.uuid4()}@{NOBODY}", name=came.name, language=came.language, is_active=False
    )
    application = Application.objects.create(
        vacancy=row, applicant=person, lot=came.lot, language=came.language, started_at=came.received_at
    )
    OnBehalf.objects.create(
        application=application, source=came.source, received_at=came.received_at, email=came.email, phone=came.phone,
        entered_by=by, entered_at=at,
    )  # fmt: skip
    record("application.entered", row, came, by=by, at=at, about=subject(application))
    return application


def keep_scan(*, application: Application, upload: File, by: Any, at: datetime) -> PaperScan:
    """Keep a scan of what came, also after handing in. It is received before the transaction begins: a slow storage holds no lock."""
    require("applications.keep_scan", application, by=by)
    document = receive(upload=upload, owner=application.applicant, by=by, at=at)
    with transaction.atomic():
        scan, new = PaperScan.objects.get_or_create(on_behalf=application.on_behalf, document=document)
        if new:
            write(
                stream=application.stream, action="application.scanned", subject=subject(application), by=by, at=at,
                data={"person": application.name, "sha256": document.sha256},
            )  # fmt: skip
    return scan


def _require_enterable(vacancy: Vacancy, came: Came, by: Any, at: datetime) -> None:
    require("applications.enter_on_behalf", vacancy, by=by)
    if is_barred(vacancy):
        raise Refused(BARRED)
    require_possible(vacancy, came, at)
    if came.lot not in (vacancy.lots.all() or [None]):
        raise Refused(NO_LOT)
    if not came_in_time(vacancy, came.received_at):
        raise Refused(LATE)


def require_possible(vacancy: Vacancy, came: Came, at: datetime) -> None:
    if came.received_at > at:
        raise Refused(TO_COME)
    if vacancy.published_at is None or came.received_at < vacancy.published_at:
        raise Refused(TOO_EARLY)


@transaction.atomic
def note_late(*, vacancy: Vacancy, came: Came, by: Any, at: datetime) -> None:
    """Put an application that reached the office too late into the register: it takes no part. The person is told by mail."""
    row = locked(vacancy)
    require("applications.enter_on_behalf", row, by=by)
    require_possible(row, came, at)
    if came_in_time(row, came.received_at):
        raise Refused(IN_TIME)
    record(
        "application.refused_on_behalf", row, came, by=by, at=at, about=row.stream, reason=in_english(LATE)
    )
    if came.email:
        to = Address(email=came.email, language=came.language, name=came.name)
        queue(
            kind="application_came_late", to=to, context=context_of_late(row, came), at=at, stream=row.stream
        )


def context_of_late(vacancy: Vacancy, came: Came) -> dict[str, Any]:
    """What the letter on something that came too late says."""
    hotlines = list(vacancy.office.hotlines.all())
    return {"vacancy": vacancy, "received_at": came.received_at, "hotlines": hotlines}


@transaction.atomic
def keep_envelope(*, application: Application, number: str, by: Any, at: datetime) -> PriceOffer:
    """Register the closed envelope with the price in place of the one before; nobody reads what is in it."""
    row = locked(application)
    require("applications.edit_application", row, by=by)
    registered = {"sealed": f"{ENVELOPE}{number}", "envelope": number, "sealed_at": at}
    offer, _new = PriceOffer.objects.update_or_create(application=row, defaults=registered)
    return offer


def record(
    action: str, vacancy: Vacancy, came: Came, *, by: Any, at: datetime, about: str, **more: Any
) -> None:
    """An entry on what came; `about` is its subject, `more` is what else it says."""
    data = {
        "person": came.name, "source": str(came.source.value), "arrived": came.received_at.isoformat(),
        **said_of(came.lot), **more,
    }  # fmt: skip
    write(stream=vacancy.stream, action=action, subject=about, by=by, at=at, data=data)
