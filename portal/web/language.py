"""The same page in another language."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.urls import translate_url


def in_language(address: str, language: str) -> str:
    """`address`, with its query string, in `language`; its first part is swapped where no view answers to it."""
    translated = translate_url(address, language)
    if translated != address:
        return translated
    parts = urlsplit(address)
    first, _slash, rest = parts.path.lstrip("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return address
    return urlunsplit(parts._replace(path=f"/{language}/{rest}"))
