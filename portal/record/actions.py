"""Adding an entry to the record, inside the transaction of the deed it tells of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.record.chain import entry_hash
from portal.record.models import Chain, Entry

SYSTEM = "Konkurs"


@transaction.atomic(durable=False)
def write(
    *,
    stream: str,
    action: str,
    by: Any,
    at: datetime,
    subject: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an entry to `stream` and return it.

    `by` is the person, or None where the portal itself acted. `data` is plain JSON: strings, whole numbers, lists.
    The chain's row stays locked until the transaction ends, so entries of one stream are numbered without gaps.
    """
    Chain.objects.get_or_create(stream=stream)
    chain = Chain.objects.select_for_update().get(stream=stream)
    said = {
        "stream": stream,
        "number": chain.length + 1,
        "at": at,
        "actor": by.pk if by else None,
        "actor_name": str(by) if by else SYSTEM,
        "action": action,
        "subject": subject,
        "data": dict(data or {}),
        "previous": chain.head,
    }
    entry = Entry.objects.create(**said, hash=entry_hash(**said))
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return entry
