"""The forms of experience, methodology and letter; each keeps what is typed, right or wrong."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from applications.intake import written_lines
from applications.intake.forms import as_typed
from applications.intake.paper import Paper
from applications.intake.written import LONGEST_LETTER, LONGEST_VALIDITY, SHORTEST_VALIDITY, Available, Letter
from applications.profile.models import Said
from applications.profile.parts import Employment
from portal.web.drafts import MayWait
from portal.web.forms import DayInput, LimitedText

_TEXTS = ("barred_words", "relatives_words", "text")
# Choices that are not sent when nothing is chosen, with a field that is always sent with them.
_BESIDE = {
    "accepts": "text",
    "available": "available_from",
    "barred": "barred_words",
    "relatives": "relatives_words",
}
# What a letter begins with, because the profile says it already.
_FROM_PROFILE = ("barred", "barred_words", "relatives", "relatives_words")


class ExperienceForm(MayWait, forms.Form):
    """Which entries of the profile count for this vacancy; an entry that was not on the page counts."""

    counts = forms.MultipleChoiceField(
        label=_("What counts for this vacancy"), widget=forms.CheckboxSelectMultiple, required=False
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    mark_optional = False

    def __init__(self, typed: Mapping[str, Any], *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, **options)
        self.paper = paper
        self.fields["counts"].choices = [(str(row.pk), _entry(row)) for row in paper.employments]

    def clean(self) -> Any:
        """Asked strictly, at least one entry that counts, and each of them told whole."""
        cleaned = super().clean()
        if self.strict and self.paper.employments:
            self._judge([row for row in self.paper.employments if str(row.pk) in cleaned.get("counts", ())])
        return cleaned

    def _judge(self, ticked: list[Employment]) -> None:
        if not ticked:
            self.add_error("counts", _("Choose at least one entry"))
        for row in ticked:
            if not row.is_whole:
                words = _("“%(entry)s” is not complete. Add what it lacks in your profile, or leave it out")
                self.add_error("counts", words % {"entry": row})

    def left_out(self) -> list[Employment]:
        """The entries that were on the page and are not ticked, and those left out before that were not on it."""
        said = self.kept()
        shown, ticked = str(said.get("shown", "")).split(","), said.get("counts", [])
        return [
            row
            for row in self.paper.employments
            if (str(row.pk) not in ticked if str(row.pk) in shown else row.pk in self.paper.left_out)
        ]


def _entry(row: Employment) -> str:
    line = written_lines.of_employment(written_lines.employment(row))
    return format_html("{} <small>{}</small>", line.label, line.note)


def stored_experience(paper: Paper) -> dict[str, Any]:
    """Everything ticked that is not left out."""
    return {
        "counts": [str(row.pk) for row in paper.chosen],
        "shown": ",".join(str(row.pk) for row in paper.employments),
    }


class MethodologyForm(MayWait, forms.Form):
    """How the applicant would do the work."""

    def __init__(self, typed: Mapping[str, Any], *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, **options)
        self.fields["methodology"] = LimitedText(
            label=_("Methodology"),
            help_text=_("How you would do the work: steps, methods, time, risks. The panel reads it beside your CV."),
            limit=paper.plan.methodology_limit, rows=16,
        )  # fmt: skip

    @property
    def text(self) -> str | None:
        """What was typed, also what is too long; None where the page did not send it."""
        return as_typed(self.data["methodology"]) if "methodology" in self.data else None


class LetterForm(MayWait, forms.Form):
    """The letter of interest and availability in fields; the price is no part of it, only how long it holds."""

    accepts = forms.BooleanField(
        label=_(
            "I accept the terms of reference and the general conditions of contracts with the organisation"
        ),
        error_messages={"required": _("Confirm this")},
    )
    available = forms.ChoiceField(
        label=_("When you are available"),
        choices=Available,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers")},
    )
    available_from = forms.DateField(
        label=_("If from a later date: from when"), widget=DayInput, required=False
    )
    price_valid_days = forms.IntegerField(
        label=_("For how many days your price holds"),
        min_value=SHORTEST_VALIDITY,
        max_value=LONGEST_VALIDITY,
        help_text=_("Counted from the closing date, for example 90"),
        error_messages={"required": _("Say for how many days")},
    )
    barred = forms.ChoiceField(
        label=_("Are you excluded from work for the United Nations or an international organisation?"),
        choices=[(value, capfirst(words)) for value, words in Said.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer this")},
    )
    barred_words = forms.CharField(
        label=_("If yes: by whom, why and until when"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    relatives = forms.ChoiceField(
        label=_("Do relatives of yours work for the organisation or elsewhere in the UN system?"),
        choices=[(value, capfirst(words)) for value, words in Said.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Answer this")},
    )
    relatives_words = forms.CharField(
        label=_("If yes: who, and where they work"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    text = LimitedText(
        label=_("Why you, and why this work"),
        help_text=_("In your own words. The panel reads this and when you are available; the office reads all of the letter."),
        error_messages={"required": _("Write a few sentences")}, limit=LONGEST_LETTER, rows=10,
    )  # fmt: skip

    # What depends on an answer before it says so itself.
    mark_optional = False

    def __init__(self, typed: Mapping[str, Any], *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, **options)
        if not paper.plan.has_prices:
            del self.fields["price_valid_days"]

    def clean(self) -> Any:
        """A later date and words only where the answer before them asks for them."""
        cleaned = super().clean()
        said = self.cleaned_data
        if said.get("available") == Available.FROM and not said.get("available_from"):
            self._lacks("available_from", _("Say from when"))
        for name in ("barred", "relatives"):
            if said.get(name) == Said.YES and not said.get(f"{name}_words"):
                self._lacks(f"{name}_words", _("Say more about it"))
        return cleaned

    def _lacks(self, name: str, words: Any) -> None:
        if name not in self.errors:
            self.add_error(name, forms.ValidationError(words, code="required"))

    def given(self) -> dict[str, Any]:
        """The columns of the letter; a text too long is kept whole, what is no date or number is not kept.

        What was not on the page stays: a box without a tick is not sent, so it counts with the text that is.
        """
        said = self.kept()
        later = said.get("available") == Available.FROM
        columns = {
            "accepts": bool(said.get("accepts")),
            "available": said.get("available", ""),
            "available_from": (said.get("available_from") or None) if later else None,
            "price_valid_days": said.get("price_valid_days") or None,
            **{name: said.get(name, "") for name in ("barred", "relatives")},
            **{name: as_typed(self.data.get(name, "")) for name in _TEXTS},
        }
        return {name: value for name, value in columns.items() if _BESIDE.get(name, name) in self.data}


def stored_letter(paper: Paper) -> dict[str, Any]:
    """The letter as it would be typed; one that is not begun says what the profile says."""
    if paper.letter is None:
        return {name: getattr(paper.profile, name, "") for name in _FROM_PROFILE}
    names = [field.name for field in Letter._meta.fields if field.name not in ("id", "application")]  # noqa: SLF001 - Django's documented name
    return {name: getattr(paper.letter, name) for name in names}
