"""The pages of one sheet: its candidates, one candidate with the material beside the marks, handing in, revising, signing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.intake.models import Application
from applications.scoring import actions
from applications.scoring.access import needs_part
from applications.scoring.content import content_hash
from applications.scoring.forms import MarksForm, PasswordForm, RevisionForm, blocks_of, steps_of
from applications.scoring.gaps import Progress, progress_of
from applications.scoring.material import material_of
from applications.scoring.models import Mark, Sheet
from applications.scoring.reauthentication import asked_again
from applications.scoring.rules import takes_part
from applications.scoring.stages import criteria_of
from portal.web.access import finder
from portal.web.deeds import attempt
from portal.words.figures import plain

_sheet = finder(Sheet.objects.with_panel(), pk="pk")


def _frame(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "round": sheet.round,
        "vacancy": sheet.vacancy,
        "is_own": sheet.belongs_to(request.user),
        "may_score": takes_part(request.user, "applications.score_sheet", sheet),
    }


@needs_part("applications.view_sheet", _sheet)
@require_safe
def sheet_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The candidates in the member's own order, and how far the member has come."""
    context = _frame(request, sheet) | {"progress": progress_of(sheet)}
    context["may_sign"] = takes_part(request.user, "applications.sign_sheet", sheet)
    return render(request, "applications/scoring/sheet.html", context)


@needs_part("applications.view_sheet", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """One candidate: the material on one side, the marks on the other. What is valid is kept, also beside an error."""
    person = _candidate_of(request, sheet)
    if not _may_read(request, person):
        messages.info(request, _("%(code)s has withdrawn and is not marked any more") % {"code": person.code})
        return redirect("scoring:sheet", sheet.pk)
    form = _marks_form(request, sheet, person)
    if request.method == "POST":
        goes_on = form.is_valid() or (form.cleaned_data["to"] and form.can_wait)
        kept = attempt(request, actions.save_marks, sheet=sheet, application=person, marks=form.entries)
        if kept is None:
            return redirect("scoring:sheet", sheet.pk)
        if goes_on:
            return _onward(request, sheet, person, form.cleaned_data["to"])
        form.marks = _marks(sheet, person)
    progress = progress_of(sheet)
    context = _frame(request, sheet) | _place(progress, person)
    context |= {"person": person, "form": form, "blocks": blocks_of(form), "progress": progress}
    context |= {"done": sum(mark.is_whole for mark in form.marks.values())}
    context["saved_at"] = max((mark.saved_at for mark in form.marks.values()), default=None)
    context["material"] = material = material_of(person)
    context["stated"] = {statement.criterion.code for statement in material.statements}
    return render(request, "applications/scoring/candidate.html", context)


def _candidate_of(request: HttpRequest, sheet: Sheet) -> Application:
    """The candidate named in the address, if on the sheet; nobody works on a sheet but its member."""
    if not sheet.belongs_to(request.user):
        raise Http404
    people = Application.objects.select_related("vacancy__plan", "screening").filter(pk__in=sheet.order)
    return get_object_or_404(people, code=request.resolver_match.kwargs["code"])


def _may_read(request: HttpRequest, person: Application) -> bool:
    return takes_part(request.user, "applications.view_candidate", person)


def _marks(sheet: Sheet, person: Application) -> dict[int, Mark]:
    return {mark.criterion_id: mark for mark in sheet.marks.filter(application=person)}


def _marks_form(request: HttpRequest, sheet: Sheet, person: Application) -> MarksForm:
    data = request.POST if request.method == "POST" else None
    return MarksForm(data, criteria=criteria_of(sheet.round), marks=_marks(sheet, person))


def _onward(request: HttpRequest, sheet: Sheet, person: Application, to: str) -> HttpResponse:
    """After saving: where the button leads."""
    messages.success(request, _("The marks of %(code)s are saved") % {"code": person.code})
    code = to or person.code
    known = Application.objects.filter(pk__in=sheet.order, code=code).exists()
    return redirect("scoring:candidate", sheet.pk, code) if known else redirect("scoring:sheet", sheet.pk)


def _place(progress: Progress, person: Application) -> dict[str, Any]:
    """Where the candidate stands in the member's order, and the codes before and after."""
    codes = [line.application.code for line in progress.standing]
    here = codes.index(person.code) if person.code in codes else len(codes)
    return {
        "position": here + 1,
        "previous": codes[here - 1] if here else "",
        "next": codes[here + 1] if here + 1 < len(codes) else "",
    }


@needs_part("applications.view_sheet", _sheet)
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
    context = _frame(request, sheet) | {"progress": progress_of(sheet)}
    return render(request, "applications/scoring/hand_in.html", context)


@needs_part("applications.view_sheet", _sheet)
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """A member's own mark, revised with a reason; the original stays beside it."""
    parts = request.resolver_match.kwargs
    found = Mark.objects.with_revisions().filter(sheet=sheet)
    mark = get_object_or_404(found, application__code=parts["code"], criterion__code=parts["criterion"])
    if not takes_part(request.user, "applications.moderate_mark", sheet):
        return redirect("scoring:compare", sheet.round_id, mark.application.code)
    form = RevisionForm(request.POST or None, criterion=mark.criterion)
    if request.method == "POST" and form.is_valid():
        value, reason = form.cleaned_data["mark"], form.cleaned_data["reason"]
        if attempt(request, actions.revise, mark=mark, value=value, reason=reason):
            messages.success(request, _("The revised mark stands beside the first one"))
            return redirect("scoring:compare", sheet.round_id, mark.application.code)
    context = _frame(request, sheet) | {
        "mark": mark,
        "form": form,
        "person": mark.application,
        "stands": plain(mark.current),
        "steps": steps_of(mark.criterion, form["mark"]),
    }
    return render(request, "applications/scoring/moderate.html", context)


@needs_part("applications.view_sheet", _sheet)
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
    context = _frame(request, sheet) | {"form": form, "hash": content_hash(sheet)}
    return render(request, "applications/scoring/sign.html", context)
