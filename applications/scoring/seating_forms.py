"""The forms by which the seats of a panel change after it was convened."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.panels.forms import SeatForm
from applications.panels.models import EndedBy, Panel, SeatRole
from portal.web.forms import LimitedText

LONGEST_REASON = 2000


class EndForm(forms.Form):
    """Why somebody does not sit any more: in a word for the panel, in full for who answers for it."""

    because = forms.ChoiceField(
        label=gettext_lazy("What the panel is told"), widget=forms.RadioSelect, choices=EndedBy.choices
    )
    reason = LimitedText(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Read by the office and the chair, and in the report. Say nothing of an illness but that there is one."),
        limit=LONGEST_REASON,
        rows=3,
    )  # fmt: skip


class SuccessorForm(SeatForm):
    """Somebody who takes over a place, in the same role."""

    reason = LimitedText(label=gettext_lazy("Why this person"), limit=LONGEST_REASON, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]
        # What a seat is made of; the place says the role.
        self.role = SeatRole.MEMBER

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or {}), "role": self.role}


class JoinForm(SeatForm):
    """One more person on a panel that is at work."""

    reason = LimitedText(label=gettext_lazy("Why this person joins"), limit=LONGEST_REASON, rows=3)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chaired = any(seat.sits and seat.role == SeatRole.CHAIR for seat in panel.seats.all())
        roles = [choice for choice in SeatRole.choices if not (chaired and choice[0] == SeatRole.CHAIR)]
        self.fields["role"].choices = roles


class ChairForm(forms.Form):
    """Which of the members chairs from now on, and why."""

    seat = forms.ChoiceField(label=pgettext_lazy("panel", "New chair"), widget=forms.RadioSelect)
    reason = LimitedText(label=gettext_lazy("Reason"), limit=LONGEST_REASON, rows=3)

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = [seat for seat in panel.seats.all() if seat.sits and seat.role == SeatRole.MEMBER]
        self.fields["seat"].choices = [(str(seat.pk), str(seat.user)) for seat in members]
