"""The words of an application by the place where they stand, out of what was frozen when it was handed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from applications.intake.written_lines import DECLARED
from applications.profile.sections import SECTIONS
from applications.profile.told import for_scoring
from applications.screening.passages import Place

Json = Mapping[str, Any]
# Of a piece of work that was chosen: what both the office and the panel read.
_OF_WORK = ("title", "employer", "place", "duties")


@dataclass(frozen=True)
class Said:
    """One text: where it stands, and the code of the requirement or criterion that it answers."""

    place: Place
    text: str
    code: str = ""


def said_in(snapshot: Json) -> Iterator[Said]:
    """Every text that the person wrote, but for names, addresses and the price; files are read apart."""
    for code, answer in snapshot["answers"].items():
        yield Said(Place.ANSWERS, answer["note"], code)
    for code, text in snapshot["statements"].items():
        yield Said(Place.STATEMENTS, text, code)
    for row in snapshot.get("experience", ()):
        yield Said(Place.EXPERIENCE, _joined(row[name] for name in _OF_WORK))
    yield Said(Place.METHODOLOGY, snapshot.get("methodology", ""))
    yield from _of_letter(snapshot.get("letter") or {})
    yield from _of_profile(snapshot.get("profile") or {})
    for one in snapshot.get("team", ()):
        yield Said(Place.TEAM, _joined((one["name"], one["part"])))


def _of_letter(letter: Json) -> Iterator[Said]:
    yield Said(Place.LETTER, letter.get("text", ""))
    for name in DECLARED:
        yield Said(Place.DECLARED, letter.get(f"{name}_words", ""))


def _of_profile(profile: Json) -> Iterator[Said]:
    for section in SECTIONS:
        for one in profile.get(section.name, ()):
            yield Said(
                Place.PROFILE, _joined(value for value in for_scoring(one).values() if isinstance(value, str))
            )
    for one in profile.get("declared", {}).values():
        yield Said(Place.DECLARED, one["words"])


def _joined(texts: Any) -> str:
    return ", ".join(filter(None, texts))
