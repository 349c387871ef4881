"""The form of a price offer: one figure, or a lump sum with the parts that make it, before it is sealed."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from applications.intake.forms import spoken
from applications.intake.paper import Paper
from applications.intake.pricing import label
from portal.web.drafts import MayWait
from portal.words.figures import money

_AMOUNT = re.compile(r"(\d{1,12})(?:[.,](\d{1,2}))?")


class AmountField(forms.CharField):
    """A sum above zero. Thousands may be apart by spaces; a comma or a point stands before cents and nowhere else."""

    default_error_messages = {
        "required": _("Write the price"),
        "amount": _("Write the price in digits, for example 12500 or 12500.50"),
        "zero": _("The price must be above zero"),
    }

    def __init__(self, *, may_be_zero: bool = False, **options: Any) -> None:
        self.may_be_zero = may_be_zero
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if text in self.empty_values:
            return text
        match = _AMOUNT.fullmatch(re.sub(r"\s", "", text))
        if not match:
            raise forms.ValidationError(self.error_messages["amount"], code="amount")
        amount = Decimal(f"{match[1]}.{match[2] or 0}")
        if not amount and not self.may_be_zero:
            raise forms.ValidationError(self.error_messages["zero"], code="zero")
        return amount


class PriceForm(MayWait, forms.Form):
    """The price, before it is sealed; with a field for each output where the plan wants its parts."""

    amount = AmountField()

    def __init__(self, *args: Any, paper: Paper, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"].label = label(paper.plan)
        self.currency = paper.plan.currency
        for number, output in enumerate(paper.outputs, start=1):
            self.fields[f"part_{number}"] = AmountField(
                label=format_html("{}. {}", number, spoken(output.title)),
                may_be_zero=True,
                error_messages={"required": _("Write what of it is for this output, 0 if nothing")},
            )
        if paper.outputs:
            self.fields["amount"].label = _("Total in %(currency)s") % {"currency": self.currency}
            self.order_fields([*self._parts, "amount"])

    @property
    def _parts(self) -> list[str]:
        return [name for name in self.fields if name.startswith("part_")]

    @property
    def parts(self) -> list[forms.BoundField]:
        return [self[name] for name in self._parts]

    def clean(self) -> Any:
        """Nothing, or everything, and parts that make the total."""
        cleaned = super().clean()
        typed = [name for name in (*self._parts, "amount") if self.data.get(name, "").strip()]
        for name in self.fields if typed else ():
            if name not in typed and name not in self.errors:
                self.add_error(name, forms.ValidationError(self.fields[name].error_messages["required"]))
        if self._parts and typed and not self.errors:
            self._compare(self.cleaned_data["amount"])
        return cleaned

    def _compare(self, total: Decimal) -> None:
        made = sum((self.cleaned_data[name] for name in self._parts), Decimal(0))
        if made == total:
            return
        told = {"made": money(made, self.currency), "difference": money(abs(total - made), self.currency)}
        sentence = (
            _("The parts add up to %(made)s: %(difference)s less than the total.")
            if made < total
            else _("The parts add up to %(made)s: %(difference)s more than the total.")
        )
        self.add_error("amount", forms.ValidationError(sentence % told, code="sum"))

    @property
    def offer(self) -> tuple[Decimal, Sequence[Decimal]] | None:
        """The amount and its parts; None where nothing was typed, or something is wrong."""
        if not self.is_valid() or not self.cleaned_data["amount"]:
            return None
        return self.cleaned_data["amount"], [self.cleaned_data[name] for name in self._parts]
