"""The form of what an application is made of besides documents: pages that the applicant writes, and a team."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.web.rows import Quiet
from vacancies.plan.asks import LARGEST_TEAM, LONGEST_METHODOLOGY, SMALLEST_TEAM
from vacancies.plan.models import Plan


class AsksForm(Quiet, forms.ModelForm):
    """Empty boxes ask for nothing."""

    methodology_limit = forms.IntegerField(
        label=gettext_lazy("Characters for the methodology"),
        required=False,
        min_value=0,
        max_value=LONGEST_METHODOLOGY,
        help_text=gettext_lazy(
            "How applicants would do the work. Leave it empty if they write nothing on it."
        ),
    )
    team_most = forms.IntegerField(
        label=gettext_lazy("People in a team, with the one who leads it"),
        required=False,
        min_value=0,
        max_value=LARGEST_TEAM,
        help_text=gettext_lazy("The largest team that may apply. Leave it empty if everybody applies alone."),
    )

    class Meta:
        model = Plan
        fields = ["methodology_limit", "letter_asked", "experience_asked", "team_most"]
        labels = {
            "letter_asked": gettext_lazy("A letter of interest and availability is asked for"),
            "experience_asked": gettext_lazy(
                "Applicants choose the experience that counts from their profile"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("methodology_limit", "team_most"):
            self.initial[name] = self.initial.get(name) or None

    def clean_methodology_limit(self) -> int:
        return self.cleaned_data["methodology_limit"] or 0

    def clean_team_most(self) -> int:
        most = self.cleaned_data["team_most"] or 0
        if 0 < most < SMALLEST_TEAM:
            raise forms.ValidationError(
                _("A team is two people at least. Leave it empty if everybody applies alone.")
            )
        return most

    @property
    def asks(self) -> dict[str, Any]:
        """The fields of the plan that the form sets."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}
