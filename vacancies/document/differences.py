"""What differs between two documents of a notice, path by path."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Difference = dict[str, Any]

# By what a row of a list is called in a path; rows without a code of their own are numbered.
_CALLED: Mapping[str, Callable[[dict[str, Any], int], str]] = {
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
# Values that are told whole.
_WHOLE = frozenset({"parameters"})


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """[{"path", "old", "new"}] for every value that is not the same, in the order of the document.

    A row that only one of the two has is told whole: the other side is None. Format, reference and office are
    the identity of a document and no difference. A changed order of rows is told under the path of their list.
    """
    skipped = {"format", "reference", "office"}
    return list(
        _between(
            {key: value for key, value in old.items() if key not in skipped},
            {key: value for key, value in new.items() if key not in skipped},
            (),
        )
    )


def _between(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Difference]:
    if old == new:
        return
    name = path[-1] if path else ""
    if name in _CALLED and isinstance(old, list) and isinstance(new, list):
        yield from _between_rows(_by_name(name, old), _by_name(name, new), path)
    elif isinstance(old, dict) and isinstance(new, dict) and name not in _WHOLE:
        for key in dict.fromkeys([*old, *new]):
            yield from _between(old.get(key), new.get(key), (*path, key))
    else:
        yield {"path": ".".join(path), "old": old, "new": new}


def _between_rows(old: dict[str, Any], new: dict[str, Any], path: tuple[str, ...]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        yield from _between(old.get(name), new.get(name), (*path, name))
    before = [name for name in old if name in new]
    after = [name for name in new if name in old]
    if before != after:
        yield {"path": ".".join(path), "old": before, "new": after}


def _by_name(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows by what they are called; a name that comes again is numbered."""
    named: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        called = wanted = _CALLED[name](row, number)
        again = 2
        while called in named:
            called, again = f"{wanted}-{again}", again + 1
        named[called] = row
    return named
