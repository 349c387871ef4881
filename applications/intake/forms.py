"""The forms of an application, made from what the plan asks; each keeps what is typed, right or wrong."""

from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from applications.documents.forms import DocumentField, accept
from applications.intake import answers, limits
from applications.intake.infection import Infection
from applications.intake.paper import Paper
from applications.profile.forms import country_choices
from portal.web.drafts import MayWait
from portal.web.forms import LimitedText
from vacancies.models import Criterion, DocumentAsked, Lot, Requirement
from vacancies.plan.models import RequirementKind

_FROM_PROFILE = {RequirementKind.NATIONALITY: "nationality", RequirementKind.RESIDENCE: "residence"}


def spoken(text: Any) -> str:
    """A bilingual text for a label; one that is borrowed from the other language says so to screen readers."""
    if getattr(text, "borrowed", False):
        return format_html('<span lang="{}">{}</span>', text.language, text)
    return str(text)


def as_typed(text: str) -> str:
    """A text as it is kept, whatever it says: without what no keyboard types, a line break being one character."""
    return text.replace("\r\n", "\n").replace("\0", "").strip()


class YearsField(forms.CharField):
    """Years of experience, typed freely: what is no number is kept and named."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": "6"})
        super().__init__(max_length=40, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return answers.years_shown(value or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            try:
                answers.years(value)
            except ValueError as error:
                raise forms.ValidationError(str(error), code="number") from error


def answer_field(requirement: Requirement, told: str = "") -> forms.Field:
    """The field in the form the kind of the requirement wants; `told` is what the profile says already."""
    label = spoken(requirement.text)
    if requirement.kind in _FROM_PROFILE:
        hint = _("As in your profile; change it if it is otherwise") if told else ""
        return forms.ChoiceField(label=label, choices=country_choices, help_text=hint)
    if requirement.kind == RequirementKind.EXPERIENCE:
        return YearsField(label=label, help_text=_("How many years you have, for example 7 or 7.5"))
    offered = [(value, capfirst(words)) for value, words in answers.choices(requirement)]
    if requirement.kind == RequirementKind.QUESTION:
        return forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *offered])


def _told(paper: Paper, requirement: Requirement) -> str:
    """What the profile says on nationality and residence."""
    name = _FROM_PROFILE.get(RequirementKind(requirement.kind), "")
    return getattr(paper.profile, name, "") if name else ""


class RequirementsForm(MayWait, forms.Form):
    """An answer and, if wanted, a note for each requirement."""

    def __init__(self, typed: Mapping[str, Any], *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, **options)
        self.paper = paper
        for requirement in paper.answered:
            self.fields[requirement.code] = answer_field(requirement, _told(paper, requirement))
            self.fields[note_name(requirement)] = forms.CharField(
                label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("What whoever checks this should know, for example where it is seen in your CV"),
            )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Requirements with their fields, in order; a document to attach has no field, only whether it is there."""
        return [self._row(requirement) for requirement in self.paper.requirements]

    def _row(self, requirement: Requirement) -> dict[str, Any]:
        if requirement.code not in self.fields:
            code = requirement.parameters.get("document")
            attached = {row.code: row.pk in self.paper.attachments for row in self.paper.asked}
            return {"document": requirement, "attached": attached.get(code, False)}
        note = self[note_name(requirement)]
        return {"answer": self[requirement.code], "note": note, "open": bool(note.value())}

    def given(self) -> dict[Requirement, tuple[str, str]]:
        """What was typed for each requirement that was on the page."""
        return {
            requirement: (self._answer(requirement), as_typed(self.data.get(note_name(requirement), "")))
            for requirement in self.paper.answered
            if requirement.code in self.data
        }

    def _answer(self, requirement: Requirement) -> str:
        """A number that is none is kept as it was typed; a choice that is none of those offered is not."""
        if requirement.kind == RequirementKind.EXPERIENCE:
            return as_typed(self.data[requirement.code])[:40]
        return self.kept().get(requirement.code, "")


def note_name(requirement: Requirement) -> str:
    return f"{requirement.code}_note"


def stored_answers(paper: Paper) -> dict[str, str]:
    """Answers as they would be typed; nationality and residence begin with those of the profile."""
    typed = {}
    for requirement in paper.answered:
        answer = paper.answers.get(requirement.pk)
        typed[requirement.code] = answer.value if answer else _told(paper, requirement)
        typed[note_name(requirement)] = answer.note if answer else ""
    return typed


class StatementsForm(MayWait, forms.Form):
    """A statement for each criterion, beside its words, points and anchors."""

    def __init__(self, typed: Mapping[str, Any], *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, **options)
        self.paper = paper
        total = sum(criterion.points for criterion in paper.criteria)
        for criterion in paper.statement_criteria:
            self.fields[criterion.code] = LimitedText(
                label=format_html("{}. {}", criterion.code, spoken(criterion.name)),
                help_text=_beside(criterion, total), limit=criterion.limit, rows=7,
            )  # fmt: skip

    def given(self) -> dict[Criterion, str]:
        """What was typed to each criterion that was on the page; also what is too long."""
        return {
            criterion: as_typed(self.data[criterion.code])
            for criterion in self.paper.statement_criteria
            if criterion.code in self.data
        }


def _beside(criterion: Criterion, total: Decimal) -> str:
    """What stands between a criterion's name and its statement."""
    context = {
        "criterion": criterion,
        "total": total,
        "plural": ceil(criterion.points),
        "anchors": criterion.anchors.all(),
    }
    return render_to_string("applications/intake/_criterion.html", context)


def stored_statements(paper: Paper) -> dict[str, str]:
    return {criterion.code: paper.statements.get(criterion.pk, "") for criterion in paper.statement_criteria}


class AttachForm(forms.Form):
    """One document, chosen for what is asked; posted by itself, so that nothing else can fail with it."""

    use_required_attribute = False
    file = DocumentField()

    def __init__(self, *args: Any, asked: DocumentAsked, **options: Any) -> None:
        super().__init__(*args, prefix=asked.code, **options)
        field = self.fields["file"]
        field.label = _("Choose a file: %(document)s") % {"document": asked.name}
        field.help_text = limits.words_of(asked)
        field.widget.attrs["accept"] = accept(limits.formats_of(asked))


class ReplaceForm(forms.Form):
    """The file that is put in the place of an infected one: a document asked for, or the CV of one of a team."""

    use_required_attribute = False
    file = DocumentField()

    def __init__(self, *args: Any, infection: Infection, **options: Any) -> None:
        super().__init__(*args, **options)
        field, asked = self.fields["file"], infection.asked
        field.label = _("Choose a file: %(document)s") % {"document": infection.title}
        if asked:
            field.help_text = limits.words_of(asked)
            field.widget.attrs["accept"] = accept(limits.formats_of(asked))


class LotForm(forms.Form):
    """What one applies for, where the vacancy has lots; `left` are those the person has not applied for yet."""

    lot = forms.ModelChoiceField(
        label=_("What you apply for"),
        queryset=Lot.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose what you apply for")},
    )

    def __init__(self, *args: Any, left: QuerySet[Lot], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lot"].queryset = left
        self.fields["lot"].label_from_instance = lot_words


def lot_words(lot: Lot) -> str:
    """A lot with the number of its openings."""
    openings = ngettext("%(n)s opening", "%(n)s openings", lot.openings) % {"n": lot.openings}
    return format_html("{} {} <small>{}</small>", lot.code, spoken(lot.name), openings)


class DeclarationForm(MayWait, forms.Form):
    declared = forms.BooleanField(
        label=_("What I state in this application is true and complete, and the documents are mine"),
        error_messages={"required": _("Confirm the declaration")},
    )


class WithdrawForm(forms.Form):
    reason = LimitedText(
        label=_("Reason, if you want to give one"),
        help_text=_("The office reads it; the panel does not"),
        limit=1000, rows=4, required=False,
    )  # fmt: skip
