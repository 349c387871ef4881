"""What a check finds: a fault of a field, what it takes to go on all the same, and the place to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.kernel import spoken
from portal.kernel.bilingual import languages, missing

REQUIRED_TEXTS = {"title", "summary", "name", "text", "city"}


@dataclass(frozen=True)
class Place:
    """A page of the editor (a name of publishing's addresses, and what it is about) and a field on it."""

    page: str
    args: tuple[int, ...]
    anchor: str = ""

    @property
    def address(self) -> str:
        page = reverse(f"publishing:{self.page}", args=self.args)
        return f"{page}#id_{self.anchor}" if self.anchor else page

    def at(self, anchor: str) -> "Place":
        return replace(self, anchor=anchor)


@dataclass(frozen=True)
class Gap:
    """One fault. With a `language` only that one lacks the text; what is `excusable` goes with a reason; all else stops."""

    field: str
    message: str
    place: Place = field(compare=False)
    language: str | None = None
    excusable: bool = False


def blocking(found: Iterable[Gap]) -> list[Gap]:
    """Those that no reason excuses."""
    return [gap for gap in found if gap.language is None and not gap.excusable]


def untranslated(found: Iterable[Gap]) -> list[Gap]:
    """Those that the public is told the reason of: a language is missing, or stale."""
    return [gap for gap in found if gap.language is not None]


def excusable(found: Iterable[Gap]) -> list[Gap]:
    """Those that go with a reason, which stays with the notice."""
    return [gap for gap in found if gap.excusable]


def texts(row: Any, label: str, page: Place, *, by_field: bool = False) -> Iterator[Gap]:
    """Texts of `row` that no language has though one must, then those that only some languages have.

    `label` names the row before its text; links lead to the field where the page has one `by_field`.
    """

    def place(name: str, language: str) -> Place:
        return page.at(f"{name}_{language}") if by_field else page

    for name in row.bilingual:
        if name in REQUIRED_TEXTS and not getattr(row, name):
            message = _("%(text)s: write it in one language at least.") % {
                "text": words_for(row, name, label)
            }
            yield Gap(name, message, place(name, languages()[0]))
    for name, language in missing(row):
        names = {"text": words_for(row, name, label), "language": spoken.name(language)}
        yield Gap(name, _("%(text)s: missing in %(language)s.") % names, place(name, language), language)


def words_for(row: Any, name: str, label: str) -> str:
    """What the text `name` of `row` is called, with `label` before it where there are several rows."""
    text = getattr(type(row), name).verbose_name
    return f"{label}, {text}" if label else capfirst(text)
