"""The texts of a notice as a sheet for an outside translator: what is to be written is open, the rest locked."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused
from portal.web.pairs import IN
from portal.workbooks.writing import fits, put, saved
from vacancies.translation.exchange import FORMAT
from vacancies.translation.merging import marks_of
from vacancies.translation.states import Reading

SHEET, HIDDEN = "texts", "konkurs"

_WIDTHS = (30, 30, *(60 for _language in languages()), 26, 40)
_TOP = Alignment(wrap_text=True, vertical="top")
_LOCKED = PatternFill("solid", fgColor="F2EDE2")


def written(reference: str, found: Iterable[Reading], *, at: datetime) -> bytes:
    """The workbook: a row a text, and a hidden sheet with what tells later whether a text was changed meanwhile.

    Raises Refused when a text is longer than a cell can be.
    """
    rows = list(found)
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    header = heads()
    _fill(sheet, 1, header)
    for number, one in enumerate(rows, start=2):
        _fill(sheet, number, list(_cells(one)))
    _style(sheet)
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    _fill(hidden, 1, [FORMAT, reference, at.isoformat()])
    _fill(hidden, 2, header)
    for number, one in enumerate(rows, start=3):
        marks = marks_of(one.text.said)
        _fill(hidden, number, [one.text.path, *(marks[language] for language in languages())])
    return saved(book, at=at)


def heads() -> list[str]:
    """The header, in the language of who exports."""
    return [
        _("Name (leave it)"),
        _("Where it stands"),
        *(capfirst(str(IN.get(language, language))) for language in languages()),
        pgettext("of a text", "State"),
        _("Remark"),
    ]


def _cells(one: Reading) -> Iterator[str]:
    yield one.text.path
    yield one.text.label
    for language in languages():
        said = one.text.said[language]
        if not fits(said):
            message = _("%(text)s is too long for a cell of a sheet. Take the JSON file.")
            raise Refused(message % {"text": one.text.label})
        yield said
    yield ", ".join(f"{IN.get(language, language)}: {state.label}" for language, state in one.states.items())
    yield ""


def _fill(sheet: Worksheet, row: int, values: list[str]) -> None:
    """Write texts and nothing else."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row=row, column=column)
        assert isinstance(cell, Cell)  # noqa: S101 - no cells are merged
        put(cell, value)


def _style(sheet: Worksheet) -> None:
    """Lock all but the texts and the remark, wrap, keep the header in sight."""
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    open_columns = {*range(3, 3 + len(languages())), len(_WIDTHS)}
    for index, (width, column) in enumerate(zip(_WIDTHS, sheet.iter_cols(), strict=True), start=1):
        sheet.column_dimensions[column[0].column_letter].width = width
        for cell in column:
            is_open = index in open_columns and cell.row > 1
            cell.alignment = _TOP
            cell.protection = Protection(locked=not is_open)
            if not is_open:
                cell.fill = _LOCKED
    for cell in sheet[1]:
        cell.font = Font(bold=True)
