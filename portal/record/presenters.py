"""How an entry reads to a person; rooms register the sentences of their actions."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any, Protocol

from portal.record.models import Entry
from portal.words.moments import moment_in

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*(\+\d\d:\d\d|Z)")

_sentences: dict[str, Any] = {}
_names: dict[str, Any] = {}
_readers: dict[str, Callable[[Any], str]] = {}


def register(sentences: dict[str, Any]) -> None:
    """Add lazy sentences by action; they may use %(actor)s, %(subject)s and the keys of the entry's data."""
    _sentences.update(sentences)


def register_names(names: dict[str, Any]) -> None:
    """Add lazy names of subjects that are words of the code, such as the kinds of letters."""
    _names.update(names)


def register_reader(key: str, reader: Callable[[Any], str]) -> None:
    """Have `reader` say in words what entries keep under `key`, such as the path of a field."""
    _readers[key] = reader


class Place(Protocol):
    """Whose clock it is: an office."""

    @property
    def zone(self) -> tzinfo: ...

    @property
    def city(self) -> Any: ...


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(entry: Entry, office: Place | None = None) -> str:
    """The entry as a sentence in the active language; moments in it on the clock of `office`, or else in UTC, which is named."""
    words = _sentences.get(entry.action)
    if words is None:
        return f"{entry.action} {entry.subject}".strip()
    subject = str(_names.get(entry.subject, entry.subject))
    data = {
        key: _readers[key](value) if key in _readers else _in_words(value, office)
        for key, value in entry.data.items()
    }
    return str(words) % _Known({**data, "actor": entry.actor_name, "subject": subject})


def _in_words(value: Any, office: Place | None) -> Any:
    """A moment, kept as ISO 8601, as people read it; anything else as it is."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return value
    moment = datetime.fromisoformat(value)
    return f"{moment_in(moment, office.zone)} ({office.city})" if office else f"{moment_in(moment, UTC)} UTC"


def named() -> frozenset[str]:
    """Subjects that have a name."""
    return frozenset(_names)


def known() -> frozenset[str]:
    """Actions that have a sentence."""
    return frozenset(_sentences)
