"""Countries by ISO 3166-1 alpha-2 code, named in the reader's language as the United Nations name them."""

from collections.abc import Iterable
from functools import cache
from unicodedata import combining, normalize

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The five countries of the region come first wherever a country is chosen.
REGION = ("KZ", "KG", "TJ", "TM", "UZ")

# What Babel's table of names holds besides the countries of ISO 3166-1.
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)

_UNITED_NATIONS = {
    "en": {
        "BN": "Brunei Darussalam",
        "CD": "Democratic Republic of the Congo",
        "CG": "Congo",
        "CV": "Cabo Verde",
        "FK": "Falkland Islands (Malvinas)",
        "HK": "China, Hong Kong SAR",
        "KP": "Democratic People’s Republic of Korea",
        "KR": "Republic of Korea",
        "LA": "Lao People’s Democratic Republic",
        "MM": "Myanmar",
        "MO": "China, Macao SAR",
        "PS": "State of Palestine",
        "RU": "Russian Federation",
        "TW": "Taiwan, Province of China",
        "US": "United States of America",
        "VA": "Holy See",
        "VN": "Viet Nam",
    },
    "ru": {
        "CD": "Демократическая Республика Конго",
        "CG": "Конго",
        "FK": "Фолклендские (Мальвинские) острова",
        "HK": "Китай, САР Гонконг",
        "KG": "Кыргызстан",
        "MM": "Мьянма",
        "MO": "Китай, САР Макао",
        "PS": "Государство Палестина",
        "RU": "Российская Федерация",
        "TW": "Тайвань, провинция Китая",
        "US": "Соединённые Штаты Америки",
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


def country(code: str, language: str | None = None) -> str:
    """The name of the country in `language`, by default the active one; an unknown code stands for itself."""
    return names(language or get_language() or "en").get(code, code)


def country_names(of: Iterable[str]) -> list[str]:
    """Names of the countries with the codes `of`, in alphabetical order."""
    return sorted(map(country, of), key=_plain)


def country_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form in two groups: the five countries of Central Asia, then all others by name."""
    known = names(get_language() or "en")
    near = [(code, known[code]) for code in REGION]
    far = [(code, name) for code, name in known.items() if code not in REGION]
    return [(_("Central Asia"), near), (_("All other countries"), far)]


def country_choices() -> list[tuple[str, str]]:
    """(code, name) for a select: the region first, then all others by name."""
    return [choice for _group, choices in country_groups() for choice in choices]


def _plain(text: str) -> str:
    """Text for sorting: letters without their marks, in lower case."""
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()
