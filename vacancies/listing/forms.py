"""The search on the home page; it is sent to the list."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.offices.models import Office


class SeekForm(forms.Form):
    """Words and an office, under the names that the list knows."""

    q = forms.CharField(
        label=_("What are you looking for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("For example, migration law")}),
    )
    office = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, offices: list[Office]) -> None:
        super().__init__()
        everywhere = ("", pgettext_lazy("offices", "All offices"))
        self.fields["office"].choices = [everywhere, *((office.code, office.name) for office in offices)]
