"""The table of marks by criterion and member, with the panel's mean and what is spread too far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from applications.scoring.formula import diverges, mean, shown, shown_root, spread, variance
from portal.words.figures import percent, plain

LEVELS = 5
# Candidates on a page of the table.
ON_A_PAGE = 25

# By candidate, member and criterion: the mark that counts, as decimal text.
Marks = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Head:
    """A criterion, or a member, as it heads columns: its code or initials, and its name."""

    code: str
    name: str
    short: str = ""
    scale: Fraction = Fraction(0)


@dataclass(frozen=True)
class Cell:
    """One member's mark: the figure, its colour from h0 to h5, and the original where it was revised."""

    figure: str
    level: int
    original: str = ""


@dataclass(frozen=True)
class Group:
    """One candidate's marks on one criterion, by member as decimal text (None for no mark), with the originals of those revised.

    Worked out where it is shown: of hundreds of candidates a page shows some.
    """

    criterion: Head
    marks: Sequence[str | None]
    threshold: Fraction | None
    originals: Sequence[str] = ()

    @cached_property
    def values(self) -> list[Fraction]:
        return [Fraction(mark) for mark in self.marks if mark is not None]

    @property
    def cells(self) -> list[Cell | None]:
        """A cell for each member."""
        first = self.originals or [""] * len(self.marks)
        return [
            _cell(mark, self.criterion.scale, original) if mark is not None else None
            for mark, original in zip(self.marks, first, strict=True)
        ]

    @property
    def mean(self) -> str:
        return shown(mean(self.values)) if self.values else ""

    @property
    def range(self) -> str:
        return shown(spread(self.values)) if self.values else ""

    @property
    def deviation(self) -> str:
        return shown_root(variance(self.values)) if self.values else ""

    @property
    def divergent(self) -> bool:
        if self.threshold is None or not self.values:
            return False
        return diverges(self.values, self.criterion.scale, self.threshold)


def _cell(mark: str, scale: Fraction, original: str) -> Cell:
    return Cell(plain(Decimal(mark)), level(mark, scale), plain(Decimal(original)) if original else "")


@dataclass(frozen=True)
class Row:
    """One candidate; no groups where the reader may not see them."""

    code: str
    name: str
    groups: list[Group]
    hidden: bool = False

    @property
    def short(self) -> str:
        """The family name, which stands first."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True)
class Heat:
    """The whole table; `threshold` is the share of the scale from which marks diverge, None without one.

    Where it is shown page by page, `page` is the one before the reader.
    """

    criteria: Sequence[Head]
    members: Sequence[Head]
    rows: list[Row]
    threshold: Fraction | None
    page: Page | None = None

    def on_page(self, number: Any) -> "Heat":
        """The same table with the page of it that `number` names, as it came in an address."""
        return replace(self, page=Paginator(self.rows, ON_A_PAGE).get_page(number))

    @property
    def shown(self) -> list[Row]:
        """The candidates before the reader."""
        return list(self.page) if self.page else self.rows

    @property
    def divergent(self) -> list[tuple[Row, Group]]:
        """Of all candidates."""
        return [(row, group) for row in self.rows for group in row.groups if group.divergent]

    @property
    def columns(self) -> int:
        """How many columns a criterion takes: its members and the mean."""
        return len(self.members) + 1

    @property
    def width(self) -> int:
        """How many columns stand beside the names."""
        return self.columns * len(self.criteria)

    @property
    def key(self) -> list[tuple[int, str]]:
        """The colours with the marks they stand for; with shares of the scale where the scales differ."""
        scales = {head.scale for head in self.criteria}
        if scales == {Fraction(LEVELS)}:
            return [(number, str(number)) for number in range(LEVELS + 1)]
        return [(number, percent(100 * number // LEVELS)) for number in range(LEVELS + 1)]

    @property
    def threshold_words(self) -> str:
        """From which spread on marks are flagged, in words."""
        if self.threshold is None:
            return ""
        return _("%(percent)s of the scale or more apart") % {"percent": percent(100 * self.threshold)}


def level(mark: str, scale: Fraction) -> int:
    """The colour of a mark: which sixth of its scale is nearest."""
    return int(LEVELS * Fraction(mark) / scale + Fraction(1, 2))


def initials(names: Iterable[tuple[str, str]]) -> list[Head]:
    """Members as heads of narrow columns, from (code, name): initials, numbered where two share them."""
    heads: list[Head] = []
    taken: dict[str, int] = {}
    for code, name in names:
        letters = "".join(word[0] for word in name.split()[:2]).upper()
        taken[letters] = taken.get(letters, 0) + 1
        number = str(taken[letters]) if taken[letters] > 1 else ""
        heads.append(Head(code, name, f"{letters}{number}"))
    return heads


def criterion_heads(criteria: Iterable[Any]) -> list[Head]:
    """Criteria as heads of groups of columns, from rows with code, name and scale."""
    return [Head(one.code, one.name, scale=Fraction(one.scale)) for one in criteria]
