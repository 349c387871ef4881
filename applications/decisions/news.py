"""What the rooms before a decision are told of it: the applicant's page its outcome, the others that it stands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.decisions.feedback import feedback_to
from applications.decisions.letters import Tidings, tidings_of
from applications.decisions.models import Decision
from applications.decisions.reserve import has_ended
from applications.intake import finality, history, news
from applications.intake.history import Happening
from applications.intake.models import Application, Status
from portal.kernel import clock
from portal.words.moments import day
from vacancies.models import Lot, Vacancy

WORDS = {
    Tidings.SELECTED: gettext_lazy("You have been selected. The office writes to you about the contract."),
    Tidings.RESERVE: gettext_lazy(
        "You have not been selected and are on the reserve list: the office may turn to you if the person selected cannot begin."
    ),
    Tidings.NOT_SELECTED: gettext_lazy("You have not been selected."),
    Tidings.NO_APPOINTMENT: gettext_lazy("The selection has ended without an appointment."),
    Tidings.NOT_SHORT_LISTED: gettext_lazy("You were not among those who went on to the last round."),
    Tidings.NOT_ELIGIBLE: gettext_lazy(
        "Your application did not meet all requirements of the notice, so the panel did not score it."
    ),
}


def decision_of(application: Application) -> list[str]:
    """The sentences on the announced decision; nothing before, and nothing for who withdrew or has accepted an offer."""
    decision = _announced(application)
    if decision is None or application.status != Status.SUBMITTED:
        return []
    outcome = decision.outcomes.filter(application=application).first()
    tidings = tidings_of(application, decision, outcome.place if outcome else None)
    if application.offers.accepted().exists():
        return []
    words = feedback_to(application, decision)
    return [
        str(WORDS[tidings]),
        *(_of_reserve(decision) if tidings == Tidings.RESERVE else []),
        *([_("The office writes: %(words)s") % {"words": words}] if words else []),
    ]


def _of_reserve(decision: Decision) -> list[str]:
    """Until what day the list is valid, or that it was."""
    if decision.reserve_until is None:
        return []
    said = {"day": day(decision.reserve_until), "city": decision.office.city}
    if has_ended(decision, at=clock.now()):
        return [_("The reserve list was valid until %(day)s (%(city)s) and has ended.") % said]
    return [_("The reserve list is valid until %(day)s (%(city)s).") % said]


def _announced(application: Application) -> Decision | None:
    return Decision.objects.on(application.vacancy, application.lot).told().first()


def announced(application: Application) -> list[Happening]:
    """When the decision was announced to the applicants of the lot, or of the whole."""
    decision = _announced(application)
    return [Happening(decision.announced_at, _("Decision announced"), settles="decided")] if decision else []


def _is_final(vacancy: Vacancy, lot: Lot | None) -> bool:
    return Decision.objects.on(vacancy, lot).final().exists()


news.register(decision_of)
history.register(announced)
finality.register(_is_final)
