"""Why a ranking is made again, and which lot an address asks for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from portal.web.forms import LimitedText
from vacancies.models import Lot, Vacancy


class AgainForm(forms.Form):
    """The reason for a further version."""

    reason = LimitedText(label=gettext_lazy("Why the ranking is made again"), limit=2000, rows=4)


class LotForm(forms.Form):
    """The lot by its code; none where the vacancy has no lots, or for the page over all of them."""

    lot = forms.ModelChoiceField(queryset=Lot.objects.none(), to_field_name="code", required=False)

    def __init__(self, data: Mapping[str, Any], *, vacancy: Vacancy) -> None:
        super().__init__(data)
        self.fields["lot"].queryset = vacancy.lots.all()  # type: ignore[attr-defined]
