"""The pages of a round: open it, see where it stands, lead it to its lock."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.panels.rules import seat_of
from applications.scoring import actions, opening
from applications.scoring.access import needs_part
from applications.scoring.forms import OpenForm, PasswordForm, ReasonForm
from applications.scoring.models import Round, Sheet
from applications.scoring.moderation import heat_of, questions_of, shown_round
from applications.scoring.reauthentication import asked_again
from applications.scoring.rules import takes_part
from applications.scoring.stages import next_stage
from applications.screening.long_list import candidates
from portal.kernel.addresses import address_of
from portal.web.access import finder
from portal.web.deeds import attempt
from vacancies.plan.models import AbsentRule, Stage

_panel = finder(Panel.objects.with_seats(), pk="pk")
_round = finder(Round.objects.with_panel(), pk="pk")
_sheet = finder(Sheet.objects.with_panel(), pk="pk")


@needs_part("applications.open_round", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Who will mark whom, and the button that begins it."""
    stage = next_stage(panel)
    form = OpenForm(request.POST if request.method == "POST" else None, initial={"stage": stage})
    if form.is_valid():
        opened = attempt(request, actions.open_round, panel=panel, stage=form.cleaned_data["stage"])
        return redirect("scoring:round", opened.pk) if opened else redirect("scoring:open", panel.pk)
    return render(request, "applications/scoring/open.html", _opening(request, panel, stage) | {"form": form})


def _opening(request: HttpRequest, panel: Panel, stage: str | None) -> dict[str, Any]:
    people = list(candidates(panel.vacancy).order_by("pk"))
    parts = opening.parts_of(panel, people)
    by_member = opening.rule_of(panel) == AbsentRule.MEMBER
    may_choose = by_member and takes_part(request.user, "applications.choose_cell", panel)
    return {
        "panel": panel,
        "vacancy": panel.vacancy,
        "stage": Stage(stage).label if stage else "",
        "obstacle": opening.obstacle(panel),
        "parts": parts,
        "people": people,
        "by_member": by_member,
        "cell_form": ReasonForm() if may_choose and any(part.left_out_reason for part in parts) else None,
    }


@needs_part("applications.open_round", _panel)
@require_POST
def cell(request: HttpRequest, panel: Panel) -> HttpResponse:
    """The chair's choice that a conflict shuts a member out of one candidate only."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        stage = next_stage(panel)
        context = _opening(request, panel, stage) | {
            "form": OpenForm(initial={"stage": stage}),
            "cell_form": form,
        }
        return render(request, "applications/scoring/open.html", context)
    if attempt(request, actions.choose_cell, panel=panel, reason=form.cleaned_data["reason"]):
        messages.success(request, _("Members with a conflict are left out for that candidate only"))
    return redirect("scoring:open", panel.pk)


@needs_part("applications.view_round", _round)
@require_safe
def round_page(request: HttpRequest, round_: Round) -> HttpResponse:
    """Where the round stands; the marks of all, once all are in."""
    sheets = list(round_.sheets.select_related("seat__user"))
    own = next((sheet for sheet in sheets if sheet.belongs_to(request.user)), None)
    may = {
        name: takes_part(request.user, f"applications.{name}", round_)
        for name in ("lock_round", "view_marks")
    }
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "sheets": sheets,
        "own": own,
        "may": may,
        "may_leave_out": not round_.is_revealed
        and takes_part(request.user, "applications.leave_out", _counted(sheets)),
        "results_url": _results(request, round_),
        "may_sign": own is not None and takes_part(request.user, "applications.sign_sheet", own),
        "heat": heat_of(shown_round(round_), _shut(request, round_)) if may["view_marks"] else None,
    }
    return render(request, "applications/scoring/round.html", context)


def _results(request: HttpRequest, round_: Round) -> str:
    """The address of the results, which a later room shows, once the reader may see them."""
    may = round_.is_locked and request.user.has_perm("applications.view_results", round_.vacancy)
    return address_of("ranking:results", round_.vacancy.pk) if may else ""


def _counted(sheets: list[Sheet]) -> Sheet:
    return next(sheet for sheet in sheets if sheet.counts)


def _shut(request: HttpRequest, round_: Round) -> set[int]:
    """Candidates whose marks the reader does not see: those of a conflict, while marks can still be revised."""
    seat = seat_of(request.user, round_)
    return opening.conflicts_of(seat) if seat and not round_.is_locked else set()


@needs_part("applications.view_marks", _round)
@require_safe
def compare(request: HttpRequest, round_: Round) -> HttpResponse:
    """One candidate: what each member gave on each criterion, and why."""
    code = request.resolver_match.kwargs["code"]
    person = get_object_or_404(Application, vacancy=round_.vacancy, code=code, pk__in=_on_sheets(round_))
    seat = seat_of(request.user, round_)
    own = round_.sheets.filter(seat=seat).first() if seat else None
    shown = shown_round(round_)
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "person": person,
        "people": shown.people,
        # The reasons quote the files, and those stay shut to a member with a conflict.
        "shut": bool(seat) and person.pk in opening.conflicts_of(seat),
        "questions": questions_of(shown, person, None if round_.is_locked else own),
    }
    return render(request, "applications/scoring/compare.html", context)


def _on_sheets(round_: Round) -> set[int]:
    return {pk for sheet in round_.sheets.counted() for pk in sheet.order}


@needs_part("applications.leave_out", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def leave_out(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The chair says why an absent member does not count."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, actions.leave_out, sheet=sheet, reason=form.cleaned_data["reason"]):
            messages.success(request, _("%(name)s is left out of this selection") % {"name": sheet.seat.user})
        return redirect("scoring:round", sheet.round_id)
    context = {"sheet": sheet, "round": sheet.round, "vacancy": sheet.vacancy, "form": form}
    return render(request, "applications/scoring/leave_out.html", context)


@needs_part("applications.view_round", _round)
@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: HttpRequest, round_: Round) -> HttpResponse:
    """The chair's password makes the figures evidence."""
    if not takes_part(request.user, "applications.lock_round", round_):
        return redirect("scoring:round", round_.pk)
    form = PasswordForm(request.POST or None, user=request.user)
    if asked_again(request, form):
        if attempt(request, actions.lock, round=round_):
            messages.success(request, _("The round is locked. Each member signs their sheet now"))
        return redirect("scoring:round", round_.pk)
    context = {"round": round_, "vacancy": round_.vacancy, "form": form}
    return render(request, "applications/scoring/lock.html", context)
