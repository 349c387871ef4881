"""Who keeps answers to requirements hears when one of them asks something else: rooms above register here."""

from collections.abc import Callable

from vacancies.plan.models import Requirement

Listener = Callable[[Requirement], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Have `listener` called inside the transaction that changes or removes a requirement."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(requirement: Requirement) -> None:
    """Tell everyone registered that what `requirement` asked so far is asked no longer."""
    for listener in _listeners:
        listener(requirement)
