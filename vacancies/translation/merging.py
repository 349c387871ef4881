"""Putting what a person wrote into a notice that may have changed since they read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from vacancies.translation.states import Said
from vacancies.translation.texts import Text, tidy


class Trouble(StrEnum):
    """Why a text cannot be taken in."""

    UNKNOWN = "unknown"
    CHANGED_MEANWHILE = "changed"
    TOO_LONG = "long"


@dataclass(frozen=True)
class Written:
    """What somebody wrote for one text, by language; `seen` are the marks of what stood there when they began."""

    path: str
    said: Said
    seen: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """One text in one language as it is and as it is to be."""

    path: str
    label: str
    language: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    """A text that cannot be taken in.

    `moved` is the language that was changed meanwhile and `now` what it says, `excess` how many characters are too many.
    """

    path: str
    label: str
    language: str
    trouble: Trouble
    wanted: str = ""
    moved: str = ""
    now: str = ""
    excess: int = 0


def mark_of(text: str) -> str:
    """By what a text is known again without being repeated."""
    return sha256(text.encode()).hexdigest()[:16]


def marks_of(said: Said) -> dict[str, str]:
    return {language: mark_of(text) for language, text in said.items()}


def merged(texts: Iterable[Text], written: Iterable[Written]) -> tuple[list[Change], list[Fault]]:
    """What is to be changed, and what cannot be.

    A language in which nothing was written keeps what stands there now, also when that is newer. Where something was
    written, the text must stand in every language as the writer saw it: a translation of a sentence that is no longer
    there is not taken in unnoticed.
    """
    known = {text.path: text for text in texts}
    changes: list[Change] = []
    faults: list[Fault] = []
    for one in written:
        text = known.get(one.path)
        if text is None:
            faults.append(Fault(one.path, one.path, "", Trouble.UNKNOWN))
            continue
        wanted = _wanted(text, one)
        found = [*_changed_meanwhile(text, one, wanted), *_too_long(text, wanted)]
        faults += found
        if not found:
            changes += [
                Change(text.path, text.label, language, text.said[language], new)
                for language, new in wanted.items()
            ]
    return changes, faults


def _wanted(text: Text, one: Written) -> dict[str, str]:
    """What the writer changed and does not stand there already, by language."""
    return {
        language: new
        for language, new in _tidied(text, one)
        if mark_of(new) != one.seen.get(language) and new != text.said[language]
    }


def _tidied(text: Text, one: Written) -> list[tuple[str, str]]:
    return [
        (language, tidy(one.said[language], long=text.long)) for language in text.said if language in one.said
    ]


def _changed_meanwhile(text: Text, one: Written, wanted: Said) -> list[Fault]:
    moved = [language for language, now in text.said.items() if mark_of(now) != one.seen.get(language)]
    return [
        Fault(text.path, text.label, language, Trouble.CHANGED_MEANWHILE, new, other, text.said[other])
        for language, new in wanted.items()
        for other in moved[:1]
    ]


def _too_long(text: Text, wanted: Said) -> list[Fault]:
    return [
        Fault(text.path, text.label, language, Trouble.TOO_LONG, excess=len(new) - text.limit)
        for language, new in wanted.items()
        if text.limit is not None and len(new) > text.limit
    ]
