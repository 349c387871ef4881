"""What differs between two documents of a notice, path by path."""

from collections.abc import Iterator, Mapping
from typing import Any

from vacancies.document.naming import CALLED, by_name

Difference = dict[str, Any]

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
    if name in CALLED and isinstance(old, list) and isinstance(new, list):
        yield from _between_rows(by_name(name, old), by_name(name, new), path)
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
