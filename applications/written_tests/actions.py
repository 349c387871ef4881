"""What is done with answers of a written test: keep a file, set one aside; nothing is deleted."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from applications.documents.actions import receive
from applications.documents.models import Document
from applications.intake.models import Application
from applications.screening.long_list import candidates
from applications.written_tests.closing import is_closed
from applications.written_tests.models import AnswerFile, said_of
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.models import Vacancy

MARKED = _("All score sheets of the written test are in, so its answers cannot change any more")
NO_CANDIDATE = _(
    "Answers are kept of candidates only: somebody who is on the long list, goes on and has not withdrawn"
)
REASON = _("Say why the file is set aside")
ASIDE = _("This file is set aside already")


def keep_file(*, application: Application, upload: File, by: Any, at: datetime) -> AnswerFile:
    """Keep `upload` as what the candidate wrote; the same file again is the one kept before.

    It is received before the transaction begins: a slow storage holds no lock. Raises Refused for a file that cannot be read
    or holds a virus, for who is no candidate, and once the marks have been seen.
    """
    require("applications.keep_answer_file", application, by=by)
    require_open(application)
    document = receive(upload=upload, owner=application.applicant, by=by, at=at)
    return add(application=application, document=document, by=by, at=at)


@transaction.atomic
def add(*, application: Application, document: Document, by: Any, at: datetime) -> AnswerFile:
    """The row of a file that was received, numbered behind the lock of the application."""
    row = locked(application)
    require_open(row)
    if kept := row.answer_files.standing().filter(document=document).first():
        return kept
    number = (row.answer_files.aggregate(last=Max("number"))["last"] or 0) + 1
    made = AnswerFile.objects.create(
        application=row, document=document, number=number, received_at=at, kept_by=by
    )
    _record("answers.kept", made, by, at, **said_of(made))
    return made


@transaction.atomic
def set_aside(*, file: AnswerFile, because: str, by: Any, at: datetime) -> AnswerFile:
    """Take a file from what the panel marks, with a reason: that of somebody else, say. It stays, and the record tells of it."""
    row = locked(file)
    locked(row.application)
    require("applications.keep_answer_file", row, by=by)
    _require_unmarked(row.vacancy)
    if not row.is_standing:
        raise Refused(ASIDE)
    if not because.strip():
        raise Refused(REASON)
    row.set_aside_at, row.set_aside_by, row.set_aside_because = at, by, because.strip()
    row.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    _record(
        "answers.set_aside",
        row,
        by,
        at,
        code=row.application.code,
        number=row.number,
        because=because.strip(),
    )
    return row


def require_open(application: Application) -> None:
    """Raise Refused where no answers of this candidate are taken."""
    _require_unmarked(application.vacancy)
    if not candidates(application.vacancy).filter(pk=application.pk).exists():
        raise Refused(NO_CANDIDATE)


def _require_unmarked(vacancy: Vacancy) -> None:
    if is_closed(vacancy):
        raise Refused(MARKED)


def _record(action: str, row: AnswerFile, by: Any, at: datetime, **data: Any) -> None:
    write(stream=row.application.stream, action=action, subject=f"answers:{row.pk}", by=by, at=at, data=data)
