"""How often, and where to."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from vacancies.alerts.models import OF_ONE, Frequency, Subscription

_fits = MaxLengthValidator(Subscription._meta.get_field("search").max_length)  # noqa: SLF001 - Django's documented name


class FrequencyForm(forms.Form):
    """How often; the `search` that goes with it stands in the address of the page."""

    frequency = forms.ChoiceField(
        label=_("How often"), choices=Frequency, widget=forms.RadioSelect, initial=Frequency.DAILY
    )

    def __init__(self, *args: Any, search: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.search = search
        if search.startswith(OF_ONE):
            # Changes of one vacancy are told when they are made.
            self.fields["frequency"].widget = forms.HiddenInput()
            self.initial["frequency"] = Frequency.AT_ONCE

    def clean(self) -> Any:
        _fits(self.search)
        return super().clean()


class AddressForm(FrequencyForm):
    """For who has no account; the letters begin when the address is confirmed."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a letter with a link to confirm the address. No account is needed."),
    )
    field_order = ("email", "frequency")
