"""What an office writes to one applicant or to many, and what is answered."""

from collections import Counter
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications.messages.starters import choices
from applications.screening.states import STATES
from portal.kernel.bilingual import languages
from portal.web.forms import LimitedText
from portal.web.pairs import IN, Line, Paired, columns, labelled

SUBJECT, TEXT = 150, 6000


class Once(forms.Form):
    """A form that knows the page it was filled in on, so that a button pressed twice sends once."""

    sending = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class Recipients(forms.ModelMultipleChoiceField):
    """Applicants by code and name, with the language each of them reads and where the application stands."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, application: Any) -> str:
        word, _kind = STATES[application.state]
        said = {
            "code": application.code,
            "name": application.full_name,
            "language": IN.get(application.applicant.language, application.applicant.language),
            "state": word,
        }
        return _("%(code)s %(name)s: reads %(language)s, %(state)s") % said


class WriteForm(Paired, Once):
    """A message to those chosen; needed in every language that one of them reads, and in no other."""

    texts = {
        "subject": Line(label=gettext_lazy("Subject"), max_length=SUBJECT, required=False),
        "text": LimitedText(label=gettext_lazy("Message"), limit=TEXT, rows=10, required=False),
    }
    to = Recipients(
        label=gettext_lazy("To whom"),
        queryset=None,
        error_messages={"required": gettext_lazy("Choose at least one applicant.")},
    )
    starter = forms.ChoiceField(label=gettext_lazy("Begin with"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self.fields["starter"].choices = choices()  # type: ignore[attr-defined]

    @property
    def in_languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Subject and message of each language, side by side with those of the other."""
        return [(code, [self[f"subject_{code}"], self[f"text_{code}"]]) for code in languages()]

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """Subject and text by language."""
        data = self.cleaned_data
        return {code: (data[f"subject_{code}"], data[f"text_{code}"]) for code in languages()}

    def clean(self) -> Any:
        cleaned = super().clean()
        read = Counter(one.applicant.language for one in self.cleaned_data.get("to", ()))
        for language, number in read.items():
            for column in columns("subject", "text"):
                if column.endswith(f"_{language}") and not self.cleaned_data.get(column, "-"):
                    self.add_error(column, _needed(number))
        return cleaned


def _needed(number: int) -> str:
    said = ngettext(
        "%(n)s of those chosen reads this language: write it here too.",
        "%(n)s of those chosen read this language: write it here too.",
        number,
    )
    return said % {"n": number}


class ThreadForm(Once):
    """The next message of the office to one applicant, in the language of that person."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=SUBJECT)
    text = LimitedText(label=gettext_lazy("Message"), limit=TEXT, rows=8)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for name in ("subject", "text"):
            self.fields[name].label = labelled(self.fields[name].label, language)
            self.fields[name].widget.attrs["lang"] = language

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        return {self.language: (self.cleaned_data["subject"], self.cleaned_data["text"])}


class AnswerForm(Once):
    """What the applicant answers."""

    text = LimitedText(label=gettext_lazy("Your message"), limit=4000, rows=6)
