"""Choosing countries on a form: the five of the region at hand, all others one click away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.countries import REGION, country_groups


class CountryBoxes(forms.CheckboxSelectMultiple):
    """Check boxes in two groups: the region with whatever is chosen, and all others, folded away."""

    template_name = "components/countries.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = [box for _group, options, _index in context["widget"]["optgroups"] for box in options]
        near = [box for box in boxes if box["value"] in REGION or box["selected"]]
        return {**context, "near": near, "far": [box for box in boxes if box not in near]}


class CountriesField(forms.MultipleChoiceField):
    """Codes of countries, those of the region first, then by code."""

    widget = CountryBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=country_groups, template_name="components/field_countries.html", **options)

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [*(code for code in REGION if code in chosen), *sorted(chosen - set(REGION))]


class CountryField(forms.ChoiceField):
    """The code of one country."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": _with_nothing, "label": _("Country"), **options})


def _with_nothing() -> list[Any]:
    return [("", "—"), *country_groups()]
