"""Who may read a document besides its owner: the rooms that hand documents on give their reasons here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from applications.documents.models import Document


@dataclass(frozen=True)
class Grant:
    """Leave to read: `stream` is the record that shall tell of it, `as_` in what capacity, in English.

    With `called` the reader knows the document under that name only, and gets a copy that says nothing of its maker.
    """

    stream: str
    as_: str
    called: str = ""


Keeper = Callable[[Any, Document], bool]
Reason = Callable[[Any, Document], Grant | None]
_reasons: list[Reason] = []
_keepers: list[Keeper] = []


def register(reason: Reason) -> None:
    """Ask `reason` whenever somebody other than the owner wants to read; it answers with a Grant or None."""
    _reasons.append(reason)


def grant(user: Any, document: Document) -> Grant | None:
    """The first reason for which `user` may read `document` of another person; None where there is none."""
    found = (reason(user, document) for reason in _reasons)
    return next((given for given in found if given), None)


def only_name(user: Any, document: Document) -> str:
    """The name under which alone `user` may know `document`; empty for its owner, and for who knows it as it was sent."""
    given = None if document.owner_id == user.pk else grant(user, document)
    return given.called if given else ""


def register_keeper(keeper: Keeper) -> None:
    """Ask `keeper` whether somebody other than the owner looks after a document in the owner's place."""
    _keepers.append(keeper)


def is_kept_by(user: Any, document: Document) -> bool:
    return any(keeper(user, document) for keeper in _keepers)
