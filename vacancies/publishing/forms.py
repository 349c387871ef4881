"""What the officer and the approver say when a notice goes from one to the other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.forms import LimitedText
from portal.web.pairs import Line


class SubmitForm(forms.Form):
    """A reason is asked for only where a language is missing."""

    gap_reason = Line(
        label=_("Why it is to be published without the other language"),
        max_length=300,
        required=False,
        help_text=_("The public reads this beside the notice."),
    )


class ReturnForm(forms.Form):
    comment = LimitedText(
        label=_("What is to be changed"), limit=2000, rows=4, help_text=_("The writer gets this by mail.")
    )
