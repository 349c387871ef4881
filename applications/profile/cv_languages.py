"""Languages with their levels in a CV: «Английский – C1», “Mother tongue: Kazakh”, tables by skill. Pure."""

import re
from dataclasses import dataclass, field

from applications.profile.cv_sections import EDUCATION, LANGUAGES, REFEREES, WORK, Line
from applications.profile.cv_words import LANGUAGE

SKILLS = ("read", "write", "speak", "understand")
_HEADS = {
    "read": r"чтение|reading",
    "write": r"письмо|writing",
    "speak": r"говорение|устная речь|speaking|spoken",
    "understand": r"понимание|аудирование|listening|understanding",
}
_HEAD = re.compile("|".join(f"(?P<{skill}>{words})" for skill, words in _HEADS.items()), re.IGNORECASE)
# Russian letters that look like those of the levels.
_LATIN = str.maketrans("АВС", "ABC")
_LEVEL = r"(?<![\w+])[ABCАВС][12](?![\w+])"
_NATIVE = r"родной|native|mother tongue"
# What may stand between a language and its level.
_BETWEEN = (
    r"(?:[\s:–—|,(/.-]|язык\b|language\b|уровень\b|level\b|cefr\b|cef\b|свободн\w+|fluent\b|advanced\b|upper\b|pre\b|intermediate\b"
    r"|elementary\b|proficient\b|средний\b|продвинутый\b|высокий\b|хорошо\b)*"
)
_AFTER = re.compile(
    rf"{_BETWEEN}(?P<levels>{_LEVEL}(?:[\s/|,–—-]+{_LEVEL})*|(?:{_NATIVE})(?!\w))", re.IGNORECASE
)
# A language stands by itself: it is not what somebody teaches.
_BEFORE = re.compile(r"(?:^|[,;|•·/(:–—-]|\bи|\band)\s*$", re.IGNORECASE)
_MORE = re.compile(rf"^[^,;]{{0,3}}(?:{_LEVEL}|(?:{_NATIVE}))", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:родн\w+ язык\w*|mother tongues?(?:\(s\))?|native languages?)\s*[:–—-]\s*(?P<names>.+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Language:
    """A language by its code, with levels by skill or as a mother tongue, and the line it was read from."""

    code: str
    line: str
    mother_tongue: bool = False
    levels: dict[str, str] = field(default_factory=dict)


def read(lines: list[Line]) -> list[Language]:
    """Those told in one way only; where there is a section for languages, nothing else is looked at."""
    there = [line.text for line in lines if line.section == LANGUAGES]
    looked_at = there or [line.text for line in lines if line.section not in {WORK, EDUCATION, REFEREES}]
    found: dict[str, list[Language]] = {}
    columns: list[str] = []
    for line in looked_at:
        columns = _columns(line) or columns
        for language in _in(line, columns):
            found.setdefault(language.code, []).append(language)
    return [same[0] for same in found.values() if all(_said(one) == _said(same[0]) for one in same)]


def _said(language: Language) -> tuple[bool, dict[str, str]]:
    return language.mother_tongue, language.levels


def _columns(line: str) -> list[str]:
    """The skills that the head of a table names, in order."""
    named = [str(match.lastgroup) for match in _HEAD.finditer(line)]
    return named if len(set(named)) > 1 else []


def _in(line: str, columns: list[str]) -> list[Language]:
    label = _LABEL.match(line)
    if label:
        return [Language(str(name.lastgroup), line, True) for name in LANGUAGE.finditer(label["names"])]
    found = []
    for name in LANGUAGE.finditer(line):
        after = _AFTER.match(line, name.end())
        if after is None or not _BEFORE.search(line[: name.start()]):
            continue
        if _MORE.search(line[after.end() :]):
            continue
        codes = [
            code.upper().translate(_LATIN) for code in re.findall(_LEVEL, after["levels"], re.IGNORECASE)
        ]
        levels = _by_skill(codes, columns)
        if levels or not codes:
            found.append(Language(str(name.lastgroup), line, not codes, levels))
    return found


def _by_skill(codes: list[str], columns: list[str]) -> dict[str, str]:
    """One level, or the same in every column, is that of all skills; several need the head of a table."""
    if len(set(codes)) == 1:
        return dict.fromkeys(SKILLS, codes[0])
    if len(codes) != len(columns):
        return {}
    told: dict[str, set[str]] = {}
    for skill, code in zip(columns, codes, strict=True):
        told.setdefault(skill, set()).add(code)
    return {skill: found.pop() for skill, found in told.items() if len(found) == 1}
