"""The page on which a member declares a conflict found later, and the one on which the chair leaves them out for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.intake.models import Application
from applications.panels import hints
from applications.panels.forms import LaterConflictForm
from applications.panels.models import Panel
from applications.panels.rules import seat_of
from applications.scoring import recusal
from applications.scoring.forms import ReasonForm
from applications.scoring.models import Sheet
from applications.scoring.pseudonyms import NAMED, Callings, blind_round_of, callings_of
from applications.screening.long_list import candidates
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")
_sheet = finder(Sheet.objects.with_panel(), pk="pk")


@needs("applications.find_conflict", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, panel: Panel) -> HttpResponse:
    """One's own declaration; a candidate recognised later, what follows from it, and, once confirmed, the deed."""
    seat = seat_of(request.user, panel)
    declared = seat.declaration.conflicts.all()
    shut = {one.application_id for one in declared}
    still = [one for one in candidates(panel.vacancy).order_by("pk") if one.pk not in shut]
    callings = _callings(request, panel)
    people = {callings.of(one).code: one for one in still}
    form = LaterConflictForm(
        posted(request),
        choices=[(code, _said(callings, one)) for code, one in people.items()],
        initial={"candidate": request.GET.get("candidate")},
    )
    context: dict[str, Any] = {"panel": panel, "vacancy": panel.vacancy, "seat": seat, "form": form}
    context["blind"] = callings.are_neutral
    if not form.is_valid():
        hinted = {} if callings.are_neutral else hints.of_candidates(seat, still)
        context["hints"] = [(one, hints.in_words(hinted[one.pk])) for one in still if one.pk in hinted]
        return render(request, "applications/scoring/conflict.html", context | {"declared": declared})
    person = people[form.cleaned_data["candidate"]]
    if "confirmed" not in request.POST:
        context |= {"name": _said(callings, person), "effect": recusal.effect_on(seat)}
        return render(request, "applications/scoring/conflict_confirm.html", context)
    found = {person: form.cleaned_data["reason"]}
    if attempt(request, recusal.find_conflict, seat=seat, conflicts=found):
        messages.success(request, _("The conflict is declared; the papers of the candidate are shut to you."))
    return redirect("panels:panel", panel.pk)


def _callings(request: HttpRequest, panel: Panel) -> Callings:
    """By codes once those of a blind round are drawn; before, names say no more than the declaration did."""
    blind = blind_round_of(panel) if panel.is_blind else None
    return callings_of(blind, request.user) if blind else NAMED


def _said(callings: Callings, application: Application) -> str:
    """A candidate as one is chosen: a team by all its names, each with the lot."""
    name = callings.of(application).name if callings.are_neutral else application.names
    return f"{name}, {application.lot}" if application.lot else name


@needs("applications.leave_out_late", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The chair leaves a member out, once all sheets are in, for a conflict declared since."""
    form = ReasonForm(posted(request))
    if form.is_valid():
        if attempt(request, recusal.leave_out, sheet=sheet, reason=form.cleaned_data["reason"]):
            messages.success(request, _("The member is left out as the rule of this selection says."))
        return redirect("scoring:round", sheet.round_id)
    context = {"sheet": sheet, "round": sheet.round, "vacancy": sheet.vacancy, "form": form}
    return render(request, "applications/scoring/leave_out_late.html", context)
