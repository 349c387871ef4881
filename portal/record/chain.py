"""How an entry is hashed; pure, so that an auditor can do it with a pocket of standard tools."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from portal.kernel.canonical import sha256_of


def entry_hash(
    *,
    stream: str,
    number: int,
    at: datetime,
    actor: int | None,
    actor_name: str,
    action: str,
    subject: str,
    data: Mapping[str, Any],
    previous: str,
) -> str:
    """SHA-256 in hexadecimal of the canonical JSON of all an entry says, the hash before it included."""
    return sha256_of(
        {
            "stream": stream,
            "number": number,
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": actor,
            "actor_name": actor_name,
            "action": action,
            "subject": subject,
            "data": data,
            "previous": previous,
        }
    )
