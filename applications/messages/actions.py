"""Writing to applicants, answering the office, and dealing with what was answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.intake.models import Application
from applications.intake.receipt import subject
from applications.messages.models import Side, ThreadMessage
from applications.messages.rules import officers_of
from portal.kernel.addresses import site
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.models import Vacancy

# One person keeps an office busy with so many messages at a time and no more.
WAITING_AT_MOST = 5

NOTHING_TO_ANSWER = _(
    "The office has not written to you. Questions about the vacancy are asked on its notice"
)
TOO_MANY = _("Several messages of yours wait for an answer. Write again when the office has answered")
NOBODY = _("Choose at least one applicant")
NO_TEXT = _("Write the message in every language that those chosen read")

# Subject and text, by language.
Texts = Mapping[str, tuple[str, str]]


@transaction.atomic
def write_to_applicants(
    *,
    vacancy: Vacancy,
    applications: Sequence[Application],
    texts: Texts,
    sending: UUID,
    by: Any,
    at: datetime,
) -> list[ThreadMessage]:
    """Write to each of `applications` of the vacancy, in the language the person reads; each gets a copy and a letter.

    `sending` names the page from which it comes: sent twice, it is written once. What the person had asked counts as
    answered. Raises Refused where a text is missing in a language that one of them reads.
    """
    row = locked(vacancy)
    if not applications:
        raise Refused(NOBODY)
    for application in applications:
        application.vacancy = row
        require("applications.write_to_applicant", application, by=by)
    said = _said(applications, texts)
    sent = ThreadMessage.objects.filter(sending=sending, application__in=applications)
    if already := list(sent):
        return already
    return [_write(one, *said[one.pk], sending=sending, by=by, at=at) for one in applications]


def _said(applications: Sequence[Application], texts: Texts) -> dict[int, tuple[str, str, str]]:
    """Language, subject and text for each."""
    said = {}
    for application in applications:
        language = application.applicant.language
        title, text = texts.get(language, ("", ""))
        if not (title.strip() and text.strip()):
            raise Refused(NO_TEXT)
        said[application.pk] = (language, title.strip(), tidy(text))
    return said


def tidy(text: str) -> str:
    """A line ends in one character, however the browser sends it."""
    return text.strip().replace("\r\n", "\n")


def _write(
    application: Application, language: str, title: str, text: str, *, sending: UUID, by: Any, at: datetime
) -> ThreadMessage:
    message = ThreadMessage.objects.create(
        application=application, side=Side.OFFICE, by=by, language=language, subject=title, text=text, written_at=at, sending=sending
    )  # fmt: skip
    application.thread.unanswered().update(settled_at=at)
    _record("message.sent", message, by, at)
    queue(kind="message_to_applicant", to=application.applicant, context=_context(message), at=at, stream=application.stream)  # fmt: skip
    return message


@transaction.atomic
def write_to_office(
    *, application: Application, text: str, language: str, sending: UUID, by: Any, at: datetime
) -> ThreadMessage:
    """Answer what the office wrote. Raises Refused where it wrote nothing, or too much waits for an answer already."""
    row = locked(application)
    require("applications.write_to_office", row, by=by)
    if already := row.thread.filter(sending=sending).first():
        return already
    if not row.thread.filter(side=Side.OFFICE).exists():
        raise Refused(NOTHING_TO_ANSWER)
    if row.thread.unanswered().count() >= WAITING_AT_MOST:
        raise Refused(TOO_MANY)
    message = ThreadMessage.objects.create(
        application=row, side=Side.APPLICANT, by=by, language=language, text=tidy(text), written_at=at, sending=sending
    )  # fmt: skip
    _record("message.received", message, by, at)
    for person in officers_of(row.vacancy):
        queue(kind="message_to_office", to=person, context=_context(message), at=at, stream=row.stream)
    return message


@transaction.atomic
def put_aside(*, application: Application, by: Any, at: datetime) -> Application:
    """What the applicant wrote needs no answer; nothing waits any more."""
    row = locked(application)
    require("applications.write_to_applicant", row, by=by)
    if row.thread.unanswered().update(settled_at=at):
        write(
            stream=row.stream, action="message.put_aside", subject=subject(row), by=by, at=at, data={"code": row.code}
        )  # fmt: skip
    return row


def open_thread(*, application: Application, by: Any, at: datetime) -> None:
    """The applicant has opened what the office wrote; that is nobody else's business, so nothing is recorded."""
    require("applications.write_to_office", application, by=by)
    application.thread.unread_by(by).update(settled_at=at)


def tell_of_withdrawal(application: Application, at: datetime) -> None:
    """The office hears of a withdrawal at once; why, it reads on the page of the application."""
    context = {"application": application, "site": site()}
    for person in officers_of(application.vacancy):
        queue(kind="withdrawal_to_office", to=person, context=context, at=at, stream=application.stream)


def _context(message: ThreadMessage) -> dict[str, Any]:
    return {"message": message, "application": message.application, "site": site()}


def _record(action: str, message: ThreadMessage, by: Any, at: datetime) -> None:
    application = message.application
    said = {"subject": message.subject, "text": message.text, "language": message.language}
    data = {"code": application.code, "language": message.language, "sha256": sha256_of(said)}
    write(stream=application.stream, action=action, subject=subject(application), by=by, at=at, data=data)
