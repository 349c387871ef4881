"""The pages of one sheet: its candidates, handing in, revising, signing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.intake.models import Application
from applications.panels.rules import is_conflicted, reads_blind
from applications.scoring import actions
from applications.scoring.answers import without_note
from applications.scoring.content import content_hash
from applications.scoring.forms import PasswordForm, RevisionForm, steps_of
from applications.scoring.gaps import Progress, progress_of
from applications.scoring.guide import GuideQuestion, has_guide
from applications.scoring.models import Mark, Sheet
from applications.scoring.pseudonyms import callings_of
from applications.scoring.reauthentication import asked_again
from applications.scoring.rules import takes_part
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from portal.words.figures import plain

_sheet = finder(Sheet.objects.with_panel(), pk="pk")
_sheet_to_mark = finder(Sheet.objects.to_mark(), pk="pk")


def frame(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    """What every page of a sheet shows."""
    return {
        "sheet": sheet,
        "round": sheet.round,
        "vacancy": sheet.vacancy,
        "is_own": sheet.belongs_to(request.user),
        "may_score": takes_part(request.user, "applications.score_sheet", sheet),
        "blind": sheet.round.hides_names and reads_blind(request.user, sheet.round),
    }


def progress_for(request: HttpRequest, sheet: Sheet) -> Progress:
    """How far the sheet is, its candidates called as the reader calls them."""
    return progress_of(sheet, callings_of(sheet.round, request.user))


@needs("applications.view_sheet", _sheet_to_mark)
@require_safe
def sheet_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The candidates in the member's own order, and how far the member has come."""
    context = frame(request, sheet) | {"progress": progress_for(request, sheet)}
    context["by_criterion"] = context["is_own"] and context["progress"].standing
    context["may_sign"] = takes_part(request.user, "applications.sign_sheet", sheet)
    return render(request, "applications/scoring/sheet.html", context)


@needs("applications.view_sheet", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What handing in means, or what is still missing, each gap with its link."""
    if not takes_part(request.user, "applications.score_sheet", sheet):
        return redirect("scoring:sheet", sheet.pk)
    if request.method == "POST":
        if attempt(request, actions.hand_in, sheet=sheet):
            messages.success(request, _("Your sheet is handed in"))
            return redirect("scoring:sheet", sheet.pk)
        return redirect("scoring:hand-in", sheet.pk)
    context = frame(request, sheet) | {"progress": progress_for(request, sheet)}
    if has_guide(sheet.round):
        standing = list(GuideQuestion.objects.standing().filter(panel=sheet.round.panel))
        context["unanswered"] = without_note(sheet, context["progress"], standing)
    return render(request, "applications/scoring/hand_in.html", context)


@needs("applications.view_sheet", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A member's own mark, revised with a reason; the original stays beside it."""
    parts = request.resolver_match.kwargs
    callings = callings_of(sheet.round, request.user)
    person = callings.find(Application.objects.filter(pk__in=sheet.order), parts["code"])
    found = Mark.objects.with_revisions().filter(sheet=sheet, criterion__code=parts["criterion"])
    mark = get_object_or_404(found, application=person)
    is_shut = is_conflicted(request.user, mark.application)
    if is_shut or not takes_part(request.user, "applications.moderate_mark", sheet):
        return redirect("scoring:compare", sheet.round_id, parts["code"])
    form = RevisionForm(request.POST or None, criterion=mark.criterion)
    if request.method == "POST" and form.is_valid():
        value, reason = form.cleaned_data["mark"], form.cleaned_data["reason"]
        if attempt(request, actions.revise, mark=mark, value=value, reason=reason):
            messages.success(request, _("The revised mark stands beside the first one"))
            return redirect("scoring:compare", sheet.round_id, parts["code"])
    context = frame(request, sheet) | {
        "mark": mark,
        "form": form,
        "called": callings.of(mark.application),
        "stands": plain(mark.current),
        "steps": steps_of(mark.criterion, form["mark"]),
    }
    return render(request, "applications/scoring/moderate.html", context)


@needs("applications.view_sheet", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The member's own password signs their sheet."""
    if not takes_part(request.user, "applications.sign_sheet", sheet):
        return redirect("scoring:round", sheet.round_id)
    form = PasswordForm(request.POST or None, user=request.user)
    if asked_again(request, form):
        if attempt(request, actions.sign, sheet=sheet):
            messages.success(request, _("Your sheet is signed"))
        return redirect("scoring:round", sheet.round_id)
    context = frame(request, sheet) | {"form": form, "hash": content_hash(sheet)}
    return render(request, "applications/scoring/sign.html", context)
