"""Whom to ask and what, what was said by telephone, what a referee answers."""

from datetime import tzinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from applications.invitations.forms import OfficeMoment
from applications.reference_checks.actions import NOBODY, WORDS, Referee
from applications.reference_checks.questions import MOST_ADDED
from portal.web.forms import LimitedText

LONGEST_QUESTION = 300
LONGEST_ANSWER = 3000
_FIELDS = ("name", "position", "organisation", "email", "phone", "relation")


def referees_of(application: Application) -> list[Referee]:
    """Those whom the application names, in its order."""
    named = (application.snapshot or {}).get("profile", {}).get("referees", [])
    return [Referee(**{field: one.get(field, "") for field in _FIELDS}) for one in named if one.get("name")]


class AskForm(forms.Form):
    """Referees whom the application names, or one more; their language; questions of the office's own; how long they have."""

    referees = forms.MultipleChoiceField(
        label=gettext_lazy("Referees named in the application"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    name = forms.CharField(label=gettext_lazy("Name of another referee"), max_length=160, required=False)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("Without one nobody is written to: ask by telephone."),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    relation = forms.CharField(
        label=gettext_lazy("How this person knows the candidate"), max_length=200, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter and the questions"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("For all whom you choose here. Whom you ask in another language, ask next."),
    )
    added = LimitedText(
        label=gettext_lazy("Questions besides the standard ones"),
        limit=1500,
        rows=3,
        required=False,
        help_text=gettext_lazy("One a line, up to five, in that language."),
    )
    days = forms.IntegerField(label=gettext_lazy("Days to answer"), min_value=3, max_value=30, initial=10)

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial={"language": application.language})
        self.named = referees_of(application)
        choices = [(str(place), _label(one)) for place, one in enumerate(self.named)]
        self.fields["referees"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["referees"]

    def clean_added(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["added"].splitlines() if line.strip()]
        if len(lines) > MOST_ADDED:
            raise forms.ValidationError(_("Ask no more than five questions besides the standard ones."))
        if any(len(line) > LONGEST_QUESTION for line in lines):
            raise forms.ValidationError(_("A question is no longer than 300 characters."))
        return lines

    def clean(self) -> Any:
        cleaned = super().clean()
        said = self.cleaned_data
        if any(said.get(field) for field in _FIELDS) and not said.get("name"):
            self.add_error("name", _("Say who it is."))
        elif not (said.get("name") or said.get("referees")):
            self.add_error(next(iter(self.fields)), NOBODY)
        return cleaned

    @property
    def chosen(self) -> list[Referee]:
        """All who are asked."""
        said = self.cleaned_data
        found = [self.named[int(place)] for place in said.get("referees", ())]
        other = {field: said.get(field, "") for field in _FIELDS}
        return [*found, *([Referee(**other)] if other["name"] else [])]


def _label(one: Referee) -> str:
    return "; ".join(filter(None, [one.name, one.position, one.organisation, one.email, one.phone]))


class AnswersForm(forms.Form):
    """One text a question; not all need an answer."""

    def __init__(self, data: Any = None, *, questions: list[str], lang: str) -> None:
        super().__init__(data)
        self.names = [f"answer_{place}" for place in range(len(questions))]
        for name, question in zip(self.names, questions, strict=True):
            field = LimitedText(label=question, limit=LONGEST_ANSWER, rows=4, required=False)
            field.widget.attrs["lang"] = lang
            self.fields[name] = field

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.errors and not any(self.answers):
            self.add_error(self.names[0], WORDS)
        return cleaned

    @property
    def answers(self) -> list[str]:
        return [self.cleaned_data.get(name, "") for name in self.names]


class NoteForm(AnswersForm):
    """What was said by telephone, and when."""

    spoken_at = OfficeMoment(label=gettext_lazy("When you talked"))

    def __init__(self, data: Any = None, *, questions: list[str], lang: str, zone: tzinfo) -> None:
        super().__init__(data, questions=questions, lang=lang)
        self.fields["spoken_at"].zone = zone  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """Whether the report quotes what the panel is shown."""

    quoted = forms.BooleanField(
        label=gettext_lazy("The evaluation report quotes these answers"), required=False
    )
