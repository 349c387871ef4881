"""The part of a report that leads from the marks to the totals, step by step, exact as docs/selection.md section 2 asks."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.ranking.order import Judged, Place, Shares, parts, price_of
from applications.reports.blocks import Block, Column, group, heading, section, table, text
from applications.reports.material import Material
from applications.reports.wording import exactly, number, operand
from applications.scoring.formula import Criterion, technical_maximum

# So many criteria of a large panel still fit on one page.
MOST_ON_A_PAGE = 10


def figures(material: Material) -> Block:
    """For each candidate who was judged: means, points, per cent, parts, total."""
    judged = [one["code"] for one in material.ranking.result["results"] if "criteria" in one]
    return section(
        _("From the marks to the totals"),
        text(
            _(
                "Every figure is computed from exact fractions and rounded, half up, only where it is shown. Where two decimals "
                "do not hold a figure, its fraction stands before it."
            )
        ),
        text(
            _(
                "Mean: the sum of the marks on a criterion, divided by their number. Points: mean / scale × points of the criterion."
            )
        ),
        *[_candidate(material, code) for code in judged],
    )


def _candidate(material: Material, code: str) -> Block:
    judged = material.exact.judged[code]
    columns = [Column(_("Criterion")), Column(_("Mean of the marks"), 1), Column(_("Points"), 1)]
    rows = [_row(material, judged, one) for one in material.exact.plan.criteria]
    steps = text("\n".join(_steps(material, judged)))
    return group(
        heading(material.called(code)), table(columns, rows), steps, whole=len(rows) <= MOST_ON_A_PAGE
    )


def _row(material: Material, judged: Judged, criterion: Criterion) -> list[Any]:
    code, mean = criterion.code, judged.marks[criterion.code]
    out = material.ranking.result["members_left_out"]
    sheets = material.candidates[judged.candidate.code]["marks"]
    given = [number(marks[code]) for member, marks in sheets.items() if member not in out]
    earned = f"{operand(mean)} / {_plain(criterion.scale)} × {_plain(criterion.points)}"
    return [
        code,
        f"({' + '.join(given)}) / {len(given)} = {exactly(mean)}",
        f"{earned} = {exactly(_earned(judged, criterion))}",
    ]


def _earned(judged: Judged, criterion: Criterion) -> Fraction:
    return judged.marks[criterion.code] * criterion.points / criterion.scale


def _steps(material: Material, judged: Judged) -> Iterator[str]:
    """The lines below the table: technical score, per cent, then what the method makes of them."""
    criteria = material.exact.plan.criteria
    earned = " + ".join(operand(_earned(judged, one)) for one in criteria)
    most = _plain(technical_maximum(criteria))
    yield _line(_("Technical score"), earned, judged.technical)
    yield _line(_("Per cent of the maximum"), f"100 × {operand(judged.technical)} / {most}", judged.percent)
    place = next((one for one in material.exact.places if one.judged is judged), None)
    if place is None:
        yield _("Not ranked: %(reason)s.") % {"reason": _remark(material, judged.candidate.code)}
    elif place.shares:
        yield from _weighed(material, place, place.shares)
    else:
        yield _line(_total(material), "", place.total)


def _weighed(material: Material, place: Place, shares: Shares) -> Iterator[str]:
    plan, scaled = material.exact.plan, place.judged.percent
    if plan.technical_scaling == "relative":
        best = max(one.judged.percent for one in material.exact.places)
        yield _line(
            _("Per cent of the best"), f"100 × {operand(scaled)} / ({operand(best)})", shares.technical
        )
        scaled = shares.technical
    lowest = min(price_of(one.judged) for one in material.exact.places)
    prices = f"{_plain(lowest)} / {_plain(price_of(place.judged))}"
    technical, financial = parts(plan, shares)
    yield _line(_("Technical part"), f"{_plain(plan.technical_weight)} × {operand(scaled)} / 100", technical)
    yield _line(_("Financial part"), f"{_plain(plan.financial_weight)} × {prices}", financial)
    yield _line(_total(material), f"{operand(technical)} + {operand(financial)}", place.total)


def _line(words: str, computed: str, value: Fraction) -> str:
    """Technical score: 40.00 + 45.00 = 85.00."""
    sides = [computed, exactly(value)] if computed else [exactly(value)]
    return f"{words}: {' = '.join(sides)}"


def _total(material: Material) -> str:
    words = {
        "technical": _("Total, the technical score"),
        "cumulative": pgettext("figure", "Total"),
        "lowest_price": _("Total, the price"),
    }
    return words[material.plan["method"]]


def _remark(material: Material, code: str) -> str:
    return next(line.remark for line in material.results.lines if line.code == code)


def _plain(value: Fraction) -> str:
    """A number of the plan or a price, which were decimals once, in as many decimals as they need."""
    return number(str(Decimal(value.numerator) / Decimal(value.denominator)))
