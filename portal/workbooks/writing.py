"""Writing a workbook: texts are texts and nothing else, and what says the same has the same bytes."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from portal.workbooks.escapes import escaped

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What fits into a cell, by the format.
MOST_IN_A_CELL = 32767
_MOMENTS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# The earliest that the packing can say, for what says nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def put(cell: Cell, text: str) -> Cell:
    """Write `text`: what begins with "=" is no formula, and what is typed over it later is a text as well."""
    cell.number_format = "@"
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
    return cell


def fits(text: str) -> bool:
    return len(escaped(text)) <= MOST_IN_A_CELL


def one_page_wide(sheet: Worksheet) -> None:
    """On paper all columns stand beside each other."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def saved(book: Workbook, *, at: datetime) -> bytes:
    """The file of a workbook that says to be of `at`; the same whenever it is written."""
    content, steady = BytesIO(), BytesIO()
    book.save(content)
    said = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(content) as written, ZipFile(steady, "w") as packed:
        for part in written.infolist():
            data = written.read(part)
            if part.filename == "docProps/core.xml":
                data = _MOMENTS.sub(rb"\g<1>" + said, data)
            packed.writestr(ZipInfo(part.filename, _NO_TIME), data, ZIP_DEFLATED)
    return steady.getvalue()
