"""What a form on paper asks: the fields of the pages, each as a row with its words, its limit and what may be chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.choices import flatten_choices
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.autosave.marks import fields_of, mark, text
from applications.intake.pages import Page, pages_of
from applications.intake.paper import Paper

TICKED, NOT_TICKED = "yes", "no"


@dataclass(frozen=True)
class Question:
    """One row. `option`: which of several things to tick it is about."""

    page: Page
    field: BoundField
    option: str = ""
    label: str = ""

    @property
    def path(self) -> str:
        """The name under which its answer comes back."""
        return "/".join(filter(None, (self.page.key, self.field.html_name, self.option)))

    @property
    def began(self) -> str:
        """The mark of what stood in the field when the form was made."""
        return mark(text(self.field.value()))

    @property
    def limit(self) -> int:
        return int(self.field.field.widget.attrs.get("data-limit") or 0)

    @property
    def lines(self) -> int:
        """How many lines of writing there is to be room for."""
        return int(self.field.field.widget.attrs.get("rows") or 1)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be chosen, as (value, words); nothing where one writes."""
        if self.is_tick:
            return ticks()
        return [(value, words) for value, words in choices_of(self.field) if value]

    @property
    def is_tick(self) -> bool:
        return bool(self.option) or isinstance(self.field.field, forms.BooleanField)

    @property
    def answer(self) -> str:
        """What stands in the cell: of a choice its words."""
        said = text(self.field.value())
        if self.option:
            said = TICKED if self.option in said.split("\n") else NOT_TICKED
        elif self.is_tick:
            said = TICKED if said else ""
        return dict(self.choices).get(said, "" if self.choices else said)

    @property
    def hint(self) -> str:
        """What helps to answer, line by line."""
        if self.option:
            return _("Yes: it counts. No: it is left out.")
        words = [plain(self.field.help_text)]
        if isinstance(self.field.field, forms.DateField):
            words.append(_("As year-month-day, for example 2027-02-01"))
        return "\n".join(filter(None, words))


Asked = list[tuple[Page, list[Question]]]


def questions(paper: Paper) -> Asked:
    """The pages that can be filled in on a form, each with what it asks now."""
    told = [
        (page, list(of_page(page, page.build(paper, None, False))))
        for page in pages_of(paper)
        if page.autosaved and page.build
    ]
    return [(page, found) for page, found in told if found]


def of_page(page: Page, form: Any) -> Iterator[Question]:
    """What a page asks, as its `form` stands; of several things to tick each is a question."""
    for field in fields_of(form):
        if field.is_hidden:
            continue
        label = capfirst(plain(field.label))
        if isinstance(field.field, forms.MultipleChoiceField):
            for value, words in choices_of(field):
                yield Question(page, field, value, f"{label}: {plain(words)}")
        else:
            yield Question(page, field, "", label)


def left_to_the_portal(paper: Paper, asked: Asked) -> list[str]:
    """The titles of the pages that cannot be filled in on a form that asks what is `asked`."""
    on_form = {page.key for page, _found in asked}
    return [str(page.title) for page in pages_of(paper) if page.key not in on_form]


def choices_of(field: BoundField) -> list[tuple[str, str]]:
    offered: Iterable[Any] = getattr(field.field, "choices", ())
    return [(str(value), str(words)) for value, words in flatten_choices(offered)]


def ticks() -> list[tuple[str, str]]:
    return [
        (TICKED, capfirst(pgettext("answer", "yes"))),
        (NOT_TICKED, capfirst(pgettext("answer", "no"))),
    ]


def plain(markup: Any) -> str:
    """Words without their markup, each line of it that says something; what stands in small print follows a comma."""
    words = unescape(strip_tags(str(markup).replace(" <small>", ", ")))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(filter(None, lines))
