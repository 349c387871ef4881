"""Rows on a form: one more by a button, ordered by number, removed by a tick; all without a script."""

from math import inf
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

MOST = 40


class Quiet:
    """Mixin of a form that, made with `quiet=True`, shows what was typed and finds no fault with it yet."""

    def __init__(self, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        self.quiet = quiet
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()  # type: ignore[misc]


class Row(Quiet, forms.Form):
    """One row; a row left empty is not asked for anything. `caption_words` name it by its `%(number)s`."""

    use_required_attribute = False
    caption_words: Any = "%(number)s"

    def full_clean(self) -> None:
        """A row that is to be removed has no faults."""
        super().full_clean()
        if getattr(self, "cleaned_data", {}).get("DELETE"):
            self._errors = ErrorDict()

    @property
    def caption(self) -> str:
        """Which row this is, for its heading and for the summary of errors."""
        number = int(str(self.prefix).rpartition("-")[2]) + 1
        return str(self.caption_words) % {"number": number}

    @property
    def said(self) -> dict[str, Any]:
        """What a valid row says, without what the set of rows adds to it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("DELETE", "ORDER")}


class Rows(forms.BaseFormSet):
    """A set of rows. Made with `quiet=True` it finds no fault yet, and the last row takes the keyboard."""

    def __init__(self, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        self.quiet = quiet
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "quiet": self.quiet}

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove")
        if self.quiet and index == self.total_form_count() - 1:
            form.visible_fields()[0].field.widget.attrs["autofocus"] = True

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self._non_form_errors = [], self.error_class()
        else:
            super().full_clean()

    @property
    def faulty(self) -> forms.Form | None:
        """The first row with a fault, for the title of the page."""
        return next((row for row in self.forms if row.errors), None)

    @property
    def kept(self) -> list[forms.Form]:
        """The rows in their order, without those removed and those left empty; a row without a number comes last."""
        rows = [row for row in self.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]
        return sorted(rows, key=_place) if self.can_order else rows


def _place(row: forms.Form) -> float:
    number = row.cleaned_data.get("ORDER")
    return inf if number is None else number


def rows_of(
    row: type[Row], *, rows: type[Rows] = Rows, extra: int = 0, order: bool = False, most: int = MOST
) -> type[Rows]:
    """The class of a set of `row`s, `most` of them, with `extra` empty ones at its end."""
    return forms.formset_factory(
        row, formset=rows, extra=extra, can_order=order, can_delete=True, max_num=most, absolute_max=most
    )


def with_one_more(data: QueryDict, prefix: str, **values: Any) -> QueryDict:
    """What was typed, and one more row at its end that holds `values`."""
    said = data.get(f"{prefix}-TOTAL_FORMS", "")
    number = int(said) if said.isdecimal() else 0
    more = data.copy()
    more[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        more.setlist(f"{prefix}-{number}-{name}", value if isinstance(value, list) else [value])
    return more
