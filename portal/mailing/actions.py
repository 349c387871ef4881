"""Writing a letter inside the deed's transaction, and sending it once that has ended well."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.mailing.addresses import address_of
from portal.mailing.models import Message
from portal.mailing.tasks import deliver
from portal.record.actions import write


@dataclass(frozen=True)
class Address:
    """Somebody without an account who asked for letters."""

    email: str
    language: str
    name: str = ""
    letter_headers: Mapping[str, str] = field(default_factory=dict)
    pk: None = None

    def __str__(self) -> str:
        return self.name or self.email


_held: ContextVar[bool] = ContextVar("letters_are_held", default=False)


@contextmanager
def hold() -> Iterator[None]:
    """Keep the letters written meanwhile as sent when they were written, and deliver none: they tell of a made-up past."""
    before = _held.set(True)
    try:
        yield
    finally:
        _held.reset(before)


def words_of(kind: str, *, to: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text of the letter `kind` to `to`, in their language, as it would go out."""
    with override(to.language):
        written = render_to_string(f"mail/{kind}.txt", {**context, "person": to}).strip()
    subject, _line, text = written.partition("\n")
    return subject.replace("\r", " ").strip(), text.strip() + "\n"


@transaction.atomic
def queue(
    *,
    kind: str,
    to: Any,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    words: tuple[str, str] | None = None,
    stream: str = "",
    headers: dict[str, str] | None = None,
    calendar: str = "",
    once: str | None = None,
) -> Message:
    """Write the letter `kind` to `to` in their language, and send it after the transaction.

    `to` is a person, or anything with an `email` and a `language` (an Address, for who has no account). What it has
    as `letter_headers`, such as how to be rid of such letters, goes into the letter; so does an appointment (`calendar`).

    For who has no address the letter is written all the same, to be printed.

    The words are templates/mail/<kind>.txt with `context`: the first line is the subject, the rest the text; or `words`,
    what `words_of` gave, of a letter that was read before it goes out. With a `stream` the letter is an entry of that record. What is written for `once`, the database keeps from being written again.
    """
    subject, text = words or words_of(kind, to=to, context=context or {})
    held, address = _held.get(), address_of(to)
    message = Message.objects.create(
        kind=kind, user=to if to.pk else None, to=address, language=to.language, subject=subject, text=text, calendar=calendar,
        stream=stream, headers={**getattr(to, "letter_headers", {}), **(headers or {})}, once=once, created_at=at, sent_at=at if held else None,
    )  # fmt: skip
    if stream:
        write(
            stream=stream,
            action="letter.written",
            by=None,
            at=at,
            subject=kind,
            data={
                "letter": message.pk,
                "person": to.pk,
                "language": to.language,
                "sha256": message.content_hash,
            },
        )
    if address and not held:
        transaction.on_commit(lambda: deliver.enqueue(message.pk))
    return message
