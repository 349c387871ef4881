"""What was asked for, marked in the texts of a row; everything else in them is shown as it was written."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.bilingual import Text
from vacancies.vacancy.words import pair, spelled, written

BEFORE, AROUND = 70, 190
_LINKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"^\s*(?:#{1,6}|[-*+>]|\d+[.)])\s+|[*`|]+|(?<!\w)_+|_+(?!\w)", re.MULTILINE)


def marked(text: str, keys: AbstractSet[str]) -> SafeString:
    """`text` as HTML with the words that have one of `keys` in <mark>."""
    parts, end = [], 0
    for start, stop in _found(text, keys):
        parts += [escape(text[end:start]), mark_safe(f"<mark>{escape(text[start:stop])}</mark>")]
        end = stop
    return mark_safe("".join([*parts, escape(text[end:])]))


def snippet(texts: Iterable[Text], keys: AbstractSet[str]) -> Text | None:
    """The first of `texts` that has one of `keys`, as plain words around it; None where none has."""
    for text in texts:
        words = plain(text)
        # Only as far as the first: a long text is not read to its end for one line of it.
        if first := next(_spans(words, keys), None):
            return Text.of(_around(words, first[0]), language=text.language, borrowed=text.borrowed)
    return None


def plain(text: str) -> str:
    """Markdown without its signs, on one line."""
    return " ".join(_SIGNS.sub(" ", _LINKS.sub(r"\1", text)).split())


def _found(text: str, keys: AbstractSet[str]) -> list[tuple[int, int]]:
    """Where the words are, each once, in order."""
    return sorted(set(_spans(text, keys)))


def _spans(text: str, keys: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Where the words are, as they are come upon; of two that were asked for together each is marked."""
    before = None
    for word in spelled(text):
        if word.is_stop:
            continue
        if before and pair(before.form, word.form) in keys:
            yield before.start, before.end
            yield word.start, word.end
        if not keys.isdisjoint(written(word.form)):
            yield word.start, word.end
        before = word


def _around(text: str, position: int) -> str:
    """Some of `text` with `position` in it, whole words, and dots where something is left out."""
    start = max(position - BEFORE, 0)
    if start:
        start = text.find(" ", start, position) + 1 or position
    stop = start + AROUND
    if stop < len(text):
        stop = max(text.rfind(" ", position, stop), position) if " " in text[position:stop] else len(text)
    return ("… " if start else "") + text[start:stop] + (" …" if stop < len(text) else "")
