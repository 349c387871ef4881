"""The sheets of a workbook that hold what went into a ranking: the plan and the marks, each figure open to be tried."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from applications.ranking.evaluation import Evaluation
from applications.ranking.material import counted_members, counted_sheets
from applications.reports.recomputing import Column, CriterionCells
from portal.workbooks.writing import one_page_wide, put
from vacancies.listing.method import tie_words
from vacancies.plan.models import Method, Scaling

_HEAD, _GIVEN = PatternFill("solid", fgColor="E4DBC8"), PatternFill("solid", fgColor="FFF6D6")
BOLD = Font(name="Calibri", bold=True)
_HEAD_HEIGHT = 48
_WRAP = Alignment(wrap_text=True, vertical="top")
Json = dict[str, Any]


def given(sheet: Worksheet, row: int, column: int, number: Any) -> None:
    """A number that went into the ranking; the colour says that one may try another."""
    cell = sheet.cell(row, column)
    cell.value, cell.fill = (None if number is None else Decimal(str(number))), _GIVEN


def heads(sheet: Worksheet, row: int, words: Iterable[str]) -> None:
    for column, one in enumerate(words, start=1):
        cell = put(sheet.cell(row, column), one)
        cell.font, cell.fill, cell.alignment = BOLD, _HEAD, _WRAP
    sheet.row_dimensions[row].height = _HEAD_HEIGHT


def widths(sheet: Worksheet, wanted: Sequence[int]) -> None:
    for column, width in enumerate(wanted, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    one_page_wide(sheet)


class PlanSheet:
    """What was published: weights, pass mark, criteria; knows where each of them stands."""

    def __init__(
        self, sheet: Worksheet, said: Json, evaluation: Evaluation, about: Iterable[tuple[str, str]]
    ) -> None:
        self.sheet, plan = sheet, said["plan"]
        numbers = {
            _("Technical weight"): plan.get("technical_weight"),
            _("Financial weight"): plan.get("financial_weight"),
            _("Technical pass mark, per cent"): plan.get("pass_mark"),
        }
        for row, (label, number) in enumerate(numbers.items(), start=1):
            put(sheet.cell(row, 1), label)
            given(sheet, row, 2, number)
        self.weight, self.financial_weight, self.pass_mark = (self._at(f"$B${row}") for row in (1, 2, 3))
        words = [*_method(evaluation), *about]
        for row, (label, said_so) in enumerate(words, start=len(numbers) + 1):
            put(sheet.cell(row, 1), label)
            put(sheet.cell(row, 2), said_so)
        head = len(numbers) + len(words) + 2
        heads(sheet, head, [_("Criterion"), _("Points"), _("Scale"), _("Minimum")])
        self.criteria = list(self._criteria(plan["criteria"], head + 1))
        widths(sheet, (48, 30, 14, 14))

    def _criteria(self, criteria: Sequence[Json], first: int) -> Iterator[CriterionCells]:
        for row, one in enumerate(criteria, start=first):
            put(self.sheet.cell(row, 1), one["code"])
            for column, name in enumerate(("points", "scale", "minimum"), start=2):
                given(self.sheet, row, column, one.get(name))
            yield CriterionCells(*(self._at(f"${letter}${row}") for letter in "BCD"))

    def _at(self, place: str) -> str:
        return f"'{self.sheet.title}'!{place}"


def _method(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    plan = evaluation.plan
    yield _("Method"), str(Method(plan.method).label)
    if plan.method == Method.CUMULATIVE:
        yield _("Technical scaling"), str(Scaling(plan.technical_scaling).label)
    yield (
        _("Tie-break"),
        ", ".join((*map(tie_words, plan.tie_break), pgettext("tie-break", "a recorded drawing of lots"))),
    )
    yield _("Fingerprint of the plan"), evaluation.fingerprint
    yield _("Seed of the lot"), evaluation.seed


class MarksSheet:
    """Every mark, one sheet of a member a row, and whether it counts."""

    def __init__(self, sheet: Worksheet, said: Json, evaluation: Evaluation) -> None:
        codes = [one.code for one in evaluation.plan.criteria]
        heads(sheet, 1, [_("Candidate"), _("Member"), _("Counts (1) or not (0)"), *codes])
        members = counted_members(evaluation)
        row = 1
        counted = {
            one.code: counted_sheets(one, members, evaluation.plan.absent_rule)
            for one in evaluation.candidates
        }
        for candidate in said["candidates"]:
            for member, marks in candidate.get("marks", {}).items():
                row += 1
                put(sheet.cell(row, 1), candidate["code"])
                put(sheet.cell(row, 2), member)
                given(sheet, row, 3, int(member in counted[candidate["code"]]))
                for column, code in enumerate(codes, start=4):
                    given(sheet, row, column, marks[code])
        last = max(row, 2)
        self.of, self.counts = (Column(letter, 2, last, sheet.title) for letter in "AC")
        self.by_code = {
            code: Column(get_column_letter(column), 2, last, sheet.title)
            for column, code in enumerate(codes, start=4)
        }
        sheet.freeze_panes = "D2"
        widths(sheet, (14, 18, 14, *(10 for _code in codes)))
