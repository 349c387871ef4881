"""Choosing the form that was filled in."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.intake.offline.cells import MOST_BYTES
from applications.intake.offline.filled import bring
from portal.kernel.workflow import Refused


class FilledForm(forms.Form):
    """The workbook that comes back; `brought` is what it says and `digest` the SHA-256 of the file."""

    use_required_attribute = False
    form = forms.FileField(
        label=_("The form that you have filled in"),
        help_text=format_lazy(_("XLSX, up to {size} MB"), size=MOST_BYTES // 1024**2),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Choose a file"),
            "missing": _("No file arrived. Choose it again"),
            "empty": _("The file is empty. Save the form once more and choose it again"),
        },
    )

    def clean_form(self) -> Any:
        upload = self.cleaned_data["form"]
        if upload.size > MOST_BYTES:
            raise ValidationError(
                _("The file is larger than %(size)s MB. A form without pictures is much smaller")
                % {"size": MOST_BYTES // 1024**2}
            )
        content = upload.read()
        try:
            self.brought = bring(content)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused
        self.digest = hashlib.sha256(content).hexdigest()
        return upload
