"""Languages people speak, as a vacancy may ask for them; the languages of the portal itself are settings."""

from babel import Locale
from django.utils.translation import get_language

# Those of the region and its neighbours, then those of the United Nations and others often asked for.
CODES = (
    "en",
    "ru",
    "kk",
    "ky",
    "tg",
    "tk",
    "uz",
    "fa",
    "ps",
    "tr",
    "az",
    "ar",
    "zh",
    "es",
    "fr",
    "de",
    "hi",
    "ur",
    "uk",
)

_USAGE = {"ru": {"ky": "кыргызский", "fa": "персидский (дари, фарси)"}, "en": {"fa": "Persian (Dari, Farsi)"}}


def name(code: str, language: str | None = None) -> str:
    """The name of the language `code` in `language`, by default the active one; an unknown code names itself."""
    reader = language or get_language() or "en"
    return _USAGE.get(reader, {}).get(code) or Locale(reader).languages.get(code, code)


def choices() -> list[tuple[str, str]]:
    """Choices of a form, in the order of CODES."""
    return [(code, name(code)) for code in CODES]
