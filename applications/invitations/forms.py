"""An invitation with its times as HR writes it, and what a candidate chooses."""

from datetime import datetime, tzinfo
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.invitations.models import Invitation, Invitee, Kind, Slot
from portal.kernel.local_time import instant
from portal.web.forms import LimitedText, MomentInput
from portal.web.pairs import Line, Paired, columns
from portal.web.rows import Row, Rows, rows_of
from portal.words.moments import short_in

AT_FIRST = 3
MOST_TIMES = 40


class OfficeMoment(forms.DateTimeField):
    """Day and hour on the clocks of an office, whose zone the form sets."""

    widget = MomentInput
    zone: tzinfo = timezone.get_default_timezone()

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(self.zone).replace(tzinfo=None) if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> Any:
        shown = super().to_python(value)
        return instant(timezone.make_naive(shown), self.zone) if shown else None


class Candidates(forms.ModelMultipleChoiceField):
    """Candidates by code and name; who has no account gets no letter."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, application: Any) -> str:
        named = f"{application.code} {application.name}"
        if not application.applicant.is_active:
            return _("%(name)s (no account here: tell this person yourself)") % {"name": named}
        return named


class InviteForm(Paired, forms.Form):
    """What to, where, for how long, and until when one chooses."""

    texts = {
        "place": Line(label=gettext_lazy("Place"), max_length=190, required=False),
        "notes": LimitedText(
            label=gettext_lazy("What to know beforehand"), limit=3000, rows=4, required=False
        ),
    }
    sending = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    to = Candidates(
        label=gettext_lazy("Whom to invite"),
        queryset=None,
        error_messages={"required": gettext_lazy("Choose at least one candidate.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("To what"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.INTERVIEW
    )
    link = forms.URLField(
        label=gettext_lazy("Link of the online meeting"),
        required=False,
        assume_scheme="https",
        max_length=500,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=5, max_value=720, initial=45
    )
    choose_by = OfficeMoment(label=gettext_lazy("Choose a time by"))
    takes_answers = forms.BooleanField(
        label=gettext_lazy(
            "Candidates send their answers here, between the beginning and the end of their time"
        ),
        required=False,
        help_text=gettext_lazy(
            "For a written test at a computer. What was written on paper you add yourself."
        ),
    )
    grace_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes after the end in which answers still count"),
        min_value=0,
        max_value=60,
        initial=5,
        required=False,
    )

    def __init__(self, *args: Any, candidates: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = candidates  # type: ignore[attr-defined]
        self.fields["choose_by"].zone = zone  # type: ignore[attr-defined]

    def clean(self) -> Any:
        """Somewhere to come; what is written in one language is needed in the other where both are read."""
        cleaned = super().clean()
        said = self.cleaned_data
        if not (said.get("link") or any(said.get(name) for name in columns("place"))):
            self.add_error("link", _("Say where: a place, or the link of a meeting."))
        if said.get("takes_answers") and said.get("kind") != Kind.TEST:
            self.add_error("takes_answers", _("Answers are sent to a written test only."))
        read = {one.applicant.language for one in said.get("to", ()) if one.applicant.is_active}
        for name in ("place", "notes"):
            if any(said.get(column) for column in columns(name)):
                for column in (f"{name}_{language}" for language in read):
                    if column not in self.errors and not said.get(column):
                        self.add_error(
                            column, _("Somebody of those chosen reads this language: write it here too.")
                        )
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the invitation."""
        names = ("kind", "link", "minutes", "choose_by", "takes_answers", *columns("place", "notes"))
        grace = self.cleaned_data["grace_minutes"] if self.cleaned_data["takes_answers"] else 0
        return {**{name: self.cleaned_data[name] for name in names}, "grace_minutes": grace or 0}


class TimeRow(Row):
    """One time to choose, with its places."""

    caption_words = gettext_lazy("Time %(number)s")
    begins_at = OfficeMoment(label=gettext_lazy("Begins at"))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=500, initial=1)

    def __init__(self, *args: Any, zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begins_at"].zone = zone  # type: ignore[attr-defined]


class _Times(Rows):
    """At least one time, and none twice."""

    def clean(self) -> None:
        times = [begins for begins, _places in self.times]
        if not times:
            raise forms.ValidationError(_("Give at least one time to choose."))
        if len(set(times)) < len(times):
            raise forms.ValidationError(_("The same time stands here twice: give it more places instead."))

    @property
    def times(self) -> list[tuple[datetime, int]]:
        kept = (row.cleaned_data for row in self.kept if "begins_at" in row.cleaned_data)
        return sorted((row["begins_at"], row.get("places", 1)) for row in kept)


TimeRows = rows_of(TimeRow, rows=_Times, extra=AT_FIRST, most=MOST_TIMES)


class AddTimeForm(forms.Form):
    """One more time for those who have none."""

    begins_at = OfficeMoment(label=gettext_lazy("Begins at"))
    places = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=500, initial=1)
    choose_by = OfficeMoment(label=gettext_lazy("Choose a time by"))

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, initial={"choose_by": invitation.choose_by}, **kwargs)
        for name in ("begins_at", "choose_by"):
            self.fields[name].zone = invitation.vacancy.office.zone  # type: ignore[attr-defined]


class BecauseForm(forms.Form):
    because = LimitedText(
        label=gettext_lazy("Why"), limit=1000, rows=3, help_text=gettext_lazy("The person reads this.")
    )


class Slots(forms.ModelChoiceField):
    """Times on the clock of the office."""

    def label_from_instance(self, slot: Any) -> str:
        return short_in(slot.begins_at, slot.invitation.vacancy.office.zone)


class MoveForm(BecauseForm):
    """Another time for a candidate, of those with a place left."""

    slot = Slots(label=gettext_lazy("New time"), queryset=None, empty_label=None)
    field_order = ("slot", "because")

    def __init__(self, *args: Any, invitee: Invitee, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = Slot.objects.filter(invitation=invitee.invitation_id, begins_at__gt=at).exclude(
            pk=invitee.slot_id
        )
        free = left.filter(taken__lt=F("places"))
        self.fields["slot"].queryset = free.select_related("invitation__vacancy__office")  # type: ignore[attr-defined]


NONE = "none"


class ChooseForm(forms.Form):
    """A time, or none with words; the page shows the times, taken ones too."""

    slot = forms.ChoiceField(
        label=gettext_lazy("Time"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a time, or say that none suits.")},
    )
    words = LimitedText(
        label=gettext_lazy("When you could come, or what keeps you"), limit=1000, rows=3, required=False
    )

    def __init__(self, *args: Any, slots: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(slot.pk): slot for slot in slots}
        self.fields["slot"].choices = [*((key, key) for key in self.slots), (NONE, NONE)]  # type: ignore[attr-defined]

    def clean(self) -> Any:
        cleaned = super().clean()
        if (
            self.cleaned_data.get("slot") == NONE
            and not self.cleaned_data.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", _("Say when you could come, or what keeps you."))
        return cleaned

    @property
    def chosen(self) -> Slot | None:
        """The time, or None where none suits."""
        return self.slots.get(self.cleaned_data["slot"])
