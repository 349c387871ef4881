"""Requirements on a form: each kind asks for its own parameters."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel import spoken
from portal.web.pairs import Line, Paired, columns
from portal.web.places import CountriesField
from portal.web.rows import Row, rows_of
from vacancies.plan.models import EducationLevel, LanguageLevel, RequirementKind

Choices = Sequence[tuple[str, str]]

ANSWERS = [("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no"))]


# The fields that a requirement has besides its text, by kind; the choices are the documents asked for.
PARAMETERS: dict[str, Callable[[Choices], dict[str, forms.Field]]] = {
    RequirementKind.NATIONALITY: lambda _documents: {"countries": CountriesField(label=_("Nationals of"))},
    RequirementKind.RESIDENCE: lambda _documents: {"countries": CountriesField(label=_("Residents of"))},
    RequirementKind.EXPERIENCE: lambda _documents: {
        "years": forms.IntegerField(label=_("Years, at least"), min_value=1, max_value=50)
    },
    RequirementKind.EDUCATION: lambda _documents: {
        "level": forms.ChoiceField(label=_("Level, at least"), choices=EducationLevel)
    },
    RequirementKind.LANGUAGE: lambda _documents: {
        "language": forms.ChoiceField(label=_("Language"), choices=spoken.choices),
        "level": forms.ChoiceField(label=_("Level, at least"), choices=LanguageLevel),
    },
    RequirementKind.DOCUMENT: lambda documents: {
        "document": forms.ChoiceField(label=_("Document"), choices=documents)
    },
    RequirementKind.QUESTION: lambda _documents: {
        "answer": forms.ChoiceField(
            label=_("The answer that meets the requirement"), choices=ANSWERS, widget=forms.RadioSelect
        )
    },
}


class RequirementRow(Paired, Row):
    """One requirement; its kind was chosen when the row was added and stays."""

    caption_words = "R%(number)s"
    texts = {"text": Line(label=gettext_lazy("As applicants read it"), max_length=300, required=False)}
    needed = ("text",)
    kind = forms.ChoiceField(choices=RequirementKind, widget=forms.HiddenInput)

    def __init__(self, *args: Any, documents: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = PARAMETERS.get(self["kind"].value())
        self.asked = fields(documents) if fields else {}
        self.fields.update(self.asked)

    @property
    def title(self) -> str:
        return str(dict(RequirementKind.choices).get(self["kind"].value(), ""))

    @property
    def parameter_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked]

    @property
    def requirement(self) -> dict[str, Any]:
        """The fields of the requirement, its parameters as the plan keeps them: texts and lists of texts."""
        said = self.cleaned_data
        parameters = {
            name: said[name] if isinstance(said[name], list) else str(said[name]) for name in self.asked
        }
        texts = {name: said[name] for name in columns("text")}
        return {"kind": said["kind"], "parameters": parameters, **texts}


RequirementRows = rows_of(RequirementRow, order=True)
