"""The form as a workbook: answers are open and everything else is locked, and a hidden sheet says what it was made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from applications.intake.offline.cells import ANSWER, FORM, KEY, NAME
from applications.intake.offline.questions import Asked, Question
from portal.workbooks.writing import fits, one_page_wide, put, saved

_QUESTION, _HINT, _COUNT = 2, 4, 5
_WIDTHS = {NAME: 2, _QUESTION: 36, ANSWER: 64, _HINT: 44, _COUNT: 16}
_LINE, _TALLEST = 15, 400
_WRAP = Alignment(wrap_text=True, vertical="top")
_PAPER = PatternFill("solid", fgColor="F2EDE2")
_HEAD = PatternFill("solid", fgColor="E4DBC8")
_OPEN = PatternFill("solid", fgColor="FFFFFF")
_EDGE = Side(style="thin", color="8A8172")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


@dataclass(frozen=True)
class Made:
    """What a form was made from: whose draft, where it is one's own, and the window as which what it brings is kept."""

    reference: str
    application: str = ""
    window: str = ""


def written(made: Made, *, head: list[tuple[str, str]], parts: Asked, foot: list[str], at: datetime) -> bytes:
    """The workbook: what is to be known first as (label, words), then the pages with their questions, then what is left.

    `parts` are (page, questions).
    """
    book = Workbook()
    sheet, lists, hidden = book.active, book.create_sheet("lists"), book.create_sheet("key")
    sheet.title = _("Application")
    lists.sheet_state = hidden.sheet_state = "hidden"
    _tell(hidden, 1, KEY, made.reference, made.application, made.window)
    _Form(sheet, lists, hidden).fill(head, parts, foot)
    return saved(book, at=at)


def _tell(sheet: Worksheet, row: int, *texts: str) -> None:
    for column, text in enumerate(texts, start=1):
        put(sheet.cell(row, column), text)


class _Form:
    """A sheet as it is filled from above; what may be chosen from stands in columns of `lists`, once each."""

    def __init__(self, sheet: Worksheet, lists: Worksheet, hidden: Worksheet) -> None:
        self.sheet, self.lists, self.hidden = sheet, lists, hidden
        self.row, self.marked = 1, 1
        self.offered: dict[tuple[str, ...], DataValidation] = {}

    def fill(self, head: list[tuple[str, str]], parts: list[Any], foot: list[str]) -> None:
        self._line(FORM, _("Question"), _("Your answer"), _("Help"), _("Characters"))
        self._head()
        for label, words in head:
            self._line("", label, words)
            self._grow(label, words)
        for page, questions in parts:
            self._line("", str(page.title).upper(), str(page.lead))
            self._head()
            self._grow(str(page.title), str(page.lead))
            for question in questions:
                self._ask(question)
        if foot:
            words = "\n".join(foot)
            self._line("", _("Only on the portal"), words)
            self._grow("", words)
        self._finish()

    def _line(self, *texts: str) -> None:
        _tell(self.sheet, self.row, *texts)
        for column in _WIDTHS:
            cell = self.sheet.cell(self.row, column)
            cell.alignment, cell.fill = _WRAP, _PAPER
        self.row += 1

    def _head(self) -> None:
        """Make the line just written a heading."""
        for column in _WIDTHS:
            cell = self.sheet.cell(self.row - 1, column)
            cell.fill, cell.font = _HEAD, Font(name="Calibri", bold=True)

    def _grow(self, question: str, answer: str, hint: str = "", lines: int = 1) -> None:
        """Room for what is written, and for `lines` that one will write."""
        needed = max(
            lines,
            *(_lines(words, _WIDTHS[column]) for column, words in ((_QUESTION, question), (ANSWER, answer), (_HINT, hint))),
        )  # fmt: skip
        self.sheet.row_dimensions[self.row - 1].height = min(needed * _LINE + 3, _TALLEST)

    def _ask(self, question: Question) -> None:
        self.marked += 1
        _tell(self.hidden, self.marked, question.path, question.began)
        answer, hint = question.answer, question.hint
        if not fits(answer):
            answer, hint = "", _("This text is too long for a cell. It stays as it is on the portal.")
        self._line(question.path, question.label, answer, hint)
        row = self.row - 1
        self._grow(question.label, answer, hint, question.lines)
        cell = self.sheet.cell(row, ANSWER)
        cell.protection, cell.fill, cell.border = Protection(locked=False), _OPEN, _BOX
        if question.choices:
            self._offer([words for _value, words in question.choices]).add(cell)
        if question.limit:
            count = self.sheet.cell(row, _COUNT)
            count.value = f'=LEN({cell.coordinate})&" / {question.limit}"'

    def _offer(self, words: list[str]) -> DataValidation:
        """The list that drops down; the same words are one list."""
        key = tuple(words)
        if key not in self.offered:
            column = len(self.offered) + 1
            for number, one in enumerate(words, start=1):
                put(self.lists.cell(number, column), one)
            letter = get_column_letter(column)
            source = f"={self.lists.title}!${letter}$1:${letter}${len(words)}"
            rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = (
                _("Choose from the list"),
                _("Choose one of the answers in the list."),
            )
            self.sheet.add_data_validation(rule)
            self.offered[key] = rule
        return self.offered[key]

    def _finish(self) -> None:
        """Nothing but the answers can be changed by mistake; rows and columns can be made larger."""
        for column, width in _WIDTHS.items():
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        self.sheet.column_dimensions[get_column_letter(NAME)].hidden = True
        self.sheet.freeze_panes = "A2"
        self.sheet.protection.sheet = True
        self.sheet.protection.formatColumns = self.sheet.protection.formatRows = False
        one_page_wide(self.sheet)


def _lines(words: str, width: int) -> int:
    """About how many lines the words take in a column as wide."""
    return sum(1 + len(line) // width for line in words.split("\n"))
