"""The forms of a meeting: its times, what suits, a change, a reason, the minutes."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.invitations.forms import OfficeMoment
from applications.meetings.models import Meeting, Option, Purpose, Suits
from applications.panels.models import Panel
from portal.web.forms import LimitedText
from portal.words.moments import moment_in

TIMES = 5


class AboutForm(forms.Form):
    """Where, how long and what about."""

    length = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=5, max_value=720, initial=60
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link of the online meeting"),
        required=False,
        assume_scheme="https",
        max_length=500,
    )
    agenda = LimitedText(
        label=gettext_lazy("Agenda"),
        help_text=gettext_lazy("One item a line. No marks and no names of candidates: it is read before all have declared."),
        limit=4000,
        rows=6,
        required=False,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("place") and not said.get("link") and "link" not in self.errors:
            self.add_error("place", _("Say where: a place, or the link of a meeting."))
        said["agenda"] = said.get("agenda", "").replace("\r\n", "\n")
        return said


class ProposeForm(AboutForm):
    """A meeting with some times to choose from."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What for"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    field_order = ("purpose",)

    def __init__(self, *args: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, TIMES + 1):
            field = OfficeMoment(label=_("Time %(number)s") % {"number": number}, required=number == 1)
            field.zone = zone
            self.fields[f"time_{number}"] = field
        times = [f"time_{number}" for number in range(1, TIMES + 1)]
        self.order_fields(["purpose", *times, "length", "place", "link", "agenda"])

    @property
    def times(self) -> list[datetime]:
        found = (self.cleaned_data.get(f"time_{number}") for number in range(1, TIMES + 1))
        return [one for one in found if one]

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("purpose", "length", "place", "link", "agenda")}


class ChangeForm(AboutForm):
    """A fixed meeting, moved or with another agenda."""

    begins_at = OfficeMoment(label=gettext_lazy("Begins at"))
    field_order = ("begins_at",)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        names = ("begins_at", "length", "place", "link", "agenda")
        initial = {name: getattr(meeting, name) for name in names}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["begins_at"].zone = meeting.office.zone  # type: ignore[attr-defined]


class SuitsForm(forms.Form):
    """Of each time, whether it suits."""

    def __init__(self, *args: Any, options: Iterable[Option], zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in options:
            self.fields[f"option_{option.pk}"] = forms.ChoiceField(
                label=moment_in(option.begins_at, zone), choices=Suits.choices, widget=forms.RadioSelect
            )

    @property
    def suits(self) -> dict[int, str]:
        return {int(name.removeprefix("option_")): said for name, said in self.cleaned_data.items()}


class CancelForm(forms.Form):
    """Why a meeting is called off; the panel reads it."""

    reason = LimitedText(label=gettext_lazy("Reason"), limit=1000, rows=3)


class MinutesForm(forms.Form):
    """Who was there, and what was said and decided."""

    present = forms.MultipleChoiceField(
        label=pgettext_lazy("at a meeting", "Present"), widget=forms.CheckboxSelectMultiple
    )
    text = LimitedText(label=gettext_lazy("What was said and decided"), limit=20000, rows=12)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [str(seat.user) for seat in panel.seats.all() if seat.sits]
        self.fields["present"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
