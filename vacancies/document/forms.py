"""What a person sends to import a notice, and what a template is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.web.pairs import Line
from vacancies.document.faults import Fault
from vacancies.document.reading import LARGEST, read_file


class _Reading(forms.Form):
    """A form that brings a document; what is wrong with it is kept path by path."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: list[Fault] = []

    def read(self, content: bytes) -> dict[str, Any] | None:
        """The document; a faulty one raises ValidationError with the number of faults."""
        document, self.faults = read_file(content)
        if self.faults:
            number = len(self.faults)
            words = ngettext(
                "Nothing was imported: the file has %(number)s fault.",
                "Nothing was imported: the file has %(number)s faults.",
                number,
            )
            raise forms.ValidationError(words % {"number": number})
        return document


class UploadForm(_Reading):
    """A file from a disk."""

    file = forms.FileField(
        label=gettext_lazy("File of the notice"),
        help_text=gettext_lazy("A JSON file as the export makes it, of format notice/1."),
        error_messages={"empty": gettext_lazy("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> dict[str, Any] | None:
        # One byte more than is taken tells a file that is too large from one that just fits.
        return self.read(self.cleaned_data["file"].read(LARGEST + 1))


class ConfirmedForm(_Reading):
    """The same document once more, after its summary was read."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST)

    def clean_content(self) -> dict[str, Any] | None:
        return self.read(self.cleaned_data["content"].encode())


class TemplateForm(forms.Form):
    name = Line(
        label=gettext_lazy("Name of the template"),
        max_length=120,
        help_text=gettext_lazy("The officers of the office find it by this name."),
    )


def not_here() -> Fault:
    """What is said to somebody who begins no notices in the office of the document."""
    return Fault("office", _("you begin no notices in this office"))
