"""How an entry reads to a person; rooms register the sentences of their actions."""

from typing import Any

from portal.record.models import Entry

_sentences: dict[str, Any] = {}
_names: dict[str, Any] = {}


def register(sentences: dict[str, Any]) -> None:
    """Add lazy sentences by action; they may use %(actor)s, %(subject)s and the keys of the entry's data."""
    _sentences.update(sentences)


def register_names(names: dict[str, Any]) -> None:
    """Add lazy names of subjects that are words of the code, such as the kinds of letters."""
    _names.update(names)


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(entry: Entry) -> str:
    """The entry as a sentence in the active language."""
    words = _sentences.get(entry.action)
    if words is None:
        return f"{entry.action} {entry.subject}".strip()
    subject = str(_names.get(entry.subject, entry.subject))
    return str(words) % _Known({**entry.data, "actor": entry.actor_name, "subject": subject})


def named() -> frozenset[str]:
    """Subjects that have a name."""
    return frozenset(_names)


def known() -> frozenset[str]:
    """Actions that have a sentence."""
    return frozenset(_sentences)
