"""How far a panel agrees, said in three ways, and how far each figure hangs on single candidates: advice, never a verdict.

Krippendorff's alpha, Kendall's W and the intraclass correlation of docs/selection.md section 4, exact. None of them
changes where all values are multiplied alike, so the work is done in whole numbers.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm
from operator import mul

Units = Collection[Collection[Fraction]]
# One candidate's values by each member, the members in one order.
Row = Sequence[Fraction]
Whole = Sequence[int]
Sums = Sequence[Fraction | int]
Values = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Hanging:
    """A figure, absent where undefined, with its least and greatest value when any one candidate is left out.

    ``lost``: there is a candidate without whom there is no figure.
    """

    value: Fraction | None
    least: Fraction | None = None
    greatest: Fraction | None = None
    lost: bool = False


def krippendorff(candidates: Iterable[Units]) -> Hanging:
    """Return Krippendorff's interval alpha over the units of each candidate.

    Somebody none of whose values has another to be paired with does not enter, and is not left out either.
    """
    paired = [[unit for unit in units if len(unit) > 1] for units in candidates]
    scale = _denominator(value for units in paired for unit in units for value in unit)
    return _out_of_sums(_alpha, [_alpha_sums([_whole(unit, scale) for unit in one]) for one in paired if one])


def kendall_w(rows: Sequence[Row]) -> Hanging:
    """Return Kendall's coefficient of concordance, corrected for ties."""
    whole = _comparable(rows)
    orders = [_Order(column) for column in zip(*whole, strict=True)]
    ranks = [sum(one) for one in zip(*(order.ranks for order in orders), strict=True)]
    return _hanging(
        _w(ranks, orders, sum(order.ties for order in orders)),
        [_w_without(left_out, ranks, orders) for left_out in range(len(whole))],
    )


def intraclass(rows: Sequence[Row]) -> tuple[Hanging, Hanging]:
    """Return ICC(2,1) of one member and ICC(2,k) of the mean of all: two-way random effects, absolute agreement."""
    sums = [(1, sum(row) ** 2, _squares(row), *row) for row in _comparable(rows)]
    return _out_of_sums(_icc_single, sums), _out_of_sums(_icc_panel, sums)


def weighed(rows: Iterable[Row], weights: Row) -> list[Fraction]:
    """Return each row's sum of its values times their weights."""
    whole_rows = list(rows)
    scale = _denominator(value for row in whole_rows for value in row)
    unit = _denominator(weights)
    whole = _whole(weights, unit)
    return [Fraction(sum(map(mul, _whole(row, scale), whole)), scale * unit) for row in whole_rows]


def _comparable(rows: Sequence[Row]) -> list[Whole]:
    """Return the rows in whole numbers; none where there are not two members and two candidates to compare."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return []
    scale = _denominator(value for row in rows for value in row)
    return [_whole(row, scale) for row in rows]


def _denominator(values: Iterable[Fraction]) -> int:
    return lcm(*{value.denominator for value in values})


def _whole(values: Iterable[Fraction], scale: int) -> Whole:
    return [value.numerator * (scale // value.denominator) for value in values]


def _hanging(value: Fraction | None, without: Values) -> Hanging:
    """Return a figure with the range of what it would be without each candidate; no range where there is no figure."""
    left = [one for one in without if one is not None]
    if value is None or not left:
        return Hanging(value, lost=value is not None)
    return Hanging(value, min(left), max(left), lost=len(left) < len(without))


def _out_of_sums(figure: Callable[[Sums], Fraction | None], each: Sequence[Sums]) -> Hanging:
    """Return a figure of the sums over all candidates, and of those sums less each candidate's own."""
    if not each:
        return Hanging(None)
    everybody = [sum(column) for column in zip(*each, strict=True)]
    without = [[all_ - own for all_, own in zip(everybody, one, strict=True)] for one in each]
    return _hanging(figure(everybody), [figure(sums) for sums in without])


def _squares(values: Iterable[int]) -> int:
    return sum(value * value for value in values)


def _alpha_sums(units: Sequence[Whole]) -> Sums:
    """Return how many values there are, their sum, that of their squares, and how far they lie apart within units."""
    apart = [Fraction(len(unit) * _squares(unit) - sum(unit) ** 2, len(unit) - 1) for unit in units]
    values = [value for unit in units for value in unit]
    return len(values), sum(values), _squares(values), sum(apart)


def _alpha(sums: Sums) -> Fraction | None:
    values, total, squares, apart = sums
    expected = values * squares - total**2
    return 1 - Fraction((values - 1) * apart, expected) if expected else None


class _Order:
    """One member's order of the candidates: twice the rank of each, equals at the mean of their places."""

    def __init__(self, column: Whole) -> None:
        self.column = column
        self.alike = Counter(column)
        values = sorted(self.alike)
        below = dict(zip(values, accumulate((self.alike[one] for one in values), initial=0), strict=False))
        self.ranks = [2 * below[value] + self.alike[value] + 1 for value in column]
        self.ties = sum(count**3 - count for count in self.alike.values())
        self._falls: dict[int, list[int]] = {}

    def falls(self, left_out: int) -> list[int]:
        """Return by how much each doubled rank falls without a candidate: below it by 2, beside it by 1."""
        value = self.column[left_out]
        if value not in self._falls:
            self._falls[value] = [2 if one > value else int(one == value) for one in self.column]
        return self._falls[value]

    def ties_without(self, left_out: int) -> int:
        count = self.alike[self.column[left_out]]
        return self.ties - 3 * count * (count - 1)


def _w_without(left_out: int, ranks: Whole, orders: Sequence[_Order]) -> Fraction | None:
    falls = zip(*(order.falls(left_out) for order in orders), strict=True)
    lower = [rank - sum(fall) for rank, fall in zip(ranks, falls, strict=True)]
    del lower[left_out]
    return _w(lower, orders, sum(order.ties_without(left_out) for order in orders))


def _w(ranks: Whole, orders: Sequence[_Order], ties: int) -> Fraction | None:
    """Return W of the sums of the doubled ranks; 12 S is therefore three times their squared deviations."""
    members, candidates = len(orders), len(ranks)
    deviations = _squares(rank - members * (candidates + 1) for rank in ranks)
    possible = members**2 * (candidates**3 - candidates) - members * ties
    return Fraction(3 * deviations, possible) if possible else None


def _mean_squares(sums: Sums) -> tuple[int, int, Fraction | int, Fraction | int, Fraction | int]:
    """Return candidates, members, and the mean squares between candidates, between members and of the rest.

    All three are multiplied by the number of values and by both degrees of freedom, which no ratio of them shows.
    """
    candidates, of_rows, of_values, *columns = sums
    n, k = int(candidates), len(columns)
    corrected = sum(columns) ** 2
    between_rows, between_columns = n * of_rows - corrected, k * sum(one**2 for one in columns) - corrected
    rest = n * k * of_values - corrected - between_rows - between_columns
    return n, k, (k - 1) * between_rows, (n - 1) * between_columns, rest


def _icc_single(sums: Sums) -> Fraction | None:
    n, k, rows, columns, rest = _mean_squares(sums)
    return _ratio(n * (rows - rest), n * rows + n * (k - 1) * rest + k * (columns - rest))


def _icc_panel(sums: Sums) -> Fraction | None:
    n, _k, rows, columns, rest = _mean_squares(sums)
    return _ratio(n * (rows - rest), n * rows + columns - rest)


def _ratio(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    """Return the ratio; none of a variance estimated at zero or below, of which nothing can be a share."""
    return Fraction(part, whole) if whole > 0 else None
