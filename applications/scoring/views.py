"""The pages of a round: open it, see where it stands, lead it to its lock."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.panels.models import Panel
from applications.panels.rules import reads_blind, seat_of
from applications.scoring import actions, opening, quorum
from applications.scoring.forms import OpenForm, PasswordForm, ReasonForm
from applications.scoring.guide import GuideQuestion, criteria_asked, has_guide
from applications.scoring.heat import Heat
from applications.scoring.meeting import Talk, talks_of
from applications.scoring.models import Round, Sheet
from applications.scoring.moderation import heat_of, questions_of, shown_round
from applications.scoring.pseudonyms import callings_of
from applications.scoring.reauthentication import asked_again
from applications.scoring.reopening import allowance_of, prices_are_open
from applications.scoring.rules import shuts_names, takes_part
from applications.scoring.stages import next_stage, stages_before_the_last
from applications.scoring.versions import Version, rounds_to_show, sheets_on, versions_of
from applications.screening.long_list import candidates
from portal.kernel.addresses import address_of
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from vacancies.plan.models import AbsentRule, Stage

_panel = finder(
    Panel.objects.with_seats()
    .select_related("vacancy__plan")
    .prefetch_related("rounds", "vacancy__plan__criteria"),
    pk="pk",
)
_round = finder(rounds_to_show(), pk="pk")
_sheet = finder(Sheet.objects.with_panel(), pk="pk")


@needs("applications.open_round", _panel)
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
        "obstacle": opening.obstacle(panel) or quorum.obstacle(panel, people),
        "parts": parts,
        "people": people,
        "by_member": by_member,
        "has_short_list": bool(stages_before_the_last(panel)),
        "has_guide": bool(criteria_asked(panel)),
        "asked": GuideQuestion.objects.standing().filter(panel=panel).count(),
        "cell_form": ReasonForm() if may_choose and any(part.left_out_reason for part in parts) else None,
    }


def _guide_url(request: HttpRequest, panel: Panel) -> str:
    """The address of the question guide for who may read it; empty where there are no interviews."""
    may = takes_part(request.user, "applications.view_guide", panel)
    return reverse("scoring:guide", args=[panel.pk]) if may else ""


@needs("applications.open_round", _panel)
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


@needs("applications.view_round", _round)
@require_safe
def round_page(request: HttpRequest, round_: Round) -> HttpResponse:
    """Where the round stands; the marks of all, once all are in."""
    # Whether the sheet of one who left counts says whether it was in: private until all are in.
    sheets = [sheet for sheet in sheets_on(round_) if round_.is_revealed or sheet.seat.sits]
    own = next((sheet for sheet in sheets if sheet.belongs_to(request.user)), None)
    may = {
        name: takes_part(request.user, f"applications.{name}", round_)
        for name in ("lock_round", "view_marks", "reopen_round", "allow_reopening")
    }
    may["unblind"] = (
        round_.hides_names
        and round_.is_locked
        and takes_part(request.user, "applications.unblind", round_.panel)
    )
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "is_shut": shuts_names(request.user, round_),
        "versions": [one for one in versions_of(round_) if one.ended],
        "may_allow": may["allow_reopening"] and prices_are_open(round_.vacancy) and not allowance_of(round_),
        "sheets": sheets,
        "own": own,
        "may": may,
        "conflicted": [
            sheet
            for sheet in opening.still_judging(round_)
            if takes_part(request.user, "applications.leave_out_late", sheet)
        ],
        "may_leave_out": not round_.is_revealed
        and any(takes_part(request.user, "applications.leave_out", sheet) for sheet in sheets),
        "has_short_list": bool(stages_before_the_last(round_.panel)),
        "guide_url": _guide_url(request, round_.panel) if has_guide(round_) else "",
        "results_url": _results(request, round_),
        "may_sign": own is not None and takes_part(request.user, "applications.sign_sheet", own),
        "heat": _heat(request, round_) if may["view_marks"] else None,
        "may_meet": takes_part(request.user, "applications.hold_meeting", round_),
        "talks": _talks(request, round_) if may["view_marks"] else [],
    }
    return render(request, "applications/scoring/round.html", context)


def _heat(request: HttpRequest, round_: Round) -> Heat:
    shown = shown_round(round_, callings=callings_of(round_, request.user))
    return heat_of(shown, shut_to(request, round_)).on_page(request.GET.get("page"))


def _talks(request: HttpRequest, round_: Round) -> list[Talk]:
    """What the panel has noted as discussed, as far as the reader sees its marks."""
    return talks_of(round_, callings_of(round_, request.user), shut_to(request, round_))


def _results(request: HttpRequest, round_: Round) -> str:
    """The address of the results, which a later room shows, once the reader may see them."""
    may = round_.is_locked and request.user.has_perm("applications.view_results", round_.vacancy)
    return address_of("ranking:results", round_.vacancy.pk) if may else ""


def shut_to(request: HttpRequest, round_: Round) -> set[int]:
    """Candidates whose marks the reader does not see: those of a conflict, while marks can still be revised or names are kept back."""
    seat = seat_of(request.user, round_)
    is_shut = not round_.is_locked or reads_blind(request.user, round_)
    return opening.conflicts_of(seat) if seat and is_shut else set()


@needs("applications.view_marks", _round)
@require_safe
def compare(request: HttpRequest, round_: Round) -> HttpResponse:
    """One candidate: what each member gave on each criterion, and why."""
    return compared(request, round_)


def compared(request: HttpRequest, round_: Round, version: Version | None = None) -> HttpResponse:
    """The marks and reasons of the candidate whom the address names, as they stand or as they stood in a version."""
    code = request.resolver_match.kwargs["code"]
    callings = callings_of(round_, request.user)
    shown = shown_round(round_, version, code=code, callings=callings)
    hidden = shut_to(request, round_) if callings.are_neutral else set()
    people = [one for one in shown.people if one.pk not in hidden]
    person = callings.find(people, code)
    if person is None:
        raise Http404
    seat = seat_of(request.user, round_)
    own = next((sheet for sheet in sheets_on(round_) if sheet.seat == seat), None)
    may_revise = version is None and not round_.is_locked
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "version": version,
        "called": callings.of(person),
        "blind": callings.are_neutral,
        "people": [callings.of(one) for one in people],
        # The reasons quote the files, and those stay shut to a member with a conflict.
        "shut": bool(seat) and person.pk in opening.conflicts_of(seat),
        "questions": questions_of(shown, person, own if may_revise else None),
        "talks": []
        if version
        else [one for one in _talks(request, round_) if one.discussion.application == person],
    }
    return render(request, "applications/scoring/compare.html", context)


@needs("applications.leave_out", _sheet)
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


@needs("applications.view_round", _round)
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
