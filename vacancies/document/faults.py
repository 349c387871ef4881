"""What is wrong with a document, each fault under its path and in words of the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from vacancies.document.naming import named, sayable
from vacancies.document.schema import NoticeDocument


@dataclass(frozen=True)
class Fault:
    """Where a document is wrong, and why; the path is empty where the whole document is."""

    path: str
    words: str

    def __str__(self) -> str:
        return f"{self.path}: {self.words}" if self.path else self.words


# What each kind of fault that the schema finds is called; the names in them are those of pydantic's context.
SENTENCES: Mapping[str, Promise] = {
    "missing": gettext_lazy("is missing"),
    "extra_forbidden": gettext_lazy("is not known in this format"),
    "string_type": gettext_lazy("must be a text"),
    "string_unicode": gettext_lazy("has signs that are no text"),
    "string_too_long": gettext_lazy("is too long: at most %(max_length)s characters are possible"),
    "string_too_short": gettext_lazy("must not be empty"),
    "int_type": gettext_lazy("must be a whole number"),
    "int_parsing_size": gettext_lazy("is too large a number"),
    "greater_than_equal": gettext_lazy("must be at least %(ge)s"),
    "less_than_equal": gettext_lazy("must be at most %(le)s"),
    "bool_type": gettext_lazy("must be true or false"),
    "list_type": gettext_lazy("must be a list"),
    "model_type": gettext_lazy("must be an object with keys"),
    "model_attributes_type": gettext_lazy("must be an object with keys"),
    "literal_error": gettext_lazy("must be one of: %(expected)s"),
    "union_tag_invalid": gettext_lazy("has an unknown kind; possible are: %(expected_tags)s"),
    "union_tag_not_found": gettext_lazy("has no kind"),
    "no_text": gettext_lazy("has signs that are no text"),
    "no_decimal": gettext_lazy("must be a decimal number written as text, such as “12.5”"),
    "too_precise": gettext_lazy(
        "may have %(digits)s digits before the point and %(places)s behind it, not more"
    ),
    "out_of_range": gettext_lazy("must lie between %(least)s and %(most)s"),
    "no_day": gettext_lazy("must be a date that exists, written as “2026-12-31”"),
    "no_moment": gettext_lazy("must be an instant in UTC that exists, written as “2026-12-31T13:00:00Z”"),
    "no_country": gettext_lazy("“%(code)s” is not the code of a country (ISO 3166-1, two letters)"),
    "not_asked": gettext_lazy("must be true, or left out"),
    "no_code": gettext_lazy("has signs that a code may not have"),
}


def schema_faults(document: Any) -> list[Fault]:
    """Every fault that the schema finds in what JSON was read into."""
    try:
        NoticeDocument.model_validate(document)
    except ValidationError as error:
        return list(_told(document, error))
    return []


def _told(document: Any, error: ValidationError) -> Iterator[Fault]:
    for found in error.errors(include_url=False, include_input=False):
        sentence = SENTENCES.get(found["type"]) or _("is not as the format asks")
        yield Fault(named(document, _without_tag(found["loc"])), str(sentence) % _context(found))


def _without_tag(place: Sequence[str | int]) -> list[str | int]:
    """The place without the kind of requirement that pydantic names behind the number of the row."""
    return [
        part for at, part in enumerate(place)
        if not (at > 1 and place[at - 2] == "requirements" and isinstance(place[at - 1], int))
    ]  # fmt: skip


def _context(found: Any) -> dict[str, Any]:
    """What a sentence names; pydantic's English "or" is no word of it."""
    return {
        name: sayable(value).replace(" or ", ", ") if isinstance(value, str) else value
        for name, value in found.get("ctx", {}).items()
    }
