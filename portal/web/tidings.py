"""How much that is new waits for a person behind a link of the menu: rooms above register, the menu asks."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from portal.kernel.counting import number
from portal.web import asked

Rows = Callable[[Any], QuerySet[Any, Any]]
_rows: dict[str, list[Rows]] = {}


def register(url_name: str, rows: Rows) -> None:
    """Count `rows(user)` as what waits behind the address called `url_name`; called from `AppConfig.ready()`."""
    _rows.setdefault(url_name, []).append(rows)


def waiting(url_name: str, user: Any) -> int:
    """All that waits there for `user`."""
    answers = asked.answers(user)
    return sum(answers[_name(url_name, n)] for n, _rows_of in enumerate(_rows.get(url_name, ())))


def _name(url_name: str, place: int) -> str:
    return f"new at {url_name} {place}"


def _columns(user: Any, _at: datetime) -> dict[str, Any]:
    return {
        _name(url_name, n): number(rows(user))
        for url_name, there in _rows.items()
        for n, rows in enumerate(there)
    }


asked.register(_columns)
