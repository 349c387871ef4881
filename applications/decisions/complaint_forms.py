"""What an applicant contests, and what an approver answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.decisions.complaining import SAY_WHAT, SAY_WHY
from applications.decisions.complaint import Complaint, Finding
from portal.web.forms import LimitedText
from portal.web.pairs import labelled


class ComplaintForm(forms.Form):
    """The complaint in the applicant's words."""

    text = LimitedText(
        label=_("What you contest, and why"),
        limit=6000,
        rows=10,
        error_messages={"required": SAY_WHAT},
        help_text=_("Say which rule of the notice or of the selection you think was not kept."),
    )


class AnswerComplaintForm(forms.Form):
    """What was found, and the reasons, in the language of the applicant."""

    finding = forms.ChoiceField(
        label=_("The complaint is"), choices=Finding.choices, widget=forms.RadioSelect
    )
    text = LimitedText(
        label=_("Reasons of the answer"), limit=6000, rows=10, error_messages={"required": SAY_WHY}
    )

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        super().__init__(data)
        language = complaint.application.applicant.language
        self.fields["text"].label = labelled(self.fields["text"].label, language)
        self.fields["text"].widget.attrs["lang"] = language
