"""The page of the short list: its rule, who goes on by it and why, the chair's confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.panels.rules import reads_blind
from applications.scoring import short_listing
from applications.scoring.formula import shown
from applications.scoring.pseudonyms import NAMED, Callings, callings_of
from applications.scoring.rules import takes_part
from applications.scoring.short_list_forms import ConfirmForm, RuleForm
from applications.scoring.stages import stages_before_the_last
from applications.screening.short_list import ShortListRule
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")


@needs("applications.view_short_list", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def short_list(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Stated by the chair or the office before any mark is seen; confirmed by the chair once the round is locked."""
    waiting = short_listing.waiting_rule(panel)
    if waiting and takes_part(request.user, "applications.confirm_short_list", panel):
        return _confirming(request, panel, waiting)
    form = None
    stages = stages_before_the_last(panel)
    may_state = stages and not short_listing.has_seen_marks(panel)
    if may_state and takes_part(request.user, "applications.state_short_list", panel):
        form = RuleForm(posted(request), stages=stages)
        if form.is_valid() and attempt(request, short_listing.state, panel=panel, **form.cleaned_data):
            messages.success(request, _("The rule of the short list is stated"))
            return redirect("scoring:short-list", panel.pk)
    return render(request, "applications/scoring/short_list.html", _context(request, panel) | {"form": form})


def _confirming(request: HttpRequest, panel: Panel, rule: ShortListRule) -> HttpResponse:
    lines = short_listing.worked_out(panel, rule)
    callings = _callings(request, panel, rule) or NAMED
    form = ConfirmForm(posted(request), lines=lines, callings=callings)
    if form.is_valid():
        done = attempt(request, short_listing.confirm, panel=panel, rule=rule, departures=form.departures)
        if done:
            messages.success(request, _("The short list is confirmed"))
        return redirect("scoring:short-list", panel.pk)
    called = [callings.of(line.application) for line in lines]
    rows = [
        (line, who, _names(callings, line.application), shown(line.percent), form[who.code])
        for line, who in zip(lines, called, strict=True)
    ]
    context = _context(request, panel) | {"confirming": rule, "rows": rows}
    return render(request, "applications/scoring/short_list.html", context)


def _callings(request: HttpRequest, panel: Panel, rule: ShortListRule) -> Callings | None:
    """How the reader calls candidates after that round; None where it shows names and those are kept from them."""
    if not reads_blind(request.user, panel):
        return NAMED
    round_ = next((one for one in panel.rounds.all() if one.stage == rule.stage), None)
    return callings_of(round_, request.user) if round_ and round_.hides_names else None


def _names(callings: Callings, application: Application) -> str:
    return callings.of(application).name if callings.are_neutral else application.names


def _places(request: HttpRequest, panel: Panel, rule: ShortListRule) -> list[tuple[Any, str, str]]:
    """Who goes on and who does not, each with the code and the name that the reader may read."""
    callings = _callings(request, panel, rule)
    if callings is None:
        return []
    places = list(rule.places.all())
    if callings.are_neutral:
        places.sort(key=lambda one: callings.of(one.application).code)
    return [(one, callings.of(one.application).code, _names(callings, one.application)) for one in places]


def _context(request: HttpRequest, panel: Panel) -> dict[str, Any]:
    rules = ShortListRule.objects.filter(vacancy=panel.vacancy).select_related("stated_by", "confirmed_by")
    return {
        "panel": panel,
        "vacancy": panel.vacancy,
        "rules": [
            (rule, _places(request, panel, rule)) for rule in rules.prefetch_related("places__application")
        ],
        "blind": panel.is_blind and reads_blind(request.user, panel),
        "has_later_rounds": bool(stages_before_the_last(panel)),
    }
