"""How marks and points are written: with the decimals they have, in the reader's language."""

from decimal import Decimal

from portal.words.figures import figure
from vacancies.plan.published import decimal_text


def said(number: Decimal | str | None) -> str:
    """4 or 41.5 (41,5 in Russian); nothing for None."""
    text = (decimal_text(number) if isinstance(number, Decimal) else number) or ""
    return figure(text, len(text.partition(".")[2]))
