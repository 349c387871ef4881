"""The form of what an application is made of besides documents: pages that the applicant writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.web.rows import Quiet
from vacancies.plan.asks import LONGEST_METHODOLOGY
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

    class Meta:
        model = Plan
        fields = ["methodology_limit", "letter_asked", "experience_asked"]
        labels = {
            "letter_asked": gettext_lazy("A letter of interest and availability is asked for"),
            "experience_asked": gettext_lazy(
                "Applicants choose the experience that counts from their profile"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["methodology_limit"] = self.initial.get("methodology_limit") or None

    def clean_methodology_limit(self) -> int:
        return self.cleaned_data["methodology_limit"] or 0

    @property
    def asks(self) -> dict[str, Any]:
        """The fields of the plan that the form sets."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}
