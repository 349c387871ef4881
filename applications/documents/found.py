"""A virus found in a document, told to the rooms that have handed the document on: they register here."""

from collections.abc import Callable
from datetime import datetime

from applications.documents.models import Document

Listener = Callable[[Document, datetime], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener(document, at)` inside the transaction that notes what was found; from `AppConfig.ready()`."""
    _listeners.append(listener)


def tell(document: Document, *, at: datetime) -> None:
    for listener in _listeners:
        listener(document, at)
