"""Why a ranking is made again, and which lot an address asks for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import PriceOffer
from applications.intake.price_form import AmountField
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


class EnvelopesForm(forms.Form):
    """What one person reads in each envelope; nothing is filled in beforehand, so that each reads for themselves."""

    def __init__(self, *args: Any, offers: Sequence[PriceOffer], currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offers = offers
        for offer in offers:
            said = {"code": offer.application.code, "number": offer.envelope, "currency": currency}
            self.fields[_name(offer)] = AmountField(
                label=_("%(code)s, envelope %(number)s: price in %(currency)s") % said,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def amounts(self) -> dict[PriceOffer, Decimal]:
        return {offer: self.cleaned_data[_name(offer)] for offer in self.offers}


def _name(offer: PriceOffer) -> str:
    return f"price_{offer.pk}"
