"""Whom a change of a vacancy concerns: rooms above say who keeps, drafts or has handed in something for it."""

from collections.abc import Callable, Iterable
from typing import Any

from vacancies.vacancy.models import Vacancy

Teller = Callable[[Vacancy], Iterable[Any]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` for people, or addresses of who has no account; called from `AppConfig.ready()`."""
    if teller not in _tellers:
        _tellers.append(teller)


def audience_of(vacancy: Vacancy) -> list[Any]:
    """Everybody concerned, each address once, in the order of registration."""
    found: dict[str, Any] = {}
    for teller in _tellers:
        for person in teller(vacancy):
            found.setdefault(person.email.lower(), person)
    return list(found.values())
