"""To whom an offer is made and until when; an answer that came to the office; the reason of whoever ends one."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.decisions.models import Decision
from applications.decisions.offering import OUT_OF_ORDER, SAY_WHY
from applications.decisions.reserve import in_line, next_in_line
from applications.intake.models import Application
from applications.intake.on_behalf import Source
from applications.invitations.forms import OfficeMoment
from portal.web.forms import LimitedText

DAYS_TO_ANSWER = timedelta(days=7)
END_OF_WORK = time(18)


class OfferForm(forms.Form):
    """The next of the list at first; anybody else of it with a reason."""

    to = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)
    answer_by = OfficeMoment(label=_("Answer by"))
    departure = LimitedText(
        label=_("Why not to the next of the list"),
        limit=2000,
        rows=3,
        required=False,
        help_text=_("Needed when the offer does not go to the next of the list. It stands in the record."),
    )

    def __init__(self, data: Any = None, *, decision: Decision, at: datetime) -> None:
        office = decision.vacancy.office
        day = office.local(at + DAYS_TO_ANSWER).date()
        following = next_in_line(decision, at=at)
        first = str(following.application_id) if following else ""
        until = datetime.combine(day, END_OF_WORK, office.zone)
        super().__init__(data, initial={"to": first, "answer_by": until})
        self.first = first
        self.people: Mapping[str, Application] = {
            str(one.application_id): one.application for one in in_line(decision, at=at)
        }
        self.fields["to"].choices = [(key, _named(one)) for key, one in self.people.items()]  # type: ignore[attr-defined]
        self.fields["answer_by"].zone = office.zone  # type: ignore[attr-defined]
        self.fields["answer_by"].help_text = _("On the clock of the office: %(city)s.") % {
            "city": office.city
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen, why = cleaned.get("to"), cleaned.get("departure")
        if chosen and chosen != self.first and not why and "departure" not in self.errors:
            self.add_error("departure", OUT_OF_ORDER)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What the verb is asked to do."""
        said = self.cleaned_data
        return {
            "application": self.people[said["to"]],
            "answer_by": said["answer_by"],
            "departure": said["departure"],
        }


def _named(application: Application) -> str:
    return f"{application.code} {application.names}"


class DeclineForm(forms.Form):
    """A reason, or none."""

    reason = LimitedText(
        label=_("Why, if you want to say so"),
        limit=2000,
        rows=3,
        required=False,
        help_text=_("The office reads it."),
    )


class AnswerForm(forms.Form):
    """What the candidate answered, and how the answer came."""

    accepted = forms.TypedChoiceField(
        label=_("What the candidate answered"),
        choices=[("yes", _("accepts the offer")), ("no", _("declines the offer"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(
        label=_("How the answer came"), choices=Source.choices, widget=forms.RadioSelect
    )
    reason = LimitedText(
        label=_("Why the candidate declines, if it was said"), limit=2000, rows=3, required=False
    )


class WhyForm(forms.Form):
    """Why the office ends an offer."""

    reason = LimitedText(
        label=_("Why"),
        limit=2000,
        rows=3,
        error_messages={"required": SAY_WHY},
        help_text=_("The candidate reads it in the letter."),
    )
