"""What an officer writes of an application that came on paper, by mail or by telephone."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.documents.forms import DocumentField
from applications.intake.entering import LATE, TO_COME, TOO_EARLY, Came
from applications.intake.entering_again import came_again
from applications.intake.forms import lot_words
from applications.intake.models import Application
from applications.intake.on_behalf import Source, came_in_time
from portal.kernel.local_time import instant
from portal.web.drafts import MayWait
from portal.web.forms import MomentInput
from vacancies.models import Lot, Vacancy


class ArrivalForm(forms.Form):
    """How and when something came; late, it is asked whether to put it into the register as late."""

    source = forms.ChoiceField(label=_("How it came"), choices=Source.choices, widget=forms.RadioSelect)
    received = forms.DateTimeField(label=_("When the office received it"), widget=MomentInput)
    scan = DocumentField(label=_("Scan of what came"), required=False)
    late = forms.BooleanField(
        label=_("Put it into the register as late: it takes no part in the selection"), required=False
    )

    def __init__(self, *args: Any, vacancy: Vacancy, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.vacancy, self.at = vacancy, at
        self.fields["received"].help_text = _("On the clock of the office (%(city)s), to the minute") % {
            "city": vacancy.office.city
        }

    @property
    def is_late(self) -> bool:
        """Whether what was written says that it came too late; only then the box for the register is shown."""
        received = getattr(self, "cleaned_data", {}).get("received")
        return received is not None and not came_in_time(self.vacancy, received)

    def clean_received(self) -> datetime:
        shown = self.cleaned_data["received"].replace(tzinfo=None)
        received = instant(shown, self.vacancy.office.zone)
        if received > self.at:
            raise forms.ValidationError(TO_COME, code="to_come")
        if self.vacancy.published_at is None or received < self.vacancy.published_at:
            raise forms.ValidationError(TOO_EARLY, code="too_early")
        return received

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_late and not self.cleaned_data.get("late"):
            self.add_error("late", LATE)
        return cleaned


class CameForm(ArrivalForm):
    """How, when and from whom an application came."""

    field_order = ("source", "received", "name", "email", "phone", "language", "lot", "scan", "late")

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("Family name, given name and patronymic, as written there"),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False,
        help_text=_("If there is one: receipt and letters go there. Without it they are printed and posted."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Language of letters"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    lot = forms.ModelChoiceField(
        label=_("What is applied for"),
        queryset=Lot.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, vacancy: Vacancy, **options: Any) -> None:
        super().__init__(*args, vacancy=vacancy, **options)
        lots = vacancy.lots.all()
        if lots:
            self.fields["lot"].queryset = lots
            self.fields["lot"].label_from_instance = lot_words
        else:
            del self.fields["lot"]

    @property
    def came(self) -> Came:
        """What the verbs take."""
        said = self.cleaned_data
        return Came(
            name=said["name"],
            source=Source(said["source"]),
            received_at=said["received"],
            language=said["language"],
            email=said["email"].lower(),
            phone=said["phone"],
            lot=said.get("lot"),
        )


class AgainForm(ArrivalForm):
    """How and when an amended version of an application came."""

    late = forms.BooleanField(
        label=_("Put it into the register as late: what was handed in before goes on counting"),
        required=False,
    )

    def came(self, application: Application) -> Came:
        """What the verbs take, of the amended version of `application`."""
        said = self.cleaned_data
        return came_again(application, source=Source(said["source"]), received_at=said["received"])


class ScanForm(forms.Form):
    """One more scan."""

    scan = DocumentField(label=_("One more scan of what came"))


class EnvelopeForm(MayWait, forms.Form):
    """The envelope in which the price stays closed."""

    number = forms.CharField(
        label=_("Number of the closed envelope"),
        max_length=40,
        help_text=_(
            "Number the envelope, sign over its flap and keep it locked away until the prices are opened"
        ),
    )


class ClaimForm(forms.Form):
    """The code on a receipt, however it is spaced and in either case."""

    code = forms.CharField(
        label=pgettext_lazy("of a receipt", "Code"), max_length=40, strip=True,
        help_text=_("As on the receipt, for example ABCD-EFGH-JKMN"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip
