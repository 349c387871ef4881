"""Writing to referees when the candidate has had notice, and reminding them once; run by a command, twice it writes nothing twice."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from applications.reference_checks import telling
from applications.reference_checks.actions import record
from applications.reference_checks.models import Reference, ReferenceStatus
from applications.screening.long_list import candidates
from vacancies.corrigenda.rules import is_cancelled

BEFORE = timedelta(days=3)


def ask_due(*, at: datetime) -> int:
    """Write to every referee whose time has come; how many that were."""
    due = Reference.objects.filter(status=ReferenceStatus.TOLD, ask_at__lte=at, answer_by__gt=at).exclude(
        email=""
    )
    return sum(_ask(pk, at) for pk in due.values_list("pk", flat=True))


def remind_due(*, at: datetime) -> int:
    """Remind everybody who has not answered three days before the end, once, with a new link."""
    near = Reference.objects.filter(status=ReferenceStatus.ASKED, reminded_at=None)
    near = near.filter(answer_by__gt=at, answer_by__lte=at + BEFORE, asked_at__lte=at - BEFORE)
    return sum(_remind(pk, at) for pk in near.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int, at: datetime) -> bool:
    row = Reference.objects.select_for_update(of=("self",)).whole().get(pk=pk)
    if not row.is_told or not _is_wanted(row):
        return False
    secret = _new_secret(row)
    row.status, row.asked_at = ReferenceStatus.ASKED, at
    row.save(update_fields=["status", "asked_at", "secret_hash"])
    record(row, "reference.asked", None, at)
    telling.write_to_referee("reference_asked", row, secret, at)
    return True


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    row = Reference.objects.select_for_update(of=("self",)).whole().get(pk=pk)
    if not row.is_asked or row.reminded_at or not _is_wanted(row):
        return False
    secret = _new_secret(row)
    row.reminded_at = at
    row.save(update_fields=["reminded_at", "secret_hash"])
    record(row, "reference.reminded", None, at)
    telling.write_to_referee("reference_reminder", row, secret, at)
    return True


def _is_wanted(row: Reference) -> bool:
    """Nobody is asked about somebody who has withdrawn, or for a vacancy that was cancelled."""
    standing = candidates(row.vacancy).filter(pk=row.application_id).exists()
    return standing and not is_cancelled.test(None, row)


def _new_secret(row: Reference) -> str:
    secret = secrets.token_urlsafe(24)
    row.secret_hash = hash_of(secret)
    return secret


def hash_of(secret: str) -> str:
    """Keyed, so that the database alone does not let secrets be tried out."""
    return salted_hmac("applications.reference_checks", secret, algorithm="sha256").hexdigest()
