"""What an officer says to a change of a published notice, and what an approver answers."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.local_time import instant
from portal.offices.models import Office
from portal.web.forms import DayInput, LimitedText
from portal.web.pairs import Line, Paired, Prose

REASON_LIMIT = 2000


class ReasonForm(Paired, forms.Form):
    """Why the notice is changed, for everybody to read; one language is enough, the page then says so."""

    texts = {
        "reason": Prose(
            label=gettext_lazy("Reason"),
            required=False,
            max_length=REASON_LIMIT,
            widget=forms.Textarea(attrs={"rows": 3, "data-limit": REASON_LIMIT}),
        )
    }
    needed = ("reason",)


class ClosingForm(ReasonForm):
    """Another closing time, on the clock of the office."""

    closes_on = forms.DateField(label=gettext_lazy("New closing date"), widget=DayInput)
    closes_time = forms.TimeField(
        label=gettext_lazy("New closing time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args: Any, office: Office, closes_at: datetime, **kwargs: Any) -> None:
        self.office = office
        shown = office.local(closes_at)
        moment: dict[str, Any] = {"closes_on": shown.date(), "closes_time": shown.time()}
        kwargs["initial"] = {**moment, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.order_fields(["closes_on", "closes_time"])

    def clean(self) -> Any:
        cleaned = super().clean()
        day, hour = self.cleaned_data.get("closes_on"), self.cleaned_data.get("closes_time")
        if day is not None and isinstance(hour, time):
            try:
                self.cleaned_data["closes_at"] = instant(datetime.combine(day, hour), self.office.zone)
            except forms.ValidationError as error:
                self.add_error("closes_time", error)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """The instant and the reason."""
        return {name: self.cleaned_data[name] for name in ("closes_at", "reason_en", "reason_ru")}


class CorrectionForm(ReasonForm):
    """Why the notice is corrected, and whether that changes what applicants rely on."""

    of_substance = forms.TypedChoiceField(
        label=gettext_lazy("Is it a change of substance?"),
        choices=[
            (
                "yes",
                pgettext_lazy(
                    "change of substance", "Yes, applicants may want to change what they handed in"
                ),
            ),
            (
                "no",
                pgettext_lazy("change of substance", "No, a slip of the pen, an address, a clearer wording"),
            ),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
        help_text=gettext_lazy(
            "After a change of substance, whoever has handed in an application can amend it and hand it in again. "
            "A condition, a task, a payment or a place of work is of substance. In doubt, choose yes."
        ),
    )
    gap_reason = Line(
        label=gettext_lazy("Why it is to be published without the other language"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "The public reads this beside the notice. Leave it empty when both languages are complete."
        ),
    )


class ReturnForm(forms.Form):
    comment = LimitedText(
        label=gettext_lazy("What is to be different"),
        limit=2000,
        rows=4,
        help_text=gettext_lazy("Whoever proposed the change gets this by mail."),
    )


class ApproveForm(forms.Form):
    """Carries the seal of what the approver was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)


def closing_words(office: Office) -> str:
    """On whose clock the form is filled in."""
    return _("The date and the time are those of %(city)s.") % {"city": office.city}
