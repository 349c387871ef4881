"""Who is told what when a decision is announced."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, TextChoices
from django.utils.translation import pgettext_lazy

from applications.decisions.models import Decision
from applications.intake.models import Application
from applications.screening.models import Finding
from applications.screening.models import Outcome as Screened
from vacancies.models import Requirement


class Tidings(TextChoices):
    """What a letter says; the first three are the places of a decision that was approved."""

    SELECTED = "selected", pgettext_lazy("letter", "selected")
    RESERVE = "reserve", pgettext_lazy("letter", "on the reserve list")
    NOT_SELECTED = "not_selected", pgettext_lazy("letter", "not selected")
    NO_APPOINTMENT = "no_appointment", pgettext_lazy("letter", "no appointment")
    NOT_SHORT_LISTED = "not_short_listed", pgettext_lazy("letter", "not short-listed")
    NOT_ELIGIBLE = "not_eligible", pgettext_lazy("letter", "not eligible")


CHIPS = {
    Tidings.SELECTED: "ok on",
    Tidings.RESERVE: "go half",
    Tidings.NOT_SELECTED: "",
    Tidings.NO_APPOINTMENT: "",
    Tidings.NOT_SHORT_LISTED: "",
    Tidings.NOT_ELIGIBLE: "no",
}


@dataclass(frozen=True)
class Letter:
    """One letter to one applicant; `unmet` are the requirements that the office decided are not met, `feedback` its words besides."""

    application: Application
    tidings: Tidings
    unmet: list[Requirement]
    feedback: str = ""

    @property
    def kind(self) -> str:
        """The words are templates/mail/<kind>.txt."""
        return f"decision_{self.tidings}"

    @property
    def chip(self) -> str:
        return CHIPS[self.tidings]

    @property
    def language(self) -> str:
        """The language of the letter, named in itself."""
        return dict(settings.LANGUAGES)[self.application.applicant.language]


def letters(decision: Decision) -> list[Letter]:
    """A letter for every application that was received and not withdrawn: the selected first, then in the order of arrival.

    Of a lot, for the applications for this lot.
    """
    places = {one.application_id: one.place for one in decision.outcomes.all()}
    received = Application.objects.submitted().filter(vacancy=decision.vacancy, lot=decision.lot)
    people = (
        received.select_related("applicant", "screening", "vacancy__office", "lot")
        .prefetch_related(
            "short_list_places", Prefetch("findings", Finding.objects.refused().select_related("requirement"))
        )
        .order_by("submitted_at", "pk")
    )
    words = dict(decision.feedback.values_list("application", "text"))
    found = [
        _letter(one, tidings_of(one, decision, places.get(one.pk)), words.get(one.pk, "")) for one in people
    ]
    return sorted(found, key=lambda letter: list(Tidings).index(letter.tidings))


def _letter(application: Application, tidings: Tidings, feedback: str) -> Letter:
    refused = application.findings.all() if tidings == Tidings.NOT_ELIGIBLE else []
    return Letter(application, tidings, [finding.requirement for finding in refused], feedback)


def tidings_of(application: Application, decision: Decision, place: str | None) -> Tidings:
    """What an applicant is told, from the decision and the place in it, if the panel judged them, and from screening."""
    screening = getattr(application, "screening", None)
    if screening and screening.outcome == Screened.INELIGIBLE:
        return Tidings.NOT_ELIGIBLE
    if any(not one.goes_on for one in application.short_list_places.all()):  # type: ignore[attr-defined]
        return Tidings.NOT_SHORT_LISTED
    if decision.is_refused:
        return Tidings.NO_APPOINTMENT
    return Tidings(place) if place else Tidings.NOT_SELECTED
