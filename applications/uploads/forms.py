"""What a sender says of a file before sending it."""

import unicodedata

from django import forms
from django.core.validators import RegexValidator

_MAX_NAME = 255
_UNSHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class AnnouncementForm(forms.Form):
    """Name, size in bytes and, where it is known, the SHA-256 of the whole file."""

    filename = forms.CharField(required=False, empty_value="document")
    size = forms.IntegerField(min_value=0)
    sha256 = forms.CharField(required=False, validators=[RegexValidator(r"^[0-9a-f]{64}\Z")])

    def clean_filename(self) -> str:
        """As it may stand on a page; the end, with the kind of file, is what matters of a long one."""
        name = "".join(
            sign for sign in self.cleaned_data["filename"] if unicodedata.category(sign) not in _UNSHOWN
        )
        return name.strip()[-_MAX_NAME:] or "document"
