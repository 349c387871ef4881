"""What an address of a download may ask for."""

from django import forms


class VersionForm(forms.Form):
    """The version of the ranking; the latest without one."""

    version = forms.IntegerField(min_value=1, max_value=32767, required=False)
