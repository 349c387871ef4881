"""What the officer and the approver say when a notice goes from one to the other, and before the public reads it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.local_time import instant
from portal.offices.models import Office
from portal.web.forms import DayInput, LimitedText
from portal.web.pairs import Line
from vacancies.publishing.preview import LONGEST_DAYS

NOW, LATER = "now", "later"
USUAL_HOUR = time(9, 0)


class SubmitForm(forms.Form):
    """A reason is asked for only where a language is missing, or where the checks find what a reason excuses."""

    gap_reason = Line(
        label=gettext_lazy("Why it is to be published without the other language"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The public reads this beside the notice."),
    )
    overruled_because = Line(
        label=gettext_lazy("Why it is to be published all the same"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("The approver reads this; it stays with the notice and in the record."),
    )


class ReturnForm(forms.Form):
    comment = LimitedText(
        label=gettext_lazy("What is to be changed"),
        limit=2000,
        rows=4,
        help_text=gettext_lazy("The writer gets this by mail, with your comments on fields."),
    )


class CommentForm(forms.Form):
    """A field of the notice, and what is to be changed in it."""

    path = forms.ChoiceField(label=gettext_lazy("Field"))
    text = LimitedText(label=gettext_lazy("Comment"), limit=1000, rows=3)

    def __init__(self, *args: Any, choices: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["path"].choices = choices  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """Now, or at a moment on the clock of the office."""

    when = forms.ChoiceField(
        label=gettext_lazy("When it appears"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At the moment set below"))],
        widget=forms.RadioSelect,
        initial=NOW,
        required=False,
    )
    on = forms.DateField(label=gettext_lazy("Day"), required=False, widget=DayInput)
    hour = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        initial=USUAL_HOUR,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    overruled_because = Line(
        label=gettext_lazy("Why it is to be published all the same"),
        max_length=240,
        required=False,
        help_text=gettext_lazy(
            "Asked for when the notice would be advertised for a shorter time than the office asks for."
        ),
    )

    # The seal of what the approver was shown.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, office: Office, **options: Any) -> None:
        super().__init__(*args, **options)
        self.office = office

    def clean(self) -> Any:
        cleaned = super().clean()
        self.cleaned_data["moment"] = None
        if self.cleaned_data.get("when") == LATER:
            self._set_moment()
        return cleaned

    def _set_moment(self) -> None:
        for name in ("on", "hour"):
            if name not in self.errors and self.cleaned_data.get(name) is None:
                self.add_error(name, _("Set day and time."))
        if self.errors:
            return
        shown = datetime.combine(self.cleaned_data["on"], self.cleaned_data["hour"])
        try:
            self.cleaned_data["moment"] = instant(shown, self.office.zone)
        except forms.ValidationError as error:
            self.add_error("hour", error)

    @property
    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        return {name: self.cleaned_data[name] for name in ("moment", "overruled_because", "seen")}


class PreviewForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Valid for, in days"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=7,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
