"""What the rooms before a decision are told of it: the applicant's page its outcome, the others that it stands."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.decisions.letters import Tidings, tidings_of
from applications.decisions.models import Decision, DecisionStatus
from applications.intake import finality, history, news
from applications.intake.history import Happening
from applications.intake.models import Application, Status
from vacancies.models import Lot, Vacancy

WORDS = {
    Tidings.SELECTED: gettext_lazy("You have been selected. The office writes to you about the contract."),
    Tidings.RESERVE: gettext_lazy(
        "You have not been selected and are on the reserve list: the office may turn to you if the person selected cannot begin."
    ),
    Tidings.NOT_SELECTED: gettext_lazy("You have not been selected."),
    Tidings.NOT_ELIGIBLE: gettext_lazy(
        "Your application did not meet all requirements of the notice, so the panel did not score it."
    ),
}


def decision_of(application: Application) -> list[str]:
    """The sentence on the announced decision; nothing before, and nothing for who withdrew."""
    decision = _announced(application)
    if decision is None or application.status != Status.SUBMITTED:
        return []
    outcome = decision.outcomes.filter(application=application).first()
    return [str(WORDS[tidings_of(application, outcome.place if outcome else None)])]


def _announced(application: Application) -> Decision | None:
    found = Decision.objects.on(application.vacancy, application.lot)
    return found.filter(status=DecisionStatus.ANNOUNCED).first()


def announced(application: Application) -> list[Happening]:
    """When the decision was announced to the applicants of the lot, or of the whole."""
    decision = _announced(application)
    return [Happening(decision.announced_at, _("Decision announced"), settles="decided")] if decision else []


def _is_final(vacancy: Vacancy, lot: Lot | None) -> bool:
    return Decision.objects.on(vacancy, lot).final().exists()


news.register(decision_of)
history.register(announced)
finality.register(_is_final)
