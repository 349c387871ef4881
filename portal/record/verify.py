"""Checking the chains: what was changed, removed or slipped in since it was written."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def _breaks_of(chain: Chain) -> Iterator[Break]:
    previous, expected = "", 1
    for entry in Entry.objects.of(chain.stream).iterator():
        if entry.number != expected:
            yield Break(chain.stream, expected, _("is missing"))
        if entry.previous != previous:
            yield Break(chain.stream, entry.number, _("does not follow from the entry before it"))
        if _hash(entry) != entry.hash:
            yield Break(chain.stream, entry.number, _("was changed after it was written"))
        previous, expected = entry.hash, entry.number + 1
    if (chain.length, chain.head) != (expected - 1, previous):
        yield Break(chain.stream, chain.length, _("the end of the chain is not the last entry written"))


def _hash(entry: Entry) -> str:
    return entry_hash(
        stream=entry.stream,
        number=entry.number,
        at=entry.at,
        actor=entry.actor,
        actor_name=entry.actor_name,
        action=entry.action,
        subject=entry.subject,
        data=entry.data,
        previous=entry.previous,
    )
