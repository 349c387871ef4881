"""What can be read in a CV with certainty: telephone, e-mail, languages with levels, dated work and education. Pure.

What is ambiguous is left out: a piece counts as a title, an employer, a degree or a school only where its words say so and
nothing else in the entry says so too; a month only where it is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.profile import cv_languages, cv_words
from applications.profile.cv_languages import Language
from applications.profile.cv_periods import PERIOD, Period, period_of
from applications.profile.cv_sections import CONTACTS, EDUCATION, HEAD, WORK, Line, lines_of

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?![\w-])")
_PHONE = re.compile(r"(?<![\w+])\+\d[\d\s().-]{7,20}\d(?!\d)")
_FEWEST, _MOST_DIGITS = 10, 15
_LONGEST = 160
_TWO = 2


@dataclass(frozen=True)
class Said:
    """A text, and the line it was read from."""

    value: str
    line: str


@dataclass(frozen=True)
class Dated:
    """Work or education: when, and the fields that are certain."""

    period: Period
    fields: dict[str, str]
    line: str


@dataclass(frozen=True)
class Findings:
    phones: list[Said]
    emails: list[Said]
    languages: list[Language]
    work: list[Dated]
    education: list[Dated]


def read(texts: list[str], *, today: date) -> Findings:
    """Everything certain in the pages of a CV, in the order in which it stands there."""
    lines = lines_of(texts, PERIOD)
    own = [line for line in lines if line.section in {HEAD, CONTACTS} and not line.is_of_another]
    return Findings(
        phones=_phones(own),
        emails=_distinct(
            Said(match[0].rstrip("."), line.text) for line in own for match in _EMAIL.finditer(line.text)
        ),
        languages=cv_languages.read(lines),
        work=_dated(lines, WORK, _work, today),
        education=_dated(lines, EDUCATION, _study, today),
    )


def _distinct(found: Any) -> list[Said]:
    """Each once; of more than two nobody knows whose they are."""
    kept = list({re.sub(r"[\s().-]", "", one.value).lower(): one for one in found}.values())
    return kept if len(kept) <= _TWO else []


def _phones(lines: list[Line]) -> list[Said]:
    """With the code of a country only: a number without one may be of anywhere."""
    return _distinct(
        Said(" ".join(match[0].split()), line.text)
        for line in lines
        for match in _PHONE.finditer(line.text)
        if _FEWEST <= sum(sign.isdigit() for sign in match[0]) <= _MOST_DIGITS
    )


def _dated(
    lines: list[Line], section: str, fields_of: Callable[[list[str]], dict[str, str]], today: date
) -> list[Dated]:
    found = []
    for number, line in enumerate(lines):
        dated = period_of(line.text, today=today) if line.section == section else None
        if dated is None:
            continue
        period, rest = dated
        told = (
            [rest, *_after(lines[number + 1 :], section, 1 if rest else _TWO)]
            if rest
            else _after(lines[number + 1 :], section, _TWO)
        )
        if fields := fields_of(told):
            found.append(Dated(period, fields, line.text if rest else " ".join([line.text, *told])))
    return found


def _after(lines: list[Line], section: str, most: int) -> list[str]:
    """The plain lines right after a time: the rest of the entry's head."""
    found: list[str] = []
    for line in lines[:most]:
        if line.section != section or line.is_bullet or PERIOD.search(line.text) or len(line.text) > _LONGEST:
            break
        found.append(line.text)
    return found


def _work(told: list[str]) -> dict[str, str]:
    return _named(told, cv_words.kind_of_work, {cv_words.TITLE: "title", cv_words.EMPLOYER: "employer"})


def _study(told: list[str]) -> dict[str, str]:
    fields = _named(told, cv_words.kind_of_study, {cv_words.DEGREE: "degree", cv_words.SCHOOL: "institution"})
    levels = cv_words.levels_of(fields.get("degree", ""))
    return fields | ({"level": levels[0]} if len(levels) == 1 else {})


def _named(told: list[str], kind_of: Callable[[str], str], names: dict[str, str]) -> dict[str, str]:
    """By field, the pieces of each kind, where they stand side by side in one line."""
    sorted_out = [[(kind_of(piece), piece) for piece in cv_words.pieces_of(line)] for line in told]
    found = {}
    for kind, name in names.items():
        having = [pieces for pieces in sorted_out if any(of == kind for of, _piece in pieces)]
        if len(having) == 1 and (text := _side_by_side(having[0], kind)):
            found[name] = text
    return found


def _side_by_side(pieces: list[tuple[str, str]], kind: str) -> str:
    places = [number for number, (of, _piece) in enumerate(pieces) if of == kind]
    together = places == list(range(places[0], places[-1] + 1))
    after = pieces[places[-1] + 1 : places[-1] + 2]
    # “Institute of State, Law and Democracy”: the comma parts nothing.
    goes_on = any(re.search(r"\s(?:and|и)\s", piece) for _of, piece in after)
    return ", ".join(pieces[number][1] for number in places) if together and not goes_on else ""
