"""What rests on an application that is handed in for the first time: the rooms after this one register here."""

from collections.abc import Callable
from datetime import datetime

from applications.intake.models import Application

Listener = Callable[[Application, datetime], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener(application, at)` inside the transaction that receives it; called from `AppConfig.ready()`."""
    _listeners.append(listener)


def tell(application: Application, *, at: datetime) -> None:
    for listener in _listeners:
        listener(application, at)
