"""Checking the chains: what was changed, removed or slipped in since it was written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.record.chain import entry_hash
from portal.record.models import Chain, Entry


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and why, in the language of whoever reads it."""

    stream: str
    number: int
    reason: Promise


def breaks(streams: list[str] | None = None) -> Iterator[Break]:
    """Every place where a chain does not hold; nothing where all do."""
    chains = Chain.objects.order_by("stream")
    for chain in chains.filter(stream__in=streams) if streams is not None else chains:
        yield from _breaks_of(chain)


class Written(Protocol):
    """An entry, wherever it is kept."""

    stream: str
    number: int
    at: datetime
    actor: int | None
    actor_name: str
    action: str
    subject: str
    data: Any
    previous: str
    hash: str


def _breaks_of(chain: Chain) -> Iterator[Break]:
    entries = Entry.objects.of(chain.stream).iterator()
    return breaks_among(entries, stream=chain.stream, length=chain.length, head=chain.head)


def breaks_among(entries: Iterable[Written], *, stream: str, length: int, head: str) -> Iterator[Break]:
    """Every place where these entries are not the chain of `stream` that ends with `head`; asks no database."""
    previous, expected = "", 1
    for entry in entries:
        if entry.number != expected:
            yield Break(stream, expected, _("is missing"))
        if entry.previous != previous:
            yield Break(stream, entry.number, _("does not follow from the entry before it"))
        if _hash(entry, stream) != entry.hash:
            yield Break(stream, entry.number, _("was changed after it was written"))
        previous, expected = entry.hash, entry.number + 1
    if (length, head) != (expected - 1, previous):
        yield Break(stream, length, _("the end of the chain is not the last entry written"))


def _hash(entry: Written, stream: str) -> str:
    return entry_hash(
        stream=stream,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        actor_name=entry.actor_name,
        action=entry.action,
        subject=entry.subject,
        data=entry.data,
        previous=entry.previous,
    )
