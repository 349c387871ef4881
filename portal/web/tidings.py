"""How much that is new waits for a person behind a link of the menu: rooms above register, the menu asks."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from portal.kernel.counting import numbers_of

Rows = Callable[[Any], QuerySet[Any, Any]]
_rows: dict[str, list[Rows]] = {}


def register(url_name: str, rows: Rows) -> None:
    """Count `rows(user)` as what waits behind the address called `url_name`; called from `AppConfig.ready()`."""
    _rows.setdefault(url_name, []).append(rows)


def waiting(url_name: str, user: Any) -> int:
    """All that waits there for `user`; one query."""
    return sum(numbers_of(user, [rows(user) for rows in _rows.get(url_name, ())]))
