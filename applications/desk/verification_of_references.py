"""What `manage.py verify` checks of references: who was asked what, what was answered how, and what the panel was shown."""

from collections.abc import Iterator
from typing import Any

from applications.reference_checks.models import Reference, referee_said, words_said
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry

_STATES = {
    "reference.told": "told",
    "reference.asked": "asked",
    "reference.answered": "answered",
    "reference.noted": "answered",
    "reference.declined": "declined",
    "reference.called_off": "called_off",
}


def reference_faults() -> Iterator[str]:
    """References that are not those that were recorded, and references that were recorded and are gone."""
    rows = Reference.objects.select_related("application__vacancy").order_by("pk")
    for row in rows.iterator():
        entries = list(Entry.objects.filter(subject=f"reference:{row.pk}").order_by("pk"))
        of = f"reference {row.number} on {row.application.code} for {row.vacancy}"
        yield from (
            f"{of}: {words}" for words in _wrong_with(row, {one.action: one for one in entries}, entries)
        )
    there = {f"reference:{pk}" for pk in Reference.objects.values_list("pk", flat=True)}
    for entry in Entry.objects.filter(action="reference.told").order_by("pk").iterator():
        if entry.subject not in there:
            yield f"reference {entry.data['number']} on {entry.data['code']} in {entry.stream}: is recorded and gone"


def _wrong_with(row: Reference, said: dict[str, Entry], entries: list[Entry]) -> Iterator[str]:
    states = [_STATES[one.action] for one in entries if one.action in _STATES]
    if states[-1:] != [row.status]:
        yield "its state is not the one that was recorded"
    answered = said.get("reference.noted") or said.get("reference.answered")
    noted = said.get("reference.noted")
    if (noted.actor if noted else None) != row.noted_by_id:
        yield "how it was answered is not what was recorded"
    released = said.get("reference.released")
    shown = (released.at, released.actor, released.data["quoted"]) if released else (None, None, False)
    if shown != (row.released_at, row.released_by_id, row.quoted):
        yield "what the panel was shown is not what was recorded"
    # What a referee said is gone once the application is erased.
    if "erased_at" not in (row.application.snapshot or {}):
        yield from _wrong_words(
            row, said["reference.told"].data if "reference.told" in said else {}, answered
        )


def _wrong_words(row: Reference, told: dict[str, Any], answered: Entry | None) -> Iterator[str]:
    if told.get("referee_sha256") != sha256_of(referee_said(row)):
        yield "the referee is not the one that was recorded"
    if told.get("questions_sha256") != sha256_of(words_said(row, row.questions)):
        yield "the questions are not those that were recorded"
    hash_ = answered.data["answers_sha256"] if answered else sha256_of(words_said(row, []))
    if hash_ != sha256_of(words_said(row, row.answers)):
        yield "the answers are not those that were recorded"
