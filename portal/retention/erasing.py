"""Erasing: all of a person's that may go, when they ask; what has become due, when its time is over. Each leaves a proof."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import override

from portal.accounts.models import User
from portal.kernel.addresses import absolute
from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused
from portal.mailing.actions import Address, queue
from portal.record.actions import write
from portal.retention.models import Erasure
from portal.retention.policies import Gone, Kept, Stored, Term, policies, terms

log = logging.getLogger(__name__)


def hindrances(person: Any) -> list[str]:
    """What must be done before anything can be erased, in words."""
    return [words for policy in policies() if (words := policy.hinders(person))]


def kept_of(person: Any) -> list[Kept]:
    return [one for policy in policies() for one in policy.kept(person)]


@transaction.atomic
def erase(*, by: Any, at: datetime) -> Erasure:
    """Erase all of `by` that no retention keeps, close the account, and send a last letter with the proof.

    Raises Refused while something hinders it; then nothing is erased. Files go once the transaction has ended well.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if words := hindrances(person):
        raise Refused(words[0])
    reader = Address(person.email, person.language, str(person))
    kept = {code: _said(person, code) for code in languages()}
    for policy in policies():
        policy.tell(person, at)
    gone = {policy.key: policy.erase(person) for policy in policies()}
    proof = _proof(f"person:{person.pk}", gone, kept, at)
    with override(reader.language):
        address = absolute(proof.get_absolute_url())
    queue(
        kind="erasure_proof",
        to=reader,
        context={"proof": proof, "address": address},
        at=at,
        once=f"erasure:{proof.key}",
    )
    return proof


def _said(person: Any, language: str) -> list[dict[str, Any]]:
    """What stays, in words of `language`."""
    with override(language):
        return [
            {"what": one.what, "until": one.until and one.until.isoformat(), "why": str(one.why)}
            for one in kept_of(person)
        ]


def erase_due(*, at: datetime, dry_run: bool = False) -> dict[str, int]:
    """Erase whatever has become due, one row a transaction, and say how many of each kind; a dry run only counts."""
    return {
        term.key: sum(_erase_one(term, row, at, dry_run) for row in list(term.due(at))) for term in terms()
    }


def _erase_one(term: Term, row: Any, at: datetime, dry_run: bool) -> int:
    if dry_run:
        return 1
    with transaction.atomic():
        gone = term.erase(row, at)
        if gone.number:
            _proof(row.stream, {term.key: gone}, {}, at)
    return gone.number


def _proof(stream: str, gone: dict[str, Gone], kept: dict[str, Any], at: datetime) -> Erasure:
    counts = {key: one.number for key, one in gone.items() if one.number}
    hashes = sorted({hash_ for one in gone.values() for hash_ in one.hashes})
    proof = Erasure.objects.create(at=at, counts=counts, hashes=hashes, kept=kept)
    data = {"proof": str(proof.key), "counts": counts, "hashes": hashes}
    write(stream=stream, action="data.erased", by=None, at=at, subject="data", data=data)
    files = [stored for one in gone.values() for stored in one.files]
    transaction.on_commit(partial(_delete, files))
    return proof


def _delete(files: Iterable[Stored]) -> None:
    """One that the storage does not delete is named in the log, and the others go."""
    for storage, name in files:
        try:
            storage.delete(name)
        except OSError:
            log.exception("%s could not be deleted from the storage", name)
