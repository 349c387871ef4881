"""The rule of a short list, and who goes on against it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.scoring.pseudonyms import Callings
from applications.scoring.short_listing import Line
from applications.screening.short_list import Kind
from vacancies.plan.models import Stage


class RuleForm(forms.Form):
    """After which round, who goes on, and how many or from how many per cent."""

    stage = forms.ChoiceField(label=gettext_lazy("After the round"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Who goes on"), choices=Kind.choices, widget=forms.RadioSelect
    )
    value = forms.DecimalField(
        label=gettext_lazy("How many, or from how many per cent"),
        help_text=gettext_lazy(
            "Left out for the minimum marks. Who is equal to the last who goes on, goes on too."
        ),
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        localize=True,
    )

    def __init__(self, *args: Any, stages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(stage, Stage(stage).label) for stage in stages]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind, value = said.get("kind"), said.get("value")
        if kind == Kind.BEST and (not value or value != int(value)):
            self.add_error("value", _("Say how many, as a whole number."))
        if kind == Kind.PERCENT and (not value or value > 100):
            self.add_error("value", _("Say from how many per cent, up to 100."))
        return said


class ConfirmForm(forms.Form):
    """A reason beside each candidate for whom it shall be the other way than by the rule; empty follows the rule."""

    def __init__(self, *args: Any, lines: Sequence[Line], callings: Callings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes: dict[str, str] = {}
        for line in lines:
            code = callings.of(line.application).code
            self.codes[code] = line.application.code
            label = (
                _("Reason to take %(code)s along all the same")
                if not line.goes_on
                else _("Reason to leave %(code)s out all the same")
            )
            self.fields[code] = forms.CharField(label=label % {"code": code}, required=False, max_length=1000)

    @property
    def departures(self) -> dict[str, str]:
        """Reasons by the code of the application, whatever the reader calls it by."""
        return {self.codes[code]: reason for code, reason in self.cleaned_data.items() if reason.strip()}
