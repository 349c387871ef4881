"""Countries by ISO 3166-1 alpha-2 code, named in the reader's language as the United Nations name them."""

from functools import cache
from unicodedata import combining, normalize

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

CENTRAL_ASIA = ("KZ", "KG", "TJ", "TM", "UZ")

# What the table of names holds besides the countries of ISO 3166-1.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)

_UNITED_NATIONS = {
    "en": {
        "HK": "China, Hong Kong SAR",
        "MM": "Myanmar",
        "MO": "China, Macao SAR",
        "PS": "State of Palestine",
        "TW": "Taiwan, Province of China",
        "VA": "Holy See",
    },
    "ru": {
        "HK": "Китай, САР Гонконг",
        "KG": "Кыргызстан",
        "MM": "Мьянма",
        "MO": "Китай, САР Макао",
        "PS": "Государство Палестина",
        "TW": "Тайвань, провинция Китая",
        "VA": "Святой Престол",
    },
}


@cache
def names(language: str) -> dict[str, str]:
    """Names by code, in alphabetical order; a letter with a mark stands where the plain one does."""
    known = {**Locale(language).territories, **_UNITED_NATIONS.get(language, {})}
    countries = [code for code in known if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES]
    return {code: known[code] for code in sorted(countries, key=lambda code: _plain(known[code]))}


def codes() -> frozenset[str]:
    """Every code there is."""
    return frozenset(names("en"))


def name(code: str, language: str | None = None) -> str:
    """The name of the country in `language`, by default the active one; an unknown code names itself."""
    return names(language or get_language() or "en").get(code, code)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form in two groups: the five countries of Central Asia, then all others."""
    known = names(get_language() or "en")
    near = [(code, known[code]) for code in CENTRAL_ASIA]
    far = [(code, country) for code, country in known.items() if code not in CENTRAL_ASIA]
    return [(_("Central Asia"), near), (_("All other countries"), far)]


def _plain(text: str) -> str:
    """Text for sorting: letters without their marks, in lower case."""
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()
