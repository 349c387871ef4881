"""Who is told when a notice has become public: rooms above register here."""

from collections.abc import Callable

from django.db import transaction

from vacancies.vacancy.models import Vacancy

Listener = Callable[[Vacancy], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Have `listener` called after each publication; called from `AppConfig.ready()`."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(vacancy: Vacancy) -> None:
    """Tell everyone registered, once the transaction that published `vacancy` has ended well."""
    for listener in _listeners:
        transaction.on_commit(lambda told=listener: told(vacancy))
