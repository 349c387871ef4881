"""How far the decision on each lot is."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.decisions.models import Decision, DecisionStatus
from applications.ranking.lots import State, ranked_by_lot
from vacancies.models import Vacancy

CHIPS: dict[str, str] = {
    DecisionStatus.RECOMMENDED: "soon half",
    DecisionStatus.APPROVED: "go half",
    DecisionStatus.ANNOUNCED: "ok on",
    DecisionStatus.REFUSED: "no half",
    DecisionStatus.REFUSAL_TOLD: "no",
}


def decision_states(vacancy: Vacancy) -> dict[int, State]:
    """By the primary key of the lot."""
    lots = vacancy.lots.all()
    if not lots:
        return {}
    ranked = ranked_by_lot(vacancy)
    decided = dict(Decision.objects.of(vacancy).standing().values_list("lot", "status"))
    return {lot.pk: _state(ranked.get(lot.pk), decided.get(lot.pk)) for lot in lots}


def _state(ranked: int | None, status: str | None) -> State:
    if ranked is None:
        return State(pgettext("lot", "not ranked yet"), "", is_open=False)
    if status is None:
        return State(_("no recommendation yet"), "", waits=True)
    word = DecisionStatus(status).label
    nobody = pgettext("lot", "no candidate passed")
    return State(str(word) if ranked else f"{nobody}: {word}", CHIPS[status])
