"""A virus is found in a file after it was attached: the person is told, and may put another file in its place for some days."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.documents import found
from applications.documents.actions import receive
from applications.documents.checks import check_upload
from applications.documents.models import Document
from applications.intake import limits, receipt, replacing
from applications.intake.amending import keep_earlier
from applications.intake.infection import Infection
from applications.intake.models import Application, Attachment, Status
from applications.intake.on_behalf import is_barred
from applications.intake.snapshot import document_said
from applications.intake.workflow import AMEND
from portal.accounts.colleagues import who_may
from portal.kernel.addresses import site
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, Step, locked, require, take
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.models import DocumentAsked, Vacancy
from vacancies.vacancy.models import Status as VacancyStatus

OVER = _("This document cannot be replaced any more")


def on_found(document: Document, at: datetime) -> None:
    """Tell the owner, for each application in which the infected `document` stands; a withdrawn one is left alone."""
    attached = Attachment.objects.filter(
        document=document, application__status__in=[Status.DRAFT, Status.SUBMITTED]
    )
    for row in attached.select_related("application__vacancy__office", "application__applicant", "asked"):
        if row.application.status == Status.DRAFT:
            _tell_of_a_draft(row, at)
        else:
            _give_time(row, at)


def _tell_of_a_draft(row: Attachment, at: datetime) -> None:
    """Whoever fills it in chooses another file: the office, where it enters the application."""
    if row.application.being_entered:
        tell_office_of_a_draft(row.application, at, document=row.document, title=row.asked)
    else:
        _tell("file_infected_draft", row.application, at, document=row.document, asked=row.asked)


def _give_time(row: Attachment, at: datetime) -> None:
    infection = open_case(row.application, at, document=row.document, asked=row.asked)
    if infection:
        _tell(
            "file_infected", row.application, at, document=row.document, asked=row.asked, infection=infection
        )
        tell_office(infection, at)


def open_case(
    application: Application, at: datetime, *, document: Document, **whose: Any
) -> Infection | None:
    """Note what was found, once, and until when the file may be replaced; None where it was noted before."""
    until = None if _is_looked_at(application.vacancy) else _until(application.vacancy, at)
    given = {"found_at": at, "until": until}
    infection, new = Infection.objects.get_or_create(
        application=application, document=document, **whose, defaults=given
    )
    if not new:
        return None
    write(
        stream=application.stream, action="application.file_infected", subject=receipt.subject(application), by=None, at=at,
        data={"code": application.code, "asked": infection.code, "sha256": document.sha256, "until": _said(until)},
    )  # fmt: skip
    return infection


def _until(vacancy: Vacancy, at: datetime) -> datetime:
    """So many days from the letter, and never before the closing time."""
    return max(at + timedelta(days=settings.INFECTED_FILE_DAYS), vacancy.closes_at)


def _is_looked_at(vacancy: Vacancy) -> bool:
    """Whether others go by what was handed in: the long list is made, or the evaluation has begun."""
    return vacancy.status != VacancyStatus.PUBLISHED or is_barred(vacancy)


def _said(until: datetime | None) -> str:
    return until.astimezone(UTC).isoformat(timespec="seconds") if until else "–"


def to_replace(application: Application, *, at: datetime) -> list[Infection]:
    """Infected documents in whose place the applicant may put another now; nothing once others go by what was handed in."""
    return open_cases(application, at=at, member=None)


def open_cases(application: Application, *, at: datetime, **whose: Any) -> list[Infection]:
    """All files that may be replaced now, the CVs of the team among them; `whose` is what to choose by."""
    waiting = Infection.objects.open(at=at).filter(
        application=application, application__status=Status.SUBMITTED, **whose
    )
    rows = list(waiting.select_related("asked", "member__account", "document"))
    return rows if rows and not _is_looked_at(application.vacancy) else []


def replace(
    *, application: Application, asked: DocumentAsked, upload: File, by: Any, at: datetime
) -> Application:
    """Put `upload` in the place of the infected file for `asked`; everything else stays as it was handed in, and when.

    What stood before is kept. The file is received before the transaction begins: a slow storage holds no lock.
    """
    _open_for(application, asked, at)
    require("applications.hand_in_again", application, by=by)
    checked = check_upload(upload)
    if words := limits.fault(asked, kind=checked.kind, size=checked.size):
        raise Refused(words)
    document = receive(upload=upload, owner=application.applicant, by=by, at=at)
    return _put(application, asked, document, by, at)


@transaction.atomic
def _put(
    application: Application, asked: DocumentAsked, document: Document, by: Any, at: datetime
) -> Application:
    vacancy = locked(application.vacancy)
    row = locked(application)
    row.vacancy = vacancy
    require("applications.hand_in_again", row, by=by)
    infection = _open_for(row, asked, at)
    attachment = row.attachments.get(asked=asked)
    attachment.document = document
    attachment.save(update_fields=["document"])
    row = close_case(AMEND, row, infection, by, at, documents=_documents(row, attachment))
    _tell("file_replaced", row, at, document=document, asked=asked)
    return row


def close_case(
    step: Step, row: Application, infection: Infection, by: Any, at: datetime, **changed: Any
) -> Application:
    """Hand the locked application in as it was but for what is `changed` in its snapshot; what stood before is kept.

    The snapshot says which file was put in later, and when.
    """
    before, said = row.receipt_hash, dict(row.snapshot or {})
    keep_earlier(row, at)
    later = {**said.get("replaced", {}), infection.code: _said(at)}
    snapshot = {**said, **changed, "version": row.version + 1, "replaced": later}
    row = take(step, row, by=by, snapshot=snapshot, receipt_hash=sha256_of(snapshot))
    infection.replaced_at = at
    infection.save(update_fields=["replaced_at"])
    receipt.record(
        "application.file_replaced", row, by, at, before=before, asked=infection.code, version=row.version
    )
    replacing.tell(row, at=at)
    return row


def _open_for(application: Application, asked: DocumentAsked, at: datetime) -> Infection:
    for infection in to_replace(application, at=at):
        if infection.asked_id == asked.pk:
            return infection
    raise Refused(OVER)


def _documents(row: Application, attachment: Attachment) -> list[dict[str, Any]]:
    """What was handed in, with this one document another."""
    said: dict[str, Any] = row.snapshot or {}
    code = attachment.asked.code
    return [document_said(code, attachment) if one["asked"] == code else one for one in said["documents"]]


def _tell(kind: str, application: Application, at: datetime, **more: Any) -> None:
    context = {"application": application, "site": site(), **more}
    queue(kind=kind, to=application.applicant, context=context, at=at, stream=application.stream)


def tell_office(infection: Infection, at: datetime) -> None:
    """Write to the officers where nobody else can replace the file."""
    application = infection.application
    context = {"infection": infection, "application": application, "site": site()}
    for officer in who_may("applications.replace_for_somebody", infection, office=application.office):
        queue(kind="file_infected_office", to=officer, context=context, at=at, stream=application.stream)


def tell_office_of_a_draft(application: Application, at: datetime, *, document: Document, title: Any) -> None:
    """Write to the officers that what they enter cannot be handed in with `document`."""
    context = {"document": document, "title": title, "application": application, "site": site()}
    for officer in who_may("applications.edit_application", application, office=application.office):
        queue(kind="file_infected_entering", to=officer, context=context, at=at, stream=application.stream)


found.register(on_found)
