"""How often, and where to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vacancies.alerts.models import Frequency


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Frequency, widget=forms.RadioSelect, initial=Frequency.DAILY
    )


class AddressForm(FrequencyForm):
    """For who has no account; the letters begin when the address is confirmed."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a letter with a link to confirm the address. No account is needed."),
    )
    field_order = ("email", "frequency")
