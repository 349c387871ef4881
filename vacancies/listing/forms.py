"""The search on the home page, sent to the list; and the synonyms that HR keeps for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.offices.models import Office
from vacancies.listing.synonyms import read

MOST_LETTERS = 200_000
# Wrong lines named at once.
MOST_NAMED = 20


class SeekForm(forms.Form):
    """Words and an office, under the names that the list knows."""

    q = forms.CharField(
        label=_("What are you looking for"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("For example, migration law")}),
    )
    office = forms.ChoiceField(label=_("Office"), required=False)

    def __init__(self, offices: list[Office]) -> None:
        super().__init__()
        everywhere = ("", pgettext_lazy("offices", "All offices"))
        self.fields["office"].choices = [everywhere, *((office.code, office.name) for office in offices)]


class SynonymsForm(forms.Form):
    """The synonyms of the search as text, or as a file in its place; each line that cannot be read is named."""

    text = forms.CharField(
        label=_("Synonyms, a rule on each line"),
        required=False,
        strip=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "dir": "auto"}),
        help_text=_(
            "“a = b = c” finds each by the others; “a => b, c” finds b and c by a. # begins a remark."
        ),
    )
    file = forms.FileField(
        label=_("Or a text file in place of it"), required=False, help_text=_("UTF-8, up to 200 KB.")
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_file(self) -> str:
        """The text of the file, which takes the place of the other one on the page as well."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_LETTERS:
            raise forms.ValidationError(_("The file is larger than 200 KB."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not a text in UTF-8. Save it as UTF-8.")) from error
        self.data = self.data.copy()
        self.data["text"] = text
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        text = said.get("file") or said.get("text", "")
        for wrong in read(text)[1][:MOST_NAMED]:
            self.add_error("text", str(wrong))
        return {**said, "text": text.replace("\r\n", "\n")}
