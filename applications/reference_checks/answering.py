"""What a referee does behind the link: answers once, or declines; no account is needed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.reference_checks import telling
from applications.reference_checks.actions import record, tidy
from applications.reference_checks.asking import hash_of
from applications.reference_checks.models import Reference, ReferenceStatus, words_said
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked

OVER = _(
    "This link does not work any more: you have answered, the time is over, or the office asks no longer"
)


def behind(secret: str) -> Reference | None:
    """The reference that the link was sent for, whatever became of it since."""
    return Reference.objects.whole().filter(secret_hash=hash_of(secret)).first()


@transaction.atomic
def answer(*, reference: Reference, answers: list[str], at: datetime) -> Reference:
    """Keep what the referee wrote, once. Raises Refused when the link has ended, and for nothing but empty answers."""
    row = _open(reference, at)
    row.status, row.answers, row.ended_at = ReferenceStatus.ANSWERED, tidy(answers), at
    row.save(update_fields=["status", "answers", "ended_at"])
    record(row, "reference.answered", None, at, answers_sha256=sha256_of(words_said(row, row.answers)))
    telling.tell_office(row, at)
    return row


@transaction.atomic
def decline(*, reference: Reference, at: datetime) -> Reference:
    """The referee does not answer; nothing more is written to them."""
    row = _open(reference, at)
    row.status, row.ended_at = ReferenceStatus.DECLINED, at
    row.save(update_fields=["status", "ended_at"])
    record(row, "reference.declined", None, at)
    telling.tell_office(row, at)
    return row


def _open(reference: Reference, at: datetime) -> Reference:
    row = locked(reference)
    if not row.takes_answer(at=at) or row.secret_hash != reference.secret_hash:
        raise Refused(OVER)
    return row
