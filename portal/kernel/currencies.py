"""Currencies by ISO 4217 code, named in the reader's language."""

from babel import Locale
from django.utils.translation import get_language

CURRENCIES = ("USD", "EUR", "KZT", "KGS", "TJS", "TMT", "UZS", "RUB", "CHF", "GBP")


def currency_choices(chosen: str) -> list[tuple[str, str]]:
    """The currencies offered where one is chosen, `chosen` among them."""
    names = Locale(get_language() or "en").currencies
    codes = dict.fromkeys((*CURRENCIES, *filter(None, [chosen])))
    return [(code, f"{code}, {names.get(code, code)}") for code in codes]
