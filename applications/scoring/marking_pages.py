"""The pages on which a member marks: one candidate beside the material, or one criterion across candidates; kept while one types."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.autosave import web
from applications.autosave.actions import Kept, keep, look
from applications.intake.models import Application
from applications.panels.rules import is_conflicted
from applications.scoring.blind_material import blind_material_of, statements_without_names
from applications.scoring.blocks import Block, blocks_of
from applications.scoring.desks import CandidateDesk, CriterionDesk, SheetDesk
from applications.scoring.forms import FindForm, OnwardForm
from applications.scoring.gaps import Progress
from applications.scoring.guide import on_criterion
from applications.scoring.material import material_of
from applications.scoring.mentions import looked_through, words_of
from applications.scoring.models import Sheet
from applications.scoring.pseudonyms import Called
from applications.scoring.rules import takes_part
from applications.scoring.sheet_pages import frame, progress_for
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from vacancies.models import Criterion
from vacancies.plan.models import Stage

# Candidates on one page of a criterion: what can be read in one go, and sent in one form.
A_PAGE = 10
_sheet = finder(Sheet.objects.to_mark(), pk="pk")
_reading_and_posting = require_http_methods(["GET", "HEAD", "POST"])


@needs("applications.view_sheet", _sheet)
@_reading_and_posting
def candidate(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """One candidate: the material on one side, the marks on the other. What is valid is kept, also beside an error."""
    progress = progress_for(request, sheet)
    person = _candidate_of(request, sheet, progress)
    called = progress.callings.of(person)
    if not _may_read(request, person):
        messages.info(request, _why_shut(request, person, called))
        return redirect("scoring:sheet", sheet.pk)
    desk = CandidateDesk(sheet, person, called.code, request.user, clock.now())
    found = FindForm(request.GET)
    if request.method == "POST":
        kept = attempt(request, _kept, desk=desk, posted=request.POST)
        if kept is None:
            return redirect("scoring:sheet", sheet.pk)
        way = OnwardForm(request.POST)
        if _goes_on(kept, way):
            messages.success(request, _("The marks of %(code)s are saved") % {"code": called.code})
            return _onward(request, progress, called, way)
        progress = progress_for(request, sheet)
    else:
        kept = look(desk=desk)
    context = _typing(request, desk, kept) | _place(progress, person)
    context |= {
        "person": person,
        "called": called,
        "progress": progress,
        "blocks": blocks_of(kept.form),
        "asked": kept.form.asked,
        "list": OnwardForm.LIST,
        "may_find_conflict": sheet.belongs_to(request.user)
        and request.user.has_perm("applications.find_conflict", sheet),
    }
    context |= {"done": sum(mark.is_whole for mark in desk.marks.values()), "note": desk.note}
    context["saved_at"] = max((mark.saved_at for mark in desk.marks.values()), default=None)
    # The code under which the member reads the answers of a written test; none in a round of another stage.
    answers_as = called.code if sheet.round.stage == Stage.TEST else ""
    context |= _material(person, found.said, answers_as, blind=context["blind"]) | {
        "find": found,
        "offered": _offered(desk.criteria),
    }
    return render(request, "applications/scoring/candidate.html", context)


@web.in_json
@needs("applications.view_sheet", _sheet)
@_reading_and_posting
def autosave(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What the page of a candidate sends while its member types."""
    progress = progress_for(request, sheet)
    person = _candidate_of(request, sheet, progress)
    if not _may_read(request, person):
        raise Http404
    code = progress.callings.of(person).code
    return _answered(request, CandidateDesk(sheet, person, code, request.user, clock.now()))


@needs("applications.view_sheet", _sheet)
@_reading_and_posting
def criterion(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """One criterion, candidate after candidate in the member's own order, a page of them at a time."""
    progress = progress_for(request, sheet)
    desk, pages = _criterion_desk(request, sheet, progress)
    if request.method == "POST":
        kept = attempt(request, _kept, desk=desk, posted=request.POST)
        if kept is None:
            return redirect("scoring:sheet", sheet.pk)
        way = OnwardForm(request.POST)
        if _goes_on(kept, way):
            messages.success(
                request, _("Your marks on criterion %(code)s are saved") % {"code": desk.criterion.code}
            )
            return _onward_on(sheet, desk, pages, way)
        progress = progress_for(request, sheet)
    else:
        kept = look(desk=desk)
    context = _typing(request, desk, kept) | {"progress": progress, "criterion": desk.criterion}
    context |= {
        "rows": _rows(desk, kept, progress, blind=context["blind"]),
        "pages": range(1, pages + 1),
        "several": pages > 1,
    }
    context |= {
        "page": desk.page,
        "before": desk.page - 1,
        "further": desk.page + 1 if desk.page < pages else 0,
        "list": OnwardForm.LIST,
    }
    context["offered"] = words_of(desk.criterion)
    context["asked_about"] = on_criterion(desk.questions, desk.criterion)
    return render(request, "applications/scoring/criterion.html", context)


@web.in_json
@needs("applications.view_sheet", _sheet)
@_reading_and_posting
def autosave_criterion(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What the page of a criterion sends while its member types."""
    desk, _pages = _criterion_desk(request, sheet, progress_for(request, sheet))
    return _answered(request, desk)


@dataclass(frozen=True)
class Row:
    """One candidate on the page of a criterion: the number in the member's order, what was written to it, mark and reason."""

    person: Application
    called: Called
    position: int
    statement: str
    block: Block


def _rows(desk: CriterionDesk, kept: Kept, progress: Progress, *, blind: bool) -> list[Row]:
    statements = {one.pk: one.snapshot["statements"].get(desk.criterion.code, "") for one in desk.people}
    if blind:
        statements = statements_without_names(desk.people, statements)
    positions = {line.application.pk: line.position for line in progress.lines}
    return [
        Row(
            person,
            progress.callings.of(person),
            positions[person.pk],
            statements[person.pk],
            blocks_of(form)[0],
        )
        for person, form in zip(desk.people, kept.form.forms, strict=True)
    ]


def _criterion_desk(request: HttpRequest, sheet: Sheet, progress: Progress) -> tuple[CriterionDesk, int]:
    """The desk that the address names, and how many pages there are; nobody works on a sheet but its member."""
    if not sheet.belongs_to(request.user):
        raise Http404
    parts = request.resolver_match.kwargs
    one = next((one for one in progress.criteria if one.code == parts["criterion"]), None)
    pages = Paginator(_readable(request, sheet, progress), A_PAGE)
    if one is None or not 1 <= parts["page"] <= pages.num_pages:
        raise Http404
    people = list(pages.page(parts["page"]).object_list)
    desk = CriterionDesk(sheet, one, people, progress.callings, parts["page"], request.user, clock.now())
    return desk, pages.num_pages


def _readable(request: HttpRequest, sheet: Sheet, progress: Progress) -> list[Application]:
    """The candidates in the member's own order, as far as the rules let the member read each of them."""
    people = [line.application for line in progress.standing]
    for person in people:
        person.vacancy = sheet.vacancy
    return [person for person in people if _may_read(request, person)]


def _candidate_of(request: HttpRequest, sheet: Sheet, progress: Progress) -> Application:
    """The candidate named in the address, if on the sheet; nobody works on a sheet but its member."""
    code = request.resolver_match.kwargs["code"]
    found = (line.application for line in progress.lines if line.called.code == code)
    person = next(found, None) if sheet.belongs_to(request.user) else None
    if person is None:
        raise Http404
    # The one that the panel was fetched with, so that the rules ask no further.
    person.vacancy = sheet.vacancy
    return person


def _may_read(request: HttpRequest, person: Application) -> bool:
    return takes_part(request.user, "applications.judge_candidate", person)


def _why_shut(request: HttpRequest, person: Application, called: Called) -> str:
    if is_conflicted(request.user, person):
        return _("The papers of %(code)s are shut to you: conflict of interest") % {"code": called.code}
    return _("%(code)s has withdrawn and is not marked any more") % {"code": called.code}


def _kept(*, desk: SheetDesk, posted: Any, by: Any, at: Any) -> Kept:
    return keep(desk=desk, posted=posted, by=by, at=at)


def _answered(request: HttpRequest, desk: SheetDesk) -> HttpResponse:
    if request.method != "POST":
        return web.standing(request, desk)
    try:
        kept = _kept(desk=desk, posted=request.POST, by=request.user, at=desk.at)
    except Refused as refused:
        return web.refusal(str(refused))
    return web.answer(request, kept, clock=desk.clock)


def _typing(request: HttpRequest, desk: SheetDesk, kept: Kept) -> dict[str, Any]:
    """What both pages show of the form and of saving while one types."""
    context = frame(request, desk.sheet)
    return context | {"form": kept.form, "saving": desk.saving(kept) if context["may_score"] else None}


def _goes_on(kept: Kept, way: OnwardForm) -> bool:
    """Whether nothing holds the member on the page: an error, or two texts to choose from."""
    return not kept.waits and (kept.form.is_valid() or bool(way.way and kept.form.can_wait))


def _onward(request: HttpRequest, progress: Progress, called: Called, way: OnwardForm) -> HttpResponse:
    """Where the button leads, to the criterion one was at, with the word one looked for."""
    sheet, to = request.resolver_match.kwargs["pk"], way.way or called.code
    if to not in {line.called.code for line in progress.lines}:
        return redirect("scoring:sheet", sheet)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    there = redirect("scoring:candidate", sheet, to)
    there["Location"] += query + way.anchor
    return there


def _onward_on(sheet: Sheet, desk: CriterionDesk, pages: int, way: OnwardForm) -> HttpResponse:
    to = way.way or str(desk.page)
    if not (to.isdecimal() and 1 <= int(to) <= pages):
        return redirect("scoring:sheet", sheet.pk)
    return redirect("scoring:criterion", sheet.pk, desk.criterion.code, int(to))


def _place(progress: Progress, person: Application) -> dict[str, Any]:
    """Where the candidate stands in the member's order, and the codes before and after."""
    codes = [line.called.code for line in progress.standing]
    code = progress.callings.of(person).code
    here = codes.index(code) if code in codes else len(codes)
    return {
        "position": here + 1,
        "previous": codes[here - 1] if here else "",
        "next": codes[here + 1] if here + 1 < len(codes) else "",
    }


def _material(person: Application, word: str, answers_as: str, *, blind: bool) -> dict[str, Any]:
    material = (blind_material_of if blind else material_of)(person, answers_as)
    stated = {statement.criterion.code for statement in material.statements}
    material, found = looked_through(material, word) if word else (material, None)
    return {"material": material, "stated": stated, "found": found}


def _offered(criteria: Iterable[Criterion]) -> list[tuple[Criterion, list[str]]]:
    return [(one, words) for one in criteria if (words := words_of(one))]
