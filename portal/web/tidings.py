"""How much that is new waits for a person behind a link of the menu: rooms above register, the menu asks."""

from collections.abc import Callable
from typing import Any

Counter = Callable[[Any], int]
_counters: dict[str, list[Counter]] = {}


def register(url_name: str, counter: Counter) -> None:
    """Ask `counter(user)` what waits behind the address called `url_name`; called from `AppConfig.ready()`."""
    _counters.setdefault(url_name, []).append(counter)


def waiting(url_name: str, user: Any) -> int:
    """All that waits there for `user`."""
    return sum(counter(user) for counter in _counters.get(url_name, ()))
