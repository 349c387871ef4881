"""How figures and published texts are said in a report."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language

from applications.scoring.formula import shown
from portal.words.figures import figure, percent
from vacancies.listing.wording import plain

NBSP = "\N{NO-BREAK SPACE}"


def told(texts: Mapping[str, str] | None) -> str:
    """A published text in the reader's language, or in the other where that one is missing."""
    texts = texts or {}
    return texts.get(get_language() or "") or next(filter(None, texts.values()), "")


def number(text: str | None) -> str:
    """A number of the plan or a mark with as many decimals as it needs; nothing for None."""
    return "" if text is None else plain(Decimal(text))


def per_cent(value: Decimal) -> str:
    """A share with as many decimals as it needs."""
    return percent(value, max(-int(value.normalize().as_tuple().exponent), 0))


def rounded(value: Fraction) -> str:
    """Two decimals, rounded half up."""
    return figure(shown(value), 2)


def operand(value: Fraction) -> str:
    """The figure as somebody else computes on with it: the decimals where they are exact, else the fraction."""
    return rounded(value) if _is_shown_whole(value) else f"{value.numerator}/{value.denominator}"


def exactly(value: Fraction) -> str:
    """The figure as shown; before it the fraction, where that has more decimals than are shown."""
    return rounded(value) if _is_shown_whole(value) else f"{operand(value)}{NBSP}≈{NBSP}{rounded(value)}"


def _is_shown_whole(value: Fraction) -> bool:
    return value == Fraction(shown(value))
