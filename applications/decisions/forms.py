"""What the chair fills in, and what the approver says."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.decisions.models import Place
from applications.decisions.places import called_for, departs, ranked_codes
from applications.decisions.proposal import say_why, too_many
from applications.intake.models import Application
from applications.ranking.models import Ranking
from portal.web.forms import LimitedText
from portal.web.pairs import labelled


class RecommendationForm(forms.Form):
    """A place for each ranked candidate, as the ranking calls for at first, and the words to it."""

    def __init__(self, data: Any = None, *, ranking: Ranking, people: Mapping[str, Application]) -> None:
        super().__init__(data)
        self.openings = ranking.openings
        self.people = {code: people[code] for code in ranked_codes(ranking.result)}
        at_first = called_for(len(self.people), self.openings)
        for (code, person), place in zip(self.people.items(), at_first, strict=True):
            self.fields[code] = forms.ChoiceField(
                label=f"{code} {person.name}", choices=Place.choices, initial=place
            )
        self.fields["text"] = LimitedText(
            label=_("Recommendation of the panel"),
            limit=6000,
            initial=self._nobody,
            error_messages={"required": _("Write the recommendation.")},
            help_text=_(
                "What speaks for those selected, in words that the approver can follow without the marks."
            ),
        )
        self.fields["departure"] = LimitedText(
            label=_("Why not in the order of the ranking"),
            limit=3000,
            rows=3,
            required=False,
            initial=self._nobody,
            help_text=_(
                "Needed when the places are not those the ranking calls for, or when nobody is selected."
            ),
        )

    @property
    def _nobody(self) -> str:
        """What there is to say at first where nobody is ranked."""
        return (
            "" if self.people else gettext("There is no candidate: nobody who applied reached the ranking.")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        places = [cleaned[code] for code in self.people if code in cleaned]
        if len(places) < len(self.people):
            return cleaned
        if fault := too_many(places, self.openings):
            self.add_error(None, fault)
        elif (
            departs(places, self.openings) and not cleaned.get("departure") and "departure" not in self.errors
        ):
            self.add_error("departure", say_why())
        return cleaned

    @property
    def proposal(self) -> dict[str, Any]:
        """What the verb is asked to do."""
        return {
            "selected": self._placed(Place.SELECTED),
            "reserve": self._placed(Place.RESERVE),
            "text": self.cleaned_data["text"],
            "departure": self.cleaned_data["departure"],
        }

    def _placed(self, place: str) -> list[Application]:
        return [person for code, person in self.people.items() if self.cleaned_data[code] == place]


class RefusalForm(forms.Form):
    """Why the selection ends without an appointment."""

    reason = LimitedText(
        label=_("Why the recommendation is refused"),
        limit=3000,
        error_messages={"required": _("Say why the recommendation is refused.")},
        help_text=_(
            "The chair, the panel and the office read it, and it stands in the evaluation report. Applicants do not read it."
        ),
    )


class FeedbackForm(forms.Form):
    """What the letter says besides, in the language of the letter."""

    text = LimitedText(
        label=_("Feedback for this applicant"),
        limit=1500,
        required=False,
        help_text=_("It goes into the letter as it stands. Left empty, the letter has none."),
    )

    def __init__(self, data: Any = None, *, language: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["text"].label = labelled(self.fields["text"].label, language)
        self.fields["text"].widget.attrs["lang"] = language


class RenewalForm(forms.Form):
    """What there is to say when something is advertised anew."""

    shown = forms.BooleanField(
        label=_("The two notices lead to each other"),
        required=False,
        initial=True,
        help_text=_("Once both are public. It can be changed later."),
    )

    @property
    def said(self) -> dict[str, Any]:
        return {"shown": self.cleaned_data["shown"]}


class ReturnForm(forms.Form):
    """Why the recommendation goes back to the panel."""

    reason = LimitedText(
        label=_("What the panel should look at again"),
        limit=3000,
        error_messages={"required": _("Say why the recommendation is returned.")},
        help_text=_("The chair reads it, and it stands in the evaluation report."),
    )
