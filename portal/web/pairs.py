"""Texts in two languages on a form: a field for each language, marked with it, standing side by side."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.bilingual import languages

# Shorter limits are hardly ever met, and a counter below each city would only be noise.
COUNTED_FROM = 200

# What stands behind the name of a field; a language that is not here goes by its code.
IN = {"en": pgettext_lazy("a text", "English"), "ru": pgettext_lazy("a text", "Russian")}

TOO_LONG = _("Shorten the text: it has %(show_value)d characters, %(limit_value)d fit. We have cut nothing.")


class Prose(forms.CharField):
    """A text of several lines; a line ends in one character, however the browser sends it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class Line(forms.CharField):
    """A text of one line, typed into a box that shows all of it; the browser does not enforce its limit."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        counter = {"data-limit": max_length} if max_length >= COUNTED_FROM else {}
        widget = forms.Textarea(attrs={"rows": 1, "class": "line", **counter})
        super().__init__(**{"widget": widget, "max_length": max_length, **options})
        self.error_messages["max_length"] = TOO_LONG

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Paired:
    """Mixin of a form with the fields `title_en`, `title_ru` … for each name in `paired`.

    A form that is not made of a model names its texts in `texts`, each with the field that is made once a language.
    Names in `needed` must be written in one language at least.
    """

    paired: tuple[str, ...] = ()
    texts: dict[str, forms.CharField] = {}
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = {column: deepcopy(self.texts[name]) for name in self.texts for column in columns(name)}
        fields: dict[str, forms.Field] = {**made, **self.fields}  # type: ignore[has-type]
        self.fields = fields
        for name in self.names:
            for code in languages():
                field = fields[f"{name}_{code}"]
                field.label = labelled(field.label, code)
                field.widget.attrs["lang"] = code

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.paired, *self.texts)

    @property
    def pairs(self) -> dict[str, list[forms.BoundField]]:
        """For each name its fields, in the order of the languages."""
        return {name: [self[column] for column in columns(name)] for name in self.names}  # type: ignore[index]

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        for name in self.needed:
            fields = columns(name)
            if not any(self.cleaned_data.get(field) or field in self.errors for field in fields):  # type: ignore[attr-defined]
                self.add_error(fields[0], _("Write this in one language at least."))  # type: ignore[attr-defined]
        return cleaned


def labelled(label: Any, code: str) -> Any:
    """Title (English): the name of a field with the language `code` in which it is filled in."""
    return format_lazy("{} ({})", label, IN.get(code, code))


def columns(*names: str) -> list[str]:
    """The names of the fields: `title_en`, `title_ru` … for `title`."""
    return [f"{name}_{code}" for name in names for code in languages()]
