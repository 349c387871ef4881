"""Choosing a document, and asking for the picture of a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.documents.checks import MB, check_upload
from applications.documents.models import ENDINGS, Kind
from portal.kernel.workflow import Refused
from vacancies.plan.formats import in_words

# Pixels: a phone, a column beside the score sheet, the same on a dense screen.
WIDTHS = (480, 960, 1600)


def accept(kinds: Iterable[Kind]) -> str:
    """What a browser is to offer. It names no photos of iPhones, so that these are turned into JPEG on the way."""
    return ",".join(ending for kind in kinds for ending in ENDINGS[kind])


class DocumentField(forms.FileField):
    """A file that is opened and read through before the form is valid; give it on to `actions.receive`."""

    widget = forms.FileInput(attrs={"accept": accept(Kind)})
    default_error_messages = {
        "required": _("Choose a file"),
        "missing": _("No file arrived. Choose it again"),
    }

    def __init__(self, **options: Any) -> None:
        limits = format_lazy(
            _("{formats}, up to {size} MB and {pages} pages"),
            formats=lazy(in_words, str)(list(Kind)),
            size=settings.DOCUMENT_MAX_BYTES // MB,
            pages=settings.DOCUMENT_MAX_PAGES,
        )
        # An empty file is refused by the check, which names it.
        super().__init__(**{"help_text": limits, "allow_empty_file": True, **options})

    def clean(self, data: Any, initial: Any = None) -> File | None:
        upload = super().clean(data, initial)
        if upload:
            try:
                check_upload(upload)
            except Refused as refused:
                raise ValidationError(str(refused), code="unusable") from refused
        return upload


class UploadForm(forms.Form):
    """One document, chosen."""

    file = DocumentField(label=_("File"))


class PictureForm(forms.Form):
    """How wide a picture of a page is wanted; 960 pixels when nothing is said."""

    width = forms.TypedChoiceField(
        choices=[(width, width) for width in WIDTHS], coerce=int, required=False, empty_value=WIDTHS[1]
    )
