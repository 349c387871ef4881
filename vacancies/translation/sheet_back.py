"""Reading a sheet that comes back from a translator; whoever sent it may have sent anything."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from portal.kernel.bilingual import languages
from portal.web.pairs import IN
from portal.workbooks.escapes import unescaped
from portal.workbooks.packed import Flaw, Unopened, look_inside
from vacancies.translation.exchange import FORMAT, MOST_BYTES, Incoming, Unreadable, checked, require_own
from vacancies.translation.merging import Written
from vacancies.translation.sheet import HIDDEN, SHEET

# How many rows are looked at.
MOST_ROWS = 5000
_FIRST_TEXT = 3


def read(content: bytes, reference: str) -> Incoming:
    """What the sheet brings back for the notice `reference`; raises Unreadable with every reason."""
    _look_inside(content)
    sheet, hidden = _sheets(content)
    told = [[_plain(cell.value) for cell in row] for row in hidden.iter_rows(max_col=2 + len(languages()))]
    if len(told) < 2 or told[0][0] != FORMAT:
        raise Unreadable(_not_ours())
    require_own(told[0][1], reference)
    columns = _FIRST_TEXT + len(languages()) + 1
    header = [_plain(cell.value) for cell in sheet[1][:columns]]
    if header[: len(told[1])] != told[1][: len(header)]:
        raise Unreadable(_("The columns of the sheet are not those that were exported."))
    marks = {row[0]: dict(zip(languages(), row[1:], strict=False)) for row in told[2:]}
    return checked(_rows(sheet, marks, columns))


def _rows(sheet: Worksheet, marks: dict[str, dict[str, str]], columns: int) -> Incoming:
    found: list[Written] = []
    remarks, reasons = {}, []
    for row in sheet.iter_rows(min_row=2, max_col=columns):
        path = _plain(row[0].value)
        texts = row[_FIRST_TEXT - 1 : _FIRST_TEXT - 1 + len(languages())]
        reasons += list(_faults(row[0].row, path, texts))
        if path:
            said = {language: _plain(cell.value) for language, cell in zip(languages(), texts, strict=True)}
            found.append(Written(path, said, marks.get(path, {})))
        if remark := _plain(row[-1].value).strip():
            remarks[path] = remark
    if reasons:
        raise Unreadable(*reasons)
    return Incoming(found, remarks)


def _faults(number: int, path: str, texts: tuple[Cell, ...]) -> Iterator[str]:
    """What is wrong with one row: a text without a name, a cell that holds no text."""
    if not path and any(cell.value for cell in texts):
        yield _("Row %(number)s: the name of the text is gone.") % {"number": number}
    for language, cell in zip(languages(), texts, strict=True):
        if cell.value is not None and (cell.data_type == "f" or not isinstance(cell.value, str | int)):
            where = {"number": number, "language": IN.get(language, language)}
            yield _("Row %(number)s, %(language)s: the cell holds no text. Format it as text.") % where


def _plain(value: Any) -> str:
    return "" if value is None else unescaped(str(value))


def _sheets(content: bytes) -> tuple[Worksheet, Worksheet]:
    try:
        book = load_workbook(BytesIO(content), data_only=False)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, SyntaxError, OSError) as error:
        raise Unreadable(_no_sheet()) from error
    if SHEET not in book.sheetnames or HIDDEN not in book.sheetnames:
        raise Unreadable(_not_ours())
    if any(book[name].max_row > MOST_ROWS for name in (SHEET, HIDDEN)):
        raise Unreadable(_("The sheet has more rows than any notice has texts."))
    return book[SHEET], book[HIDDEN]


def _look_inside(content: bytes) -> None:
    """Refuse, in words, what is not to be opened."""
    try:
        look_inside(content, most_bytes=MOST_BYTES)
    except Unopened as unopened:
        raise Unreadable(_said(unopened.flaw)) from unopened


def _said(flaw: Flaw) -> str:
    return {
        Flaw.TOO_LARGE: _("The file is too large when unpacked."),
        Flaw.MACROS: _("The file holds macros. Save it as a workbook without macros (XLSX)."),
        Flaw.MERGED: _("The columns of the sheet are not those that were exported."),
    }.get(flaw) or _no_sheet()


def _no_sheet() -> str:
    return _("This is not an XLSX file that can be read.")


def _not_ours() -> str:
    return _("This is not the sheet that the portal exported: export it again and fill in that one.")
