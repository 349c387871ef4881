"""What the rows of a document are called in a path: by their codes, and by their numbers where they have none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

CALLED: Mapping[str, Callable[[Row, int], str]] = {
    "duty_stations": lambda _row, number: f"S{number}",
    "lots": lambda row, _number: row["code"],
    "outputs": lambda _row, number: f"O{number}",
    "languages": lambda row, _number: row["language"],
    "clauses": lambda row, _number: row["topic"],
    "requirements": lambda row, _number: row["code"],
    "criteria": lambda row, _number: row["code"],
    "anchors": lambda row, _number: row["step"],
    "documents": lambda row, _number: row["code"],
}


def by_name(name: str, rows: Sequence[Row]) -> dict[str, Row]:
    """The rows of the list `name` by what they are called; a name that comes again is numbered."""
    found: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        called = wanted = CALLED[name](row, number)
        again = 2
        while called in found:
            called, again = f"{wanted}-{again}", again + 1
        found[called] = row
    return found


def named(document: Any, place: Sequence[str | int]) -> str:
    """The path of a place in a document that may be wrong: rows by code, or by number where that says nothing.

    `place` are keys and positions, as they are counted from 0; paths count from 1.
    """
    parts: list[str] = []
    here = document
    for at, part in enumerate(place):
        there = _inside(here, part)
        if isinstance(part, int):
            parts.append(_called(str(place[at - 1]), there, part + 1))
        else:
            parts.append(part)
        here = there
    return sayable(".".join(parts))


def sayable(text: str) -> str:
    """The text with what is no text written out, so that any page can show it."""
    return text.encode("utf-8", "backslashreplace").decode()


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _called(name: str, row: Any, number: int) -> str:
    try:
        called = CALLED[name](row, number)
    except (KeyError, TypeError):
        return str(number)
    return called if isinstance(called, str) and called else str(number)
