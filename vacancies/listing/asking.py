"""Words a reader asks for: what they are looked up by, which notices have them, and how well those fit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vacancies.listing.bits import added
from vacancies.listing.index import Index, Question
from vacancies.listing.synonyms import MOST_WORDS, Synonyms, together
from vacancies.vacancy.search import GLANCE, REST, TITLE
from vacancies.vacancy.words import asked, spelled

MOST_PARTS = 16
_QUOTED = re.compile(r"\"([^\"]+)\"|«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]")

Phrase = list[Question]


@dataclass(frozen=True)
class Part:
    """Words that are found together or by their synonyms; a notice has the questions of one phrase, all of them."""

    said: str
    exact: Phrase
    others: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True)
class Hits:
    """Notices that have every part, and what each is worth as numbers bit by bit; and words that none has."""

    bits: int
    worth: list[int]
    unknown: list[str]


def parts_of(text: str, synonyms: Synonyms) -> list[Part]:
    """What `text` asks for; words in quotation marks stand one after another and have no synonyms."""
    parts: list[Part] = []
    end = 0
    for quoted in _QUOTED.finditer(text):
        parts += _loose(text[end : quoted.start()], synonyms)
        words = _forms(quoted.group())
        parts += [Part(quoted.group(), together(words))] if words else []
        end = quoted.end()
    return [*parts, *_loose(text[end:], synonyms)][:MOST_PARTS]


def hits(parts: Sequence[Part], index: Index, *, public: int) -> Hits:
    """What has all `parts`: one query, whatever their number. What only a notice to come has is unknown as yet."""
    answers = index.having(
        tuple(place + key for key in question)
        for part in parts
        for phrase in (part.exact, *part.others)
        for question in phrase
        for place in (TITLE, GLANCE, REST)
    )
    bits, worth, unknown = -1, [0], []
    for part in parts:
        found, value = _value(part, answers)
        bits &= found
        worth = added(worth, value)
        unknown += [] if found & public else [part.said]
    return Hits(bits, worth, unknown)


def keys_of(parts: Sequence[Part]) -> frozenset[str]:
    """Keys of the words to mark in a text: the same as those they are found by."""
    return frozenset(
        key
        for part in parts
        for phrase in (part.exact, *part.others)
        for question in phrase
        for key in question
    )


def _loose(text: str, synonyms: Synonyms) -> Iterator[Part]:
    words = [word for word in spelled(text) if not word.is_stop]
    at = 0
    while at < len(words):
        length, others = synonyms.at([word.form for word in words[at : at + MOST_WORDS]])
        run = words[at : at + max(length, 1)]
        said = text[run[0].start : run[-1].end]
        yield Part(said, [asked(word.form) for word in run], [together(other) for other in others])
        at += len(run)


def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in spelled(text) if not word.is_stop)


def _value(part: Part, answers: dict[Question, int]) -> tuple[int, list[int]]:
    """Where a part stands counts most, then whether it was said so: 6 in the title, 5 by a synonym in the title, … 1."""
    levels = [
        level
        for place in (TITLE, GLANCE, REST)
        for level in (_has(part.exact, place, answers), _has_any(part.others, place, answers))
    ]
    found, value = 0, [0, 0, 0]
    for worth, level in zip(range(6, 0, -1), levels, strict=True):
        new = level & ~found
        found |= level
        value = [bits | (new if worth >> n & 1 else 0) for n, bits in enumerate(value)]
    return found, value


def _has(phrase: Phrase, place: str, answers: dict[Question, int]) -> int:
    bits = -1
    for question in phrase:
        bits &= answers[tuple(place + key for key in question)]
    return bits


def _has_any(phrases: Sequence[Phrase], place: str, answers: dict[Question, int]) -> int:
    bits = 0
    for phrase in phrases:
        bits |= _has(phrase, place, answers)
    return bits
