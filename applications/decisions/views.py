"""The decision on a vacancy: its page, and the pages that ask before a step is taken."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.decisions import actions
from applications.decisions.forms import RecommendationForm, RefusalForm, ReturnForm
from applications.decisions.letter_views import numbers_of
from applications.decisions.lots import CHIPS, decision_states
from applications.decisions.models import UNTOLD, Decision, DecisionStatus
from applications.decisions.offers_shown import complaints_of, offers_of
from applications.decisions.page import TOTALS, people_of, rows
from applications.decisions.proposal import outdated
from applications.decisions.workflow import STEPS
from applications.decisions.written_letters import as_if_announced, seal_of, written
from applications.intake.lots import key_of
from applications.panels.models import seats_behind
from applications.ranking.lots import lot_asked, of_lot, rows_of
from applications.ranking.models import RANKINGS, Ranking
from applications.scoring.recusal import standing_figures
from applications.scoring.rules import takes_part
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from vacancies.models import Lot, Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office", "plan", "panel").prefetch_related(
        "lots",
        "plan__criteria",
        *seats_behind("panel__"),
        "panel__rounds",
        RANKINGS,
        Prefetch("decisions", Decision.objects.with_people().with_selected()),
    ),
    pk="pk",
)
_decision = finder(
    Decision.objects.with_people()
    .select_related("vacancy__office")
    .prefetch_related(*seats_behind("vacancy__panel__")),
    pk="pk",
)
_asks = require_http_methods(["GET", "HEAD", "POST"])


@needs("applications.view_decision", _vacancy)
@_asks
def decision(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What was recommended and decided; for the chair, the form to recommend.

    Where the vacancy has lots, on the lot that the address asks for, or the list of all lots.
    """
    lot = lot_asked(vacancy, request.GET)
    lots = rows_of(vacancy, decision_states(vacancy), lot)
    context = {"vacancy": vacancy, "tab": "decision", "lot": lot, "of_lot": of_lot(lot), "lots": lots}
    context["lots_url"] = reverse("decisions:decision", args=[vacancy.pk])
    if lots and lot is None:
        return render(request, "applications/decisions/lots.html", context)
    if all(one.lot_id != key_of(lot) for one in vacancy.rankings.all()):
        raise Http404
    return _decision_on(request, context)


def _decision_on(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    vacancy, lot = context["vacancy"], context["lot"]
    found = [one for one in vacancy.decisions.all() if one.lot_id == key_of(lot)]
    for one in found:
        one.vacancy = vacancy
    standing = next((one for one in found if not one.is_returned), None)
    ranking = standing.ranking if standing else Ranking.objects.of(vacancy, lot).latest("version")
    ranking.vacancy = vacancy
    people = people_of(vacancy)
    form = None
    if request.method == "POST":
        form = RecommendationForm(request.POST, ranking=ranking, people=people)
        if form.is_valid() and attempt(request, actions.recommend, vacancy=vacancy, lot=lot, **form.proposal):
            messages.success(request, _("The recommendation is with the approver."))
            return _to(vacancy.pk, lot)
    elif not standing and takes_part(request.user, "applications.recommend", vacancy):
        form = RecommendationForm(ranking=ranking, people=people)
    context |= {
        "ranking": ranking,
        "total": TOTALS[ranking.evaluation["plan"]["method"]],
        "rows": rows(ranking, people, standing, form),
        "form": form,
        "decision": standing,
        "chip": CHIPS.get(standing.status, "") if standing else "",
        "returned": [one for one in found if one.is_returned],
        "steps": _steps(request.user, standing),
        "conflicts_since": standing_figures(vacancy.panel),
        "complaints": complaints_of(standing, reader=request.user),
        "offers": offers_of(standing, reader=request.user, at=clock.now()),
        "outdated": outdated(ranking, people.values()) if standing is None or standing.is_open else "",
    }
    return render(request, "applications/decisions/decision.html", context)


def _steps(user: Any, standing: Decision | None) -> set[str]:
    """Names of the steps that the person may take now."""
    if standing is None:
        return set()
    return {
        step.name
        for step in STEPS
        if standing.status in step.sources and takes_part(user, step.permission, standing)
    }


@needs("applications.approve_decision", _decision)
@_asks
def approve(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Asks, then approves."""
    if request.method == "POST":
        if attempt(request, actions.approve, decision=decision):
            messages.success(request, _("The recommendation is approved. The office tells the applicants."))
        return _to(decision.vacancy_id, decision.lot)
    return _ask(request, decision, DecisionStatus.RECOMMENDED, page="approve")


@needs("applications.return_decision", _decision)
@_asks
def send_back(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Asks for the reason, then returns the recommendation to the panel."""
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, actions.send_back, decision=decision, **form.cleaned_data):
            messages.success(request, _("The recommendation is returned to the panel."))
        return _to(decision.vacancy_id, decision.lot)
    return _ask(request, decision, DecisionStatus.RECOMMENDED, page="return", form=form)


@needs("applications.refuse_decision", _decision)
@_asks
def refuse(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Asks for the reason, then ends the selection without an appointment."""
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, actions.refuse, decision=decision, **form.cleaned_data):
            messages.success(request, _("The recommendation is refused. The office tells the applicants."))
        return _to(decision.vacancy_id, decision.lot)
    return _ask(request, decision, DecisionStatus.RECOMMENDED, page="refuse", form=form)


@needs("applications.announce_decision", _decision)
@_asks
def announce(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Says how many letters go out in which languages, then has them written as they were when this was said."""
    if request.method == "POST":
        if attempt(request, actions.announce, decision=decision, seen=request.POST.get("seen", "")):
            messages.success(request, _("The decision is announced; the letters are on their way."))
        return _to(decision.vacancy_id, decision.lot)
    ready = written(as_if_announced(decision, at=clock.now()))
    said = {"seal": seal_of(ready), **numbers_of([one.letter for one in ready])}
    return _ask(request, decision, *UNTOLD, page="announce", **said)


def _ask(request: HttpRequest, decision: Decision, *states: str, page: str, **context: Any) -> HttpResponse:
    """The page that asks before a step, or the decision itself where the step is behind it."""
    if decision.status not in states:
        return _to(decision.vacancy_id, decision.lot)
    context = {"decision": decision, "vacancy": decision.vacancy, "of_lot": of_lot(decision.lot), **context}
    return render(request, f"applications/decisions/{page}.html", context)


def _to(vacancy: int, lot: Lot | None) -> HttpResponse:
    return redirect(f"{reverse('decisions:decision', args=[vacancy])}{of_lot(lot)}")
