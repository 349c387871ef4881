"""The few shapes a report is made of, as plain data for the typesetter."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.words.typography import set_text

Block = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a table. `share` of what is left of the width, or 0 for as narrow as it goes; figures stand right."""

    title: str
    share: int = 0
    right: bool = False


def section(title: str, *blocks: Block | None) -> Block:
    """A numbered section; blocks that are None are left out."""
    return {"title": title, "blocks": [block for block in blocks if block]}


def text(words: str, *, small: bool = False) -> Block:
    """A paragraph, or several with line breaks between them."""
    paragraphs = [set_text(part.strip()) for part in words.split("\n") if part.strip()]
    return {"kind": "text", "paragraphs": paragraphs, "small": small}


def heading(words: str) -> Block:
    return {"kind": "heading", "text": words}


def note(words: str) -> Block:
    """What must not be overlooked."""
    return {"kind": "note", "text": set_text(words)}


def facts(rows: Iterable[tuple[str, object]]) -> Block | None:
    """Terms with their values; those without a value are left out."""
    told = [[term, set_text(str(value))] for term, value in rows if value]
    return {"kind": "facts", "rows": told} if told else None


def table(columns: Sequence[Column], rows: Iterable[Sequence[Any] | Block]) -> Block | None:
    """Rows of cells, each text or a `cell`, and bands; None without rows."""
    told = [row if isinstance(row, dict) else [_told(one) for one in row] for row in rows]
    return (
        {"kind": "table", "columns": [asdict(column) for column in columns], "rows": told} if told else None
    )


def _told(one: Any) -> Block:
    return one if isinstance(one, dict) else cell(one)


def cell(words: Any, *, small: str = "", is_hash: bool = False, bold: bool = False) -> Block:
    """A cell with `small` print below its words."""
    return {"text": set_text(str(words)), "small": str(small), "hash": is_hash, "bold": bold}


def band(words: str) -> Block:
    """A row over the whole width that heads those below it, on each page on which they stand."""
    return {"band": set_text(words)}


def group(*blocks: Block | None, whole: bool = True) -> Block:
    """Blocks that belong together; a `whole` group is not broken over pages, so it must not be longer than one."""
    return {"kind": "group", "blocks": [block for block in blocks if block], "whole": whole}


def codes(rows: Iterable[tuple[str, str]]) -> Block:
    """Hashes and the like, each under what it is of."""
    return {"kind": "codes", "rows": [list(row) for row in rows]}
