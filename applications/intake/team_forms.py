"""Naming the people of a team, and what one of them answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.documents.forms import DocumentField
from applications.documents.models import Document
from applications.intake.inviting import Said
from applications.intake.paper import Paper
from applications.intake.team import TeamMember
from applications.intake.team_said import cv_words

NEEDED = {
    "name": _("Write the name"),
    "email": _("Write the e-mail address: the invitation goes there"),
    "part": _("Write what this person will do"),
}


class MemberForm(forms.Form):
    """Who somebody is, and their part in the work."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    part = forms.CharField(
        label=_("Part in the work"),
        max_length=300,
        required=False,
        help_text=_("What this person will do, in a few words: “field interviews in Tajik”. They read it before they confirm."),
    )  # fmt: skip

    def __init__(self, *args: Any, on_paper: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on_paper = on_paper
        if on_paper:
            self.fields["email"].help_text = _("If the paper names one")

    @property
    def is_needed(self) -> bool:
        """Whether somebody has to be named."""
        return True

    def clean(self) -> Any:
        cleaned = super().clean()
        for name, words in NEEDED.items():
            may_lack = name == "email" and self.on_paper
            if (
                self.is_needed
                and not may_lack
                and name not in self.errors
                and not self.cleaned_data.get(name)
            ):
                self.add_error(name, forms.ValidationError(words, code="required"))
        return cleaned

    @property
    def said(self) -> Said:
        """What the verbs take, of a valid form."""
        return Said(**{name: self.cleaned_data[name] for name in ("name", "email", "part")})


class NewMemberForm(MemberForm):
    """One more person; left empty it names nobody."""

    def __init__(self, typed: Any, *, paper: Paper, **options: Any) -> None:
        super().__init__(typed, on_paper=paper.application.being_entered is not None, **options)
        self.has_place = len(paper.team) + 1 < paper.plan.team_most

    @property
    def is_needed(self) -> bool:
        return any(self.data.get(name, "").strip() for name in self.fields)

    @property
    def newcomer(self) -> Said | None:
        """The person who was named; None where nothing was typed, or something is wrong."""
        return self.said if self.is_bound and self.is_needed and self.is_valid() else None


def stored(member: TeamMember) -> dict[str, str]:
    return {"name": member.name, "email": member.email, "part": member.part}


class SignedForm(forms.Form):
    """The CV of somebody who signed on paper."""

    file = DocumentField(label=_("CV of this person"))
    signed = forms.BooleanField(
        label=_("The paper bears this person’s signature: they take part"),
        error_messages={"required": _("Without a signature nobody takes part")},
    )


class OwnDocumentForm(forms.Form):
    """A CV out of what the person has in the portal already."""

    document = forms.ModelChoiceField(
        label=_("Your documents"),
        queryset=Document.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose one of them")},
    )

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["document"]
        field.queryset = Document.objects.of(person).usable().defer("texts").order_by("-received_at", "-pk")
        field.label_from_instance = _words


def _words(document: Document) -> str:
    return cv_words({"name": document.original_name, "pages": document.pages, "size": document.size})


class CvForm(forms.Form):
    """A CV from the person's device."""

    use_required_attribute = False

    file = DocumentField(label=_("Choose your CV"))
