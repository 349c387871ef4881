"""How an entry reads to a person; rooms register the sentences of their actions."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

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


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(entry: Entry) -> str:
    """The entry as a sentence in the active language."""
    words = _sentences.get(entry.action)
    if words is None:
        return f"{entry.action} {entry.subject}".strip()
    subject = str(_names.get(entry.subject, entry.subject))
    data = {key: _readers.get(key, _in_words)(value) for key, value in entry.data.items()}
    return str(words) % _Known({**data, "actor": entry.actor_name, "subject": subject})


def _in_words(value: Any) -> Any:
    """A moment, kept as ISO 8601, as people read it, in UTC whatever the office; anything else as it is."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return f"{moment_in(datetime.fromisoformat(value), UTC)} UTC"
    return value


def named() -> frozenset[str]:
    """Subjects that have a name."""
    return frozenset(_names)


def known() -> frozenset[str]:
    """Actions that have a sentence."""
    return frozenset(_sentences)
