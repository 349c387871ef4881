"""What an officer says where the closing date stays after an outage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.forms import LimitedText


class LeaveForm(forms.Form):
    reason = LimitedText(
        label=_("Why the closing date stays"),
        limit=1000,
        rows=3,
        help_text=_("Kept in the record of the vacancy, for whoever asks later."),
    )
