"""Why a ranking is made again."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.web.forms import LimitedText


class AgainForm(forms.Form):
    """The reason for a further version."""

    reason = LimitedText(label=gettext_lazy("Why the ranking is made again"), limit=2000, rows=4)
