"""Numbers on forms: typed with a decimal point or a comma, shown back as the reader writes them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format


def written(value: Decimal) -> str:
    """2.5 in English, 2,5 in Russian: without needless zeros and with nothing between the thousands."""
    text = f"{value:f}"
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return plain.replace(".", get_format("DECIMAL_SEPARATOR", use_l10n=True))


class Number(forms.DecimalField):
    """A number in a box for text: browsers take a comma in their own number boxes or leave it out, as they please."""

    def __init__(self, **options: Any) -> None:
        plain_box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": plain_box, **options})

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value
