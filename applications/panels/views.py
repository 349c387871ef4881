"""Pages of a panel: convening it, its seats and candidates, the declaration of interest, one candidate's papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.intake.models import Application
from applications.panels import actions, hints, reach
from applications.panels.again import scored_before, sit_again
from applications.panels.forms import DeclarationForm, NewSeatForm, ProlongForm, SeatFormSet
from applications.panels.models import Panel, Seat, seats_behind
from applications.panels.people import known_to
from applications.panels.rules import is_under_evaluation, seat_of
from applications.panels.sitting import candidates_for, is_led, left_of, places_of
from applications.panels.together import each_once, people_of
from applications.screening import long_list
from applications.screening.material import documents_of, statements_of, team_of
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

_vacancy = finder(Vacancy.objects.select_related("office"), pk="pk")
_panel = finder(Panel.objects.with_seats(), pk="pk")
_seat = finder(
    Seat.objects.select_related("panel__vacancy__office", "user").prefetch_related(*seats_behind("panel__")),
    pk="pk",
)
_candidate = finder(
    Application.objects.select_related("vacancy__office", "vacancy__plan", "screening").prefetch_related(
        *seats_behind("vacancy__panel__")
    ),
    key="key",
)


@needs("applications.view_panels")
@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """The panels on which the reader sits."""
    mine = Panel.objects.of(request.user).with_seats().order_by("-convened_at", "-pk")
    rows = [(panel, seat_of(request.user, panel)) for panel in mine]
    return render(request, "applications/panels/panels.html", {"rows": rows})


@needs("applications.convene_panel", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def convene(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Choose who sits."""
    formset = SeatFormSet(request.POST or None, form_kwargs={"vacancy": vacancy})
    checks_only = "check" in request.POST
    if request.method == "POST" and formset.is_valid() and not checks_only:
        panel = attempt(request, actions.convene, vacancy=vacancy, seats=formset.seats)
        if panel:
            messages.success(request, _("The panel is convened; its members have been written to."))
            return redirect("panels:panel", panel.pk)
    context = {
        "vacancy": vacancy,
        "formset": formset,
        "known": known_to(vacancy),
        "rules": formset.rules(),
        "obstacle": actions.obstacle(vacancy),
        "scored_before": scored_before(vacancy),
    }
    return render(request, "applications/panels/convene.html", context)


@needs("applications.convene_panel", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Seat one more person."""
    form = NewSeatForm(request.POST or None, vacancy=panel.vacancy)
    if request.method == "POST" and form.is_valid():
        seat = attempt(request, actions.add_member, panel=panel, **form.seat._asdict())
        if seat:
            messages.success(request, _("%(person)s sits on the panel.") % {"person": seat.user})
            return redirect("panels:panel", panel.pk)
    context = {"panel": panel, "vacancy": panel.vacancy, "form": form, "known": known_to(panel.vacancy)}
    context["scored_before"] = scored_before(panel.vacancy)
    return render(request, "applications/panels/add.html", context)


@needs("applications.view_panel", _panel)
@require_safe
def panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Who sits and has declared, and the candidates: names, and papers for whom they are open."""
    context: dict[str, Any] = {
        "tab": "panel",
        "panel": panel,
        "vacancy": panel.vacancy,
        "seat": seat_of(request.user, panel),
        "blind": not request.user.has_perm("applications.view_names", panel),
        "places": places_of(panel, reader=request.user),
        "candidates": candidates_for(request.user, panel),
        "must_declare": request.user.has_perm("applications.declare_interest", panel),
        "may_find_conflict": request.user.has_perm("applications.find_conflict", panel),
        "may_search": request.user.has_perm("applications.search_candidates", panel),
        "sees_conflicts": request.user.has_perm("applications.view_conflicts", panel),
        **_changing(request, panel),
    }
    if context["sees_conflicts"]:
        context["scored_before"] = sit_again(panel.vacancy)
    return render(request, "applications/panels/panel.html", context)


def _changing(request: HttpRequest, panel: Panel) -> dict[str, Any]:
    """Who has left, and what the reader may change of who sits."""
    at_work = panel.rounds.exists()
    may_change = request.user.has_perm("applications.change_panel", panel)
    return {
        "left": left_of(panel, reader=request.user),
        "guests": reach.guests_of(panel) if may_change else [],
        "own_last_day": None if request.user.has_role else reach.last_day(panel, request.user),
        "is_led": is_led(panel),
        "may_change": may_change,
        "may_join": may_change and at_work and is_under_evaluation.test(request.user, panel),
        "may_add": request.user.has_perm("applications.convene_panel", panel) and not at_work,
    }


@needs("applications.view_panel", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Declare once; names of candidates and nothing else."""
    seat = seat_of(request.user, panel)
    if seat is None or not request.user.has_perm("applications.declare_interest", panel):
        return redirect("panels:panel", panel.pk)
    candidates = each_once(people_of(long_list.candidates(panel.vacancy)))
    sent = request.POST if request.method == "POST" else None
    found = hints.of_candidates(seat, candidates)
    said = {pk: hints.before_declaring(kinds) for pk, kinds in found.items()}
    form = DeclarationForm(sent, candidates=candidates, hints=said)
    if form.is_valid() and attempt(request, actions.declare, seat=seat, conflicts=form.conflicts):
        messages.success(request, _("Your declaration is made."))
        return redirect("panels:panel", panel.pk)
    context = {"panel": panel, "vacancy": panel.vacancy, "form": form}
    return render(request, "applications/panels/declare.html", context)


@needs("applications.change_panel", _seat)
@require_http_methods(["GET", "HEAD", "POST"])
def prolong(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Let somebody without a role reach the panel for longer."""
    form = ProlongForm(posted(request))
    if form.is_valid() and attempt(request, reach.prolong, seat=seat, **form.cleaned_data):
        messages.success(request, _("The access is prolonged."))
        return redirect("panels:panel", seat.panel_id)
    context = {"seat": seat, "panel": seat.panel, "vacancy": seat.vacancy, "form": form}
    context["last_day"] = reach.last_day_of(seat)
    return render(request, "applications/panels/prolong.html", context)


@needs("applications.view_candidate", _candidate)
@require_safe
def candidate(request: HttpRequest, application: Application) -> HttpResponse:
    """What one candidate handed in, for those on the panel to whom it is open."""
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "panel": application.vacancy.panel,
        "statements": statements_of(application),
        "documents": documents_of(application),
        "written": team_of(application),
        "may_find_conflict": request.user.has_perm("applications.find_conflict", application),
    }
    return render(request, "applications/panels/candidate.html", context)
