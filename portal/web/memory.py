"""What is worked out for the frame of a page, and shown again until something happens."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from portal.kernel import clock

# Of what is nowhere recorded, such as a role that was just given, the frame learns after so many seconds.
LASTS = timedelta(seconds=30)

T = TypeVar("T")

_stamps: list[Callable[[], str]] = []


def register(stamp: Callable[[], str]) -> None:
    """Let `stamp()` tell whether anything has happened: it is another one then. Called from `AppConfig.ready()`."""
    if stamp not in _stamps:
        _stamps.append(stamp)


def remembered(name: str, person: Any, work_out: Callable[[], T]) -> T:
    """`work_out()` for `person`, or what it gave before in this language, if nothing has happened since."""
    key, now = _key(name, person), clock.now()
    known = cache.get(key)
    # By the clock, which may be another one than the cache's own.
    if known and known[0] <= now < known[0] + LASTS:
        return known[1]
    found = work_out()
    cache.set(key, (now, found), LASTS.total_seconds())
    return found


def _key(name: str, person: Any) -> str:
    if not hasattr(person, "stamps"):
        person.stamps = [stamp() for stamp in _stamps]
    said = (name, person.pk, get_language(), person.stamps)
    return sha256(repr(said).encode()).hexdigest()
