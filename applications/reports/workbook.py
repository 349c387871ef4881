"""A ranking as a workbook whose formulas compute it again: change a mark, a weight or a price, and see what follows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from applications.ranking.evaluation import Evaluation
from applications.ranking.material import BY_CRITERION
from applications.ranking.order import draw
from applications.reports import recomputing
from applications.reports.recomputing import Column
from applications.reports.workbook_material import BOLD, Json, MarksSheet, PlanSheet, given, heads, widths
from portal.workbooks.writing import put, saved
from vacancies.listing.method import tie_words
from vacancies.plan.models import Method, Scaling

_TWO, _WHOLE = "0.00", "0"


def workbook(
    *, said: Json, result: Json, evaluation: Evaluation, about: Iterable[tuple[str, str]], at: datetime
) -> bytes:
    """The workbook in the active language: `said` is the evaluation file, `evaluation` the same as it is read.

    `about` says of which ranking it is, as (label, words), and `at` when that was made.
    """
    book = Workbook()
    places, plan, marks = book.active, book.create_sheet(), book.create_sheet()
    places.title, plan.title, marks.title = _("Ranking"), _("Plan"), _("Marks")
    table = _Places(
        places,
        said,
        evaluation,
        PlanSheet(plan, said, evaluation, about),
        MarksSheet(marks, said, evaluation),
    )
    table.fill({one["code"]: one for one in result["results"]})
    return saved(book, at=at)


class _Places:
    """The candidates with every step from marks to places, and the portal's own figures beside them."""

    HEAD = 4

    def __init__(
        self, sheet: Worksheet, said: Json, evaluation: Evaluation, plan: PlanSheet, marks: MarksSheet
    ) -> None:
        self.sheet, self.evaluation, self.cells, self.marks = sheet, evaluation, plan, marks
        self.candidates = sorted(said["candidates"], key=lambda one: one["code"])
        self.first, self.last = self.HEAD + 1, self.HEAD + len(self.candidates)
        self.heads: list[str] = []

    def fill(self, portal: dict[str, Json]) -> None:
        self._givens()
        self._technical()
        ranked = self._ranked()
        total = self._total(ranked)
        keys = self._keys(total, ranked)
        rank = self._column(_("Rank"), lambda row: recomputing.rank(ranked, keys, row), _WHOLE)
        self._beside(portal, rank, total)
        heads(self.sheet, self.HEAD, self.heads)
        self.sheet.freeze_panes = f"B{self.first}"
        widths(self.sheet, [13] * len(self.heads))

    def _column(self, head: str, formula: Any, shown: str = _TWO) -> Column:
        """A new column with a formula, or a number, for each row."""
        self.heads.append(head)
        letter = get_column_letter(len(self.heads))
        for row in range(self.first, self.last + 1):
            cell = self.sheet[f"{letter}{row}"]
            cell.value, cell.number_format = formula(row), shown
        return Column(letter, self.first, self.last)

    def _taken(self, head: str, values: Iterable[Any]) -> Column:
        """A new column of what went into the ranking."""
        self.heads.append(head)
        for row, value in enumerate(values, start=self.first):
            given(self.sheet, row, len(self.heads), value)
        return Column(get_column_letter(len(self.heads)), self.first, self.last)

    def _givens(self) -> None:
        self.heads.append(_("Candidate"))
        for row, one in enumerate(self.candidates, start=self.first):
            put(self.sheet.cell(row, 1), one["code"])
        self.eligible = self._taken(
            _("Eligible"), (int(one.get("eligible", True)) for one in self.candidates)
        )
        self.withdrawn = self._taken(
            _("Withdrawn"), (int(one.get("withdrawn", False)) for one in self.candidates)
        )
        self.price = self._taken(_("Price"), (one.get("price") for one in self.candidates))

    def _technical(self) -> None:
        marks, criteria = self.marks, self.cells.criteria
        self.means = {
            code: self._column(
                _("Mean of %(criterion)s") % {"criterion": code},
                lambda row, column=column: recomputing.mean(column, marks.of, marks.counts, f"$A{row}"),
            )
            for code, column in marks.by_code.items()
        }
        means = list(self.means.values())
        self.judged = self._column(
            _("Judged"),
            lambda row: recomputing.judged(means[0].at(row), means[-1].at(row), len(means)),
            _WHOLE,
        )
        self.technical = self._column(
            _("Technical score"),
            lambda row: recomputing.technical(self.judged.at(row), [one.at(row) for one in means], criteria),
        )
        self.percent = self._column(
            _("Per cent"), lambda row: recomputing.percent(self.technical.at(row), criteria)
        )

    def _ranked(self) -> Column:
        bounds = [(self.percent, self.cells.pass_mark)]
        bounds += [
            (column, cells.minimum)
            for column, cells in zip(self.means.values(), self.cells.criteria, strict=True)
        ]
        return self._column(
            _("Ranked (1) or not (0)"),
            lambda row: recomputing.stands(
                [
                    f"{self.eligible.at(row)}=1",
                    f"{self.withdrawn.at(row)}=0",
                    f"{self.judged.at(row)}=1",
                    *(recomputing.at_least(column.at(row), bound) for column, bound in bounds),
                ]
            ),
            _WHOLE,
        )

    def _total(self, ranked: Column) -> Column:
        method = self.evaluation.plan.method
        if method != Method.CUMULATIVE:
            of = self.technical if method == Method.TECHNICAL else self.price
            return self._column(_("Total"), lambda row: recomputing.only_if(ranked.at(row), of.at(row)))
        percents = self._column(
            _("Per cent, if ranked"), lambda row: recomputing.only_if(ranked.at(row), self.percent.at(row))
        )
        prices = self._column(
            _("Price, if ranked"), lambda row: recomputing.only_if(ranked.at(row), self.price.at(row))
        )
        best = f"MAX({percents.all})" if self.evaluation.plan.technical_scaling == Scaling.RELATIVE else "100"
        parts = [
            self._column(
                _("Technical part"),
                lambda row: recomputing.share(ranked.at(row), self.cells.weight, self.percent.at(row), best),
            ),
            self._column(
                _("Financial part"),
                lambda row: recomputing.share(
                    ranked.at(row), self.cells.financial_weight, f"MIN({prices.all})", self.price.at(row)
                ),
            ),
        ]
        return self._column(
            _("Total"),
            lambda row: recomputing.only_if(ranked.at(row), "+".join(part.at(row) for part in parts)),
        )

    def _keys(self, total: Column, ranked: Column) -> list[Column]:
        """What decides the order, one after the other, the highest first: the total, the steps of the plan, the lot."""
        sign = "-" if self.evaluation.plan.method == Method.LOWEST_PRICE else ""
        first = self._key(_("Order: total"), total, ranked, sign)
        keys = [first]
        for step in self.evaluation.plan.tie_break:
            head = _("Order: %(step)s") % {"step": tie_words(step)}
            if step == "price":
                keys.append(
                    self._column(head, lambda row: recomputing.price_step(self.price, first, ranked, row))
                )
            else:
                of = self.technical if step == "technical" else self.means[step.removeprefix(BY_CRITERION)]
                keys.append(self._key(head, of, ranked))
        lots = {
            one["code"]: draw(self.evaluation.fingerprint, self.evaluation.seed, one["code"])
            for one in self.candidates
        }
        order = sorted(lots, key=lots.__getitem__, reverse=True)
        return [*keys, self._taken(_("Order: lot"), (order.index(one["code"]) for one in self.candidates))]

    def _key(self, head: str, of: Column, ranked: Column, sign: str = "") -> Column:
        """A column as it is compared, the highest first; 0 for who is not ranked, as a text cannot be compared."""
        return self._column(head, lambda row: recomputing.key(ranked.at(row), sign + of.at(row)))

    def _beside(self, portal: dict[str, Json], rank: Column, total: Column) -> None:
        lines = [portal[one["code"]] for one in self.candidates]
        ranks = self._taken(_("Rank by the portal"), (line.get("rank") for line in lines))
        totals = self._taken(_("Total by the portal"), (line.get("total") for line in lines))
        same = [
            self._column(
                head,
                lambda row, own=own, theirs=theirs: recomputing.agrees(own.at(row), theirs.at(row)),
                _WHOLE,
            )
            for head, own, theirs in (
                (_("The rank agrees"), rank, ranks),
                (_("The total agrees"), total, totals),
            )
        ]
        put(
            self.sheet.cell(1, 1), _("Change a coloured figure on any sheet, and see what follows.")
        ).font = BOLD
        put(
            self.sheet.cell(2, 1),
            _("All that the portal has computed agrees with these formulas (1) or not (0):"),
        )
        both = "+".join(f"SUM({one.all})" for one in same)
        self.sheet["H2"] = f"=IF({both}={2 * len(lines)},1,0)"
        self.sheet["H2"].font = BOLD
