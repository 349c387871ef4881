"""Who is told when the texts of a vacancy were saved: rooms above register here."""

from datetime import datetime
from typing import Any, Protocol

from vacancies.vacancy.models import Vacancy


class Listener(Protocol):
    """What is called inside the transaction that saved the texts of `vacancy`."""

    def __call__(self, vacancy: Vacancy, *, by: Any, at: datetime) -> None: ...


_listeners: list[Listener] = []


def register(callback: Listener) -> None:
    """Have `callback` called after every save of texts; once, however often it is registered."""
    if callback not in _listeners:
        _listeners.append(callback)


def tell(vacancy: Vacancy, *, by: Any, at: datetime) -> None:
    """Tell everyone registered that texts of `vacancy`, its terms or its plan were saved."""
    for listener in _listeners:
        listener(vacancy, by=by, at=at)
