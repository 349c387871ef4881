"""What an address of a download may ask for."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.reports.models import Paper
from applications.reports.receipts import Kind


class VersionForm(forms.Form):
    """The version of the ranking; the latest without one."""

    version = forms.IntegerField(min_value=1, max_value=32767, required=False)


class PaperForm(forms.Form):
    """Which paper is to be made, and in which language."""

    paper = forms.ChoiceField(choices=Paper.choices)
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class KindForm(forms.Form):
    """What of the register is shown; everything where nothing is chosen."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("application", "State"),
        choices=[("", _("All")), *Kind.choices, ("on_behalf", _("Entered by the office"))],
        required=False,
    )
