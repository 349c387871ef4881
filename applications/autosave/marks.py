"""A form as texts: what stands in each field, whatever its kind, and a short mark by which two texts are told apart."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.choices import flatten_choices


def fields_of(form: Any) -> Iterator[BoundField]:
    """The fields of a form or of all forms of a formset; a file is sent by itself and is none."""
    for one in getattr(form, "forms", [form]):
        for name, field in one.fields.items():
            if not isinstance(field, forms.FileField):
                yield one[name]


def texts_of(form: Any) -> dict[str, str]:
    """What each field says, by the name under which a browser sends it."""
    return {field.html_name: said(field) for field in fields_of(form)}


def said(field: BoundField) -> str:
    """What stands in a field as it reads once it is kept, so that 3.2019 is no other text than 03.2019; else as it was typed."""
    field.form.is_valid()
    cleaned = getattr(field.form, "cleaned_data", {})
    return text(field.field.prepare_value(cleaned[field.name]) if field.name in cleaned else field.value())


def unsaid(form: Any) -> list[str]:
    """The fields of which the browser has said nothing, not even that they are empty."""
    return [
        field.html_name
        for field in fields_of(form)
        if field.field.widget.value_omitted_from_data(field.form.data, {}, field.html_name)
    ]


def text(value: Any) -> str:
    """A value as one text: several choices on a line each, a tick as a browser sends it."""
    if isinstance(value, list | tuple | set):
        return "\n".join(sorted(map(str, value)))
    if isinstance(value, bool) or value is None:
        return "on" if value else ""
    return str(value).replace("\r\n", "\n").replace("\0", "").strip()


def mark(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def put(data: QueryDict, field: BoundField, said: str) -> None:
    """Let `data` say `said` in `field`, as if the browser had sent it."""
    name = field.html_name
    if isinstance(field.field, forms.MultipleChoiceField):
        data.setlist(name, said.split("\n") if said else [])
    elif said or not isinstance(field.field, forms.BooleanField):
        data[name] = said
    else:
        data.pop(name, None)


def shown(field: BoundField, said: str) -> str:
    """A text as a person reads it: of a choice its words."""
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return said
    words = {str(value): str(label) for value, label in flatten_choices(choices)}
    return ", ".join(words.get(one, one) for one in said.split("\n"))


def can_be_joined(field: BoundField) -> bool:
    """Whether two texts can stand in it one below the other."""
    return isinstance(field.field.widget, forms.Textarea)
