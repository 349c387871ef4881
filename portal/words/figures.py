"""Figures as people read them: decimal comma or point, thousands apart, sizes of files, sums of money."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def _rounded(value: Any, places: int) -> Decimal:
    """`value` rounded half up, exactly also for a Fraction, to `places` decimals."""
    scale = 10**places
    exact = Fraction(value) if not isinstance(value, float) else Fraction(str(value))
    units = (abs(exact) * scale + Fraction(1, 2)) // 1
    return Decimal(int(-units if exact < 0 else units)).scaleb(-places)


def _grouped(whole: str) -> str:
    """Thousands apart; Russian leaves four digits together."""
    if len(whole) == 4 and get_language() == "ru":
        return whole
    return f"{int(whole):,}".replace(",", get_format("THOUSAND_SEPARATOR", use_l10n=True))


def figure(value: Any, places: int = 0) -> str:
    """12,500 or 12 500; with `places`, 87.32 or 87,32, rounded half up. Nothing for None."""
    if value is None or value == "":
        return ""
    number = _rounded(value, int(places))
    whole, _point, rest = f"{abs(number):f}".partition(".")
    text = _grouped(whole)
    if rest:
        text += get_format("DECIMAL_SEPARATOR", use_l10n=True) + rest
    return f"{MINUS}{text}" if number < 0 else text


def plain(value: Decimal | None) -> str:
    """40 or 2.5, with as many decimals as the number needs; nothing for None."""
    if value is None:
        return ""
    exponent = Decimal(value).normalize().as_tuple().exponent
    return figure(value, max(0, -int(exponent)))


def money(value: Any, currency: str = "") -> str:
    """10 600 USD; cents are shown when there are any."""
    if value is None or value == "":
        return ""
    places = 0 if Fraction(value).denominator == 1 else 2
    return f"{figure(value, places)}{NBSP}{currency}".rstrip(NBSP)


def percent(value: Any, places: int = 0) -> str:
    """70% in English, 70 % in Russian."""
    text = figure(value, places)
    return text and _("%(figure)s%%") % {"figure": text}


def file_size(size: int | None) -> str:
    """214 KB, 1.1 MB; 214 КБ, 1,1 МБ. A kilobyte has 1024 bytes, as file managers count."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return _("%(size)s KB") % {"size": figure(-(-size // 1024))}
    places = 1 if size % (1024 * 1024) else 0
    return _("%(size)s MB") % {"size": figure(Fraction(size, 1024 * 1024), places)}
