"""Who is to know that a guarded page was read: rooms above register, the guards of the pages tell them."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Witness = Callable[[HttpRequest, Any], None]
_witnesses: list[Witness] = []


def register(witness: Witness) -> None:
    """Call `witness` with the request and the thing of each guarded page that somebody was shown; called from `AppConfig.ready()`."""
    _witnesses.append(witness)


def shown(request: HttpRequest, subject: Any) -> None:
    """Tell all of them."""
    for witness in _witnesses:
        witness(request, subject)
