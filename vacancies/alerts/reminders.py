"""Reminders that rooms above write at the same times: they register here, and `send_alerts` asks them."""

from collections.abc import Callable
from datetime import datetime

Sender = Callable[[datetime], int]
_senders: list[Sender] = []


def register(sender: Sender) -> None:
    """Let `sender(at)` write what is due and say how many letters that were; called from `AppConfig.ready()`."""
    if sender not in _senders:
        _senders.append(sender)


def sent(*, at: datetime) -> int:
    """Have every room write its reminders; how many letters there were."""
    return sum(sender(at) for sender in _senders)
