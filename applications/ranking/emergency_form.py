"""What is asked of who opens a sealed price in an emergency: why, and the password."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.scoring.forms import LONGEST_REASON, PasswordForm
from portal.web.forms import LimitedText


class EmergencyForm(PasswordForm):
    """The reason, and which opening the reader saw asked for: sent twice, it shows a price once."""

    reason = LimitedText(
        label=pgettext_lazy("emergency opening", "What the emergency is"),
        help_text=gettext_lazy("Say what has happened and why it cannot wait until all prices are opened. Name no sum and no person."),
        limit=LONGEST_REASON,
        rows=4,
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("reason", "password", "number")

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"number": number}, **kwargs)

    @property
    def words(self) -> dict[str, Any]:
        """What was sent, for the verb."""
        return {name: self.cleaned_data[name] for name in ("reason", "number")}
