"""What stands in the cells of a form that comes back, as plain data; runs in a process apart and knows no Django."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from portal.workbooks.escapes import unescaped
from portal.workbooks.packed import BROKEN, Flaw, Unopened, look_inside

# What stands first in the sheet that one fills in and in the one that says what it was made from.
FORM, KEY = "konkurs-form/1", "konkurs-key/1"
MOST_BYTES = 1024 * 1024
MOST_ROWS = 2000
NAME, ANSWER = 1, 3
_WIDTH = 4


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """`told`: what the form was made from; `marks`: by name; `answers`: [row, name, kind, text]. Or the name of a `flaw`.

    The kinds: text, number, day, tick, and what is no answer: formula, error.
    """
    try:
        look_inside(content, most_bytes=MOST_BYTES)
        return _read(content), b""
    except Unopened as unopened:
        return {"flaw": unopened.flaw.name}, b""
    except BROKEN:
        return {"flaw": Flaw.NO_WORKBOOK.name}, b""


def _read(content: bytes) -> dict[str, Any]:
    book = load_workbook(BytesIO(content), read_only=True)
    found = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(min_row=1, max_row=MOST_ROWS, max_col=_WIDTH))
        if rows and rows[0] and rows[0][0].value in (FORM, KEY):
            found[rows[0][0].value] = rows
    if len(found) < 2:
        return {"flaw": ""}
    (_key, *told), *marks = ([_plain(cell.value) for cell in row] for row in found[KEY])
    return {
        "told": told,
        "marks": {row[0]: row[1] for row in marks if len(row) > 1},
        "answers": list(_answers(found[FORM][1:])),
    }


def _answers(rows: list[Any]) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, start=2):
        if len(row) < ANSWER:
            continue
        name, cell = _plain(row[NAME - 1].value), row[ANSWER - 1]
        if name and cell.value is not None:
            kind, text = _said(cell)
            if text:
                yield [number, name, kind, text]


def _said(cell: Any) -> tuple[str, str]:
    value = cell.value
    if cell.data_type == "f":
        return "formula", str(value)
    if cell.data_type == "e":
        return "error", str(value)
    if isinstance(value, bool):
        return "tick", "yes" if value else "no"
    if isinstance(value, datetime | date):
        return "day", value.isoformat()[:10]
    if isinstance(value, int | float):
        return "number", str(int(value)) if value == int(value) else repr(value)
    return "text", _plain(value)


def _plain(value: Any) -> str:
    """A text without what no keyboard types and no database holds."""
    text = "" if value is None else unescaped(str(value))
    return "".join(letter for letter in text if letter != "\0" and not "\ud800" <= letter <= "\udfff").strip()
