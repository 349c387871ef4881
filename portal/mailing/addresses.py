"""Where letters to somebody go whose account is not one to sign in with: rooms above know, and register here."""

from collections.abc import Callable
from typing import Any

Finder = Callable[[Any], str | None]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Ask `finder` for the address of a person with an inactive account, "" for none; called from `AppConfig.ready()`."""
    _finders.append(finder)


def address_of(person: Any) -> str:
    """The address letters to `person` go to; empty where there is none, and the letter is to be printed."""
    if getattr(person, "is_active", True):
        return person.email
    found = (finder(person) for finder in _finders)
    return next((address for address in found if address is not None), person.email)
