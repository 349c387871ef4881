"""A file of answers, and why one is set aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.documents.forms import DocumentField
from applications.written_tests.actions import REASON
from portal.web.forms import LimitedText


class AnswerFileForm(forms.Form):
    """One file of what the candidate wrote."""

    file = DocumentField(label=_("File with the answers"))


class SetAsideForm(forms.Form):
    """Why a file is not marked."""

    because = LimitedText(label=_("Reason"), limit=500, rows=3, error_messages={"required": REASON})
