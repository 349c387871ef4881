"""The formulas by which a sheet computes a ranking again (docs/selection.md section 2). Pure; addresses in, formulas out.

A spreadsheet computes in binary fractions, so what is compared is rounded to nine decimals there; the portal compares exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the candidates' table, from `first` to `last` row; `sheet` where it stands on another one."""

    letter: str
    first: int
    last: int
    sheet: str = ""

    def at(self, row: int) -> str:
        return f"${self.letter}{row}"

    @property
    def all(self) -> str:
        place = f"'{self.sheet}'!" if self.sheet else ""
        return f"{place}${self.letter}${self.first}:${self.letter}${self.last}"


@dataclass(frozen=True, slots=True)
class CriterionCells:
    """Where one criterion of the plan stands."""

    points: str
    scale: str
    minimum: str = ""


def mean(marks: Column, of: Column, counts: Column, code: str) -> str:
    """The mean of the counted marks on one criterion; empty for who was not judged."""
    return f'=IFERROR(AVERAGEIFS({marks.all},{of.all},{code},{counts.all},1),"")'


def judged(first: str, last: str, number: int) -> str:
    return f"=IF(COUNT({first}:{last})={number},1,0)"


def technical(is_judged: str, means: Sequence[str], criteria: Sequence[CriterionCells]) -> str:
    terms = (f"{one}/{cells.scale}*{cells.points}" for one, cells in zip(means, criteria, strict=True))
    return f"=IF({is_judged}=1,{'+'.join(terms)},0)"


def percent(technical_score: str, criteria: Sequence[CriterionCells]) -> str:
    return f"=100*{technical_score}/({'+'.join(one.points for one in criteria)})"


def stands(conditions: Sequence[str]) -> str:
    """1 for who is ranked."""
    return f"=IF(AND({','.join(conditions)}),1,0)"


def at_least(value: str, bound: str) -> str:
    """Whether a bound is reached, or there is none; the mean of who was not judged is a text, which N makes 0."""
    return f'OR({bound}="",{_rounded(f"N({value})")}>={bound})'


def only_if(is_ranked: str, value: str) -> str:
    return f'=IF({is_ranked}=1,{value},"")'


def key(is_ranked: str, value: str) -> str:
    return f"=IF({is_ranked}=1,{value},0)"


def share(is_ranked: str, weight: str, part: str, whole: str) -> str:
    """What of a weight somebody gets."""
    return f"=IF({is_ranked}=1,{weight}*{part}/{whole},0)"


def price_step(price: Column, total: Column, is_ranked: Column, row: int) -> str:
    """The price as a step of the tie-break, the lowest best; passed over for a tie in which somebody has none."""
    tied = f"({_rounded(total.all)}={_rounded(total.at(row))})"
    lacking = f'SUMPRODUCT({is_ranked.all}*{tied}*({price.all}=""))'
    return f"=IF(OR({is_ranked.at(row)}=0,{lacking}>0),0,-{price.at(row)})"


def rank(is_ranked: Column, keys: Sequence[Column], row: int) -> str:
    """The place by `keys`, the highest first: what comes later decides only where all before it are equal."""
    better = ""
    for key in reversed(keys):
        theirs, own = _rounded(key.all), _rounded(key.at(row))
        better = f"(({theirs}>{own})+({theirs}={own})*{better})" if better else f"({theirs}>{own})"
    return f'=IF({is_ranked.at(row)}=1,1+SUMPRODUCT({is_ranked.all}*{better}),"")'


def agrees(own: str, portal: str, *, within: str = "0.005000001") -> str:
    """1 where two figures are the same as far as the portal shows them, or both are missing."""
    return f'=IF(OR(AND({own}="",{portal}=""),IFERROR(ABS({own}-{portal})<{within},FALSE)),1,0)'


def _rounded(what: str) -> str:
    return f"ROUND({what},{_DECIMALS})"
