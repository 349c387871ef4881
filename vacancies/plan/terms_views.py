"""Pages of the editor on which the terms of reference are written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.web.deeds import attempt, posted
from portal.web.pairs import columns
from portal.web.rows import with_one_more
from vacancies.plan.editor import asked_for_more, editor, frame, onward, sent
from vacancies.terms.actions import choose_clauses, save_lots, save_outputs, save_sections
from vacancies.terms.forms import (
    ChosenClausesForm,
    LanguageRows,
    LotRows,
    OutputRows,
    PastedLots,
    SectionsForm,
)
from vacancies.terms.models import StandardClause, TermsOfReference
from vacancies.terms.standing import in_order
from vacancies.vacancy.forms import NoticeForm
from vacancies.vacancy.models import Vacancy


@editor
def terms(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The sections, and the languages the work needs."""
    form, rows = _sections_forms(request, vacancy)
    if sent(request) and all([form.is_valid(), rows.is_valid()]):
        asked = [row.said for row in rows.kept]
        if attempt(request, save_sections, vacancy=vacancy, fields=form.said, languages_asked=asked):
            messages.success(request, _("The terms of reference are saved."))
            return onward(request, vacancy, here="terms", after="outputs")
    context = {
        **frame(request, vacancy, "terms"),
        "form": form,
        "rows": rows,
        "rows_at_fault": rows.faulty and not form.errors,
        "sample": NoticeForm.sample,
    }
    return render(request, "vacancies/terms/terms.html", context)


@editor
def outputs(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is handed over, when, and for which share of the payment."""
    rows = _output_rows(request, vacancy)
    if sent(request) and rows.is_valid():
        said = [row.said for row in rows.kept]
        if attempt(request, save_outputs, vacancy=vacancy, rows=said):
            messages.success(request, _("The outputs are saved."))
            return onward(request, vacancy, here="outputs", after="lots")
    context = {**frame(request, vacancy, "outputs"), "form": rows.faulty, "rows": rows}
    return render(request, "vacancies/terms/outputs.html", context)


@editor
def lots(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The places or parts that are applied for one by one; many can be pasted at once."""
    rows, pasted = _lot_forms(request, vacancy)
    if sent(request) and all([rows.is_valid(), pasted.is_valid()]):
        said = [*(row.said for row in rows.kept), *pasted.cleaned_data["lines"]]
        if attempt(request, save_lots, vacancy=vacancy, rows=said):
            messages.success(request, _("The lots are saved."))
            return onward(request, vacancy, here="lots", after="plan")
    context = {
        **frame(request, vacancy, "lots"),
        "form": rows.faulty or pasted,
        "rows": rows,
        "pasted": pasted,
    }
    return render(request, "vacancies/terms/lots.html", context)


@editor
def clauses(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Which standard clauses the notice has, in which version."""
    chosen = [row.clause for row in vacancy.clauses.all()]
    offered = _offered(vacancy, chosen)
    initial = {"clauses": [str(clause.pk) for clause in chosen]}
    form = ChosenClausesForm(posted(request), offered=offered, office=vacancy.office, initial=initial)
    if sent(request) and form.is_valid():
        wanted = form.chosen
        if attempt(request, choose_clauses, vacancy=vacancy, clauses=wanted):
            messages.success(request, _("The clauses of the notice are saved."))
            return onward(request, vacancy, here="clauses", after="approval")
    context = {
        **frame(request, vacancy, "clauses"),
        "form": form,
        "offered": offered,
        "may_edit_clauses": request.user.has_perm("vacancies.edit_clauses", vacancy.office),
    }
    return render(request, "vacancies/terms/clauses_of_notice.html", context)


def _sections_forms(request: HttpRequest, vacancy: Vacancy) -> tuple[SectionsForm, LanguageRows]:
    quiet = asked_for_more(request)
    data = with_one_more(request.POST, "rows", required="on") if quiet else posted(request)
    found = getattr(vacancy, "sections", None) or TermsOfReference(vacancy=vacancy)
    initial = [
        {"language": row.language, "level": row.level, "required": row.required}
        for row in vacancy.languages_asked.all()
    ]
    rows = LanguageRows(data, prefix="rows", quiet=quiet, initial=initial)
    return SectionsForm(data, instance=found, quiet=quiet), rows


def _output_rows(request: HttpRequest, vacancy: Vacancy) -> OutputRows:
    quiet = asked_for_more(request)
    data = with_one_more(request.POST, "rows") if quiet else posted(request)
    names = (*columns("title", "due"), "due_on", "share")
    initial = [{name: getattr(row, name) for name in names} for row in vacancy.outputs.all()]
    return OutputRows(data, prefix="rows", quiet=quiet, initial=initial)


def _lot_forms(request: HttpRequest, vacancy: Vacancy) -> tuple[LotRows, PastedLots]:
    """The rows and the box; lines that are understood go from the box into rows, all of them or none."""
    quiet, data = asked_for_more(request), posted(request)
    pasted = PastedLots(data, standing=_standing(data))
    if quiet and data["add"] == "lot":
        pasted = PastedLots(initial={"lines": data.get("lines", "")})
        data = with_one_more(data, "rows", openings="1")
    elif quiet and pasted.is_valid():
        for lot in pasted.cleaned_data["lines"]:
            data = with_one_more(data, "rows", **lot)
        pasted = PastedLots()
    names = ("code", *columns("name"), "openings")
    initial = [{name: getattr(row, name) for name in names} for row in vacancy.lots.all()]
    return LotRows(data, prefix="rows", quiet=quiet, initial=initial), pasted


def _standing(data: QueryDict | None) -> int:
    """How many rows the form that was sent has."""
    said = data.get("rows-TOTAL_FORMS", "") if data else ""
    return int(said) if said.isdecimal() else 0


def _offered(vacancy: Vacancy, chosen: list[StandardClause]) -> list[StandardClause]:
    """Every clause in force that fits, and those chosen before that are no longer in force."""
    fitting: Any = (
        StandardClause.objects.in_force().fitting(vacancy.office, vacancy.kind).select_related("office")
    )
    return in_order({clause.pk: clause for clause in [*fitting, *chosen]}.values())
