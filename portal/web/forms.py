"""How every form of the portal renders: label, hint, error, control, counter, wired for assistive technology."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.words.figures import figure


def length(text: str) -> int:
    """Characters as the writer counts them: a line break is one, blanks at either end are none."""
    return len(text.replace("\r\n", "\n").strip())


class Counter:
    """What stands below a text with a limit; the server writes it, the script keeps it up to date."""

    def __init__(self, used: int, limit: int) -> None:
        self.used = used
        self.limit = limit

    @property
    def over(self) -> bool:
        return self.used > self.limit

    @property
    def within(self) -> str:
        """The sentence with `{n}` where the script puts the number of characters used."""
        sentence = ngettext("{n} of %(limit)s character", "{n} of %(limit)s characters", self.limit)
        return sentence % {"limit": figure(self.limit)}

    @property
    def beyond(self) -> str:
        """The same when there are `{m}` too many."""
        return _("%(count)s, {m} too many") % {"count": self.within}

    def __str__(self) -> str:
        sentence = self.beyond if self.over else self.within
        return sentence.replace("{n}", figure(self.used)).replace("{m}", figure(self.used - self.limit))


class Field(forms.BoundField):
    """A field that knows which component shows it and what describes its control."""

    @property
    def template_name(self) -> str:
        widget = self.field.widget
        if self.field.template_name:
            return str(self.field.template_name)
        if isinstance(widget, forms.FileInput):
            return "components/field_file.html"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "components/field_group.html"
        if isinstance(widget, forms.CheckboxInput):
            return "components/field_check.html"
        return super().template_name

    @property
    def counter(self) -> Counter | None:
        """Counter of a text whose widget carries `data-limit`."""
        limit = self.field.widget.attrs.get("data-limit")
        return Counter(length(str(self.value() or "")), int(limit)) if limit else None

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.counter:
            return described
        return f"{described} {self.auto_id}_count".strip()

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """As Django does, but without a placeholder that only repeats the label."""
        attrs = super().build_widget_attrs(attrs, widget)
        if str((widget or self.field.widget).attrs.get("placeholder")) == str(self.label):
            attrs["placeholder"] = False
        return attrs

    @property
    def anchor(self) -> str:
        """Where a link of the error summary leads: the control, or the first choice of a group."""
        if self.template_name == "components/field_group.html":
            return f"{self.auto_id}_0"
        return str(self.id_for_label or self.auto_id)

    @property
    def optional(self) -> bool:
        """Whether the label says so: only in forms that set `mark_optional`."""
        return getattr(self.form, "mark_optional", False) and not self.field.required


class Renderer(DjangoTemplates):
    """Our components from the project's templates, Django's own widgets from Django."""

    bound_field_class = Field
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("components/"):
            return get_template(template_name)
        return super().get_template(template_name)


class LimitedText(forms.CharField):
    """A long text with a limit that the browser does not enforce: nothing typed is ever cut."""

    def __init__(self, *, limit: int, rows: int = 6, **options: Any) -> None:
        self.limit = limit
        widget = forms.Textarea(attrs={"rows": rows, "data-limit": limit})
        super().__init__(**{"widget": widget, **options})

    def validate(self, value: str) -> None:
        super().validate(value)
        excess = length(value) - self.limit
        if excess > 0:
            sentence = ngettext(
                "Shorten the text by %(n)s character. We have cut nothing.",
                "Shorten the text by %(n)s characters. We have cut nothing.",
                excess,
            )
            raise forms.ValidationError(sentence % {"n": figure(excess)}, code="too_long")


class DayInput(forms.DateInput):
    """The browser's own calendar; a plain text field where there is none."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar and clock, without a zone: the form says whose clock it is."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
