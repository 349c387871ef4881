"""Decisions on findings: one with its reason, and many by one confirmation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import ApplicationQuerySet
from applications.screening.models import Finding, Likeness, Result


class DecisionForm(forms.Form):
    """Met or not; nothing chosen takes the decision back."""

    decision = forms.ChoiceField(
        label=gettext_lazy("The requirement is"),
        widget=forms.RadioSelect,
        choices=[
            (Result.MET, pgettext_lazy("finding", "met")),
            (Result.NOT_MET, pgettext_lazy("finding", "not met")),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What the decision rests on: a page of the CV, a diploma, a letter."),
        widget=forms.Textarea(attrs={"rows": 1, "class": "line"}),
        required=False,
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        said = {"decision": finding.decision, "reason": finding.reason}
        super().__init__(*args, prefix=f"f{finding.pk}", initial=said, **kwargs)
        self.finding = finding

    def clean(self) -> None:
        decision = self.cleaned_data.get("decision")
        if decision and decision != self.finding.result and not self.cleaned_data["reason"]:
            self.add_error("reason", _("A decision against the finding needs a reason."))


class BulkForm(forms.Form):
    """The applications chosen in the table, or all of them."""

    everything = forms.BooleanField(required=False)
    applications = forms.ModelMultipleChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, applications: ApplicationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].queryset = applications

    def clean(self) -> None:
        if not self.chosen:
            raise ValidationError(_("Choose at least one application."))

    @property
    def chosen(self) -> ApplicationQuerySet:
        field: Any = self.fields["applications"]
        return (
            field.queryset if self.cleaned_data["everything"] else self.cleaned_data.get("applications", [])
        )


class LikenessForm(forms.Form):
    """One person or two, and on what that rests."""

    is_same = forms.TypedChoiceField(
        label=gettext_lazy("These two applications are"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", pgettext_lazy("two applications", "those of one person")),
            ("no", pgettext_lazy("two applications", "those of two people")),
        ],
        coerce=lambda said: said == "yes",
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("What the decision rests on: a date of birth in the CVs, a telephone call."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def __init__(self, *args: Any, verdict: Likeness | None, **kwargs: Any) -> None:
        said = {"is_same": "yes" if verdict.is_same else "no", "reason": verdict.reason} if verdict else {}
        super().__init__(*args, initial=said, **kwargs)
