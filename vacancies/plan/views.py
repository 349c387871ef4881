"""Pages of the editor on which the selection plan is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.web.deeds import attempt, posted
from portal.web.pairs import columns
from portal.web.rows import with_one_more
from vacancies.plan.actions import (
    remove_criterion,
    save_criterion,
    save_documents,
    save_plan,
    save_requirements,
)
from vacancies.plan.asks_form import AsksForm
from vacancies.plan.editor import asked_for_more, editor, frame, onward, sent
from vacancies.plan.forms import AnchorRows, CriterionForm, DocumentRows, PlanForm
from vacancies.plan.models import Criterion, Plan, RequirementKind
from vacancies.plan.requirement_rows import RequirementRows
from vacancies.vacancy.models import Vacancy

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@editor
def plan(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """How the selection is computed."""
    form = PlanForm(posted(request), instance=vacancy.plan)
    if sent(request) and form.is_valid() and attempt(request, save_plan, plan=vacancy.plan, fields=form.plan):
        messages.success(request, _("The plan is saved."))
        return onward(request, vacancy, here="plan", after="requirements")
    return render(request, "vacancies/plan/plan.html", {**frame(request, vacancy, "plan"), "form": form})


@editor
def requirements(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What every applicant must meet."""
    rows = _requirement_rows(request, vacancy)
    if sent(request) and rows.is_valid():
        said = [row.requirement for row in rows.kept]
        if attempt(request, save_requirements, plan=vacancy.plan, rows=said):
            messages.success(request, _("The requirements are saved."))
            return onward(request, vacancy, here="requirements", after="criteria")
    context = {
        **frame(request, vacancy, "requirements"),
        "form": rows.faulty,
        "rows": rows,
        "kinds": RequirementKind.choices,
    }
    return render(request, "vacancies/plan/requirements.html", context)


@editor
def criteria(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is scored, and how much each thing counts."""
    found = list(vacancy.plan.criteria.all())
    total = sum(criterion.points for criterion in found)
    context = {"criteria": found, "total": total, "most": max((c.points for c in found), default=0)}
    return render(request, "vacancies/plan/criteria.html", {**frame(request, vacancy, "criteria"), **context})


@editor
def new_criterion(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    taken = list(vacancy.plan.criteria.values_list("code", flat=True))
    letter = next((letter for letter in LETTERS if letter not in taken), "")
    return _criterion(request, vacancy, Criterion(plan=vacancy.plan, code=letter, order=len(taken) + 1))


@editor
def criterion(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    return _criterion(request, vacancy, _asked_criterion(request, vacancy.plan))


@editor
def remove(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Take a criterion out, after asking."""
    found = _asked_criterion(request, vacancy.plan)
    if request.method == "POST":
        if attempt(request, remove_criterion, criterion=found):
            messages.success(request, _("Criterion %(criterion)s is removed.") % {"criterion": found})
        return redirect("publishing:criteria", vacancy.pk)
    question = {
        "layout": "work.html",
        "title": _("Remove criterion %(criterion)s?") % {"criterion": found},
        "consequences": [_("Its texts, its points and the descriptions of its marks go with it.")],
        "verb": _("Remove the criterion"),
        "danger": True,
        "back": reverse("publishing:criterion", args=[vacancy.pk, found.pk]),
        "back_words": _("Keep it"),
    }
    return render(request, "components/confirm.html", question)


@editor
def documents(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is to be handed in: documents, and what is written on pages."""
    rows = _document_rows(request, vacancy.plan)
    form = AsksForm(posted(request), instance=vacancy.plan, quiet=asked_for_more(request))
    if sent(request) and all([rows.is_valid(), form.is_valid()]):
        said = [row.said for row in rows.kept]
        if attempt(request, save_documents, plan=vacancy.plan, rows=said, asks=form.asks):
            messages.success(request, _("The documents are saved."))
            return onward(request, vacancy, here="documents", after="clauses")
    context = {
        **frame(request, vacancy, "documents"),
        "form": form,
        "rows": rows,
        "rows_at_fault": rows.faulty and not form.errors,
    }
    return render(request, "vacancies/plan/documents.html", context)


def _criterion(request: HttpRequest, vacancy: Vacancy, found: Criterion) -> HttpResponse:
    """The page of one criterion, old or new, with its anchors."""
    quiet = asked_for_more(request)
    data = with_one_more(request.POST, "anchors") if quiet else posted(request)
    form = CriterionForm(data, instance=found, quiet=quiet)
    rows = AnchorRows(data, prefix="anchors", quiet=quiet, initial=_anchors(found))
    if sent(request) and _whole(form, rows):
        saved = attempt(
            request,
            save_criterion,
            plan=vacancy.plan,
            criterion=found if found.pk else None,
            fields=form.criterion,
            anchors=[row.said for row in rows.kept],
        )
        if saved:
            messages.success(request, _("Criterion %(criterion)s is saved.") % {"criterion": saved})
            return redirect("publishing:criteria", vacancy.pk)
    context = {
        **frame(request, vacancy, "criteria"),
        "form": form,
        "rows": rows,
        "criterion": found,
        "rows_at_fault": rows.faulty and not form.errors,
    }
    return render(request, "vacancies/plan/criterion.html", context)


def _whole(form: CriterionForm, rows: AnchorRows) -> bool:
    """Whether the criterion and its anchors are right, and right together; both are asked, so that all faults show."""
    right = form.is_valid()
    rows.scale = form.cleaned_data.get("scale")
    return bool(rows.is_valid() and right)


def _anchors(found: Criterion) -> list[dict[str, Any]]:
    """The anchors as a form shows them; a new criterion begins with the ends of the usual scale and its middle."""
    if found.pk is None:
        return [{"step": step} for step in ("0", "3", "5")]
    return [
        {"step": anchor.step, **{name: getattr(anchor, name) for name in columns("text")}}
        for anchor in found.anchors.all()
    ]


def _asked_criterion(request: HttpRequest, of_plan: Plan) -> Criterion:
    return get_object_or_404(Criterion, plan=of_plan, pk=request.resolver_match.kwargs["criterion"])


def _requirement_rows(request: HttpRequest, vacancy: Vacancy) -> RequirementRows:
    """The rows; a new one of the kind that its button names begins with the countries of the notice."""
    quiet = asked_for_more(request)
    countries = [str(code) for code in vacancy.eligible_countries]
    data = posted(request)
    if quiet:
        data = with_one_more(request.POST, "rows", kind=request.POST["add"], countries=countries)
    documents = [(document.code, document.name) for document in vacancy.plan.documents.all()]
    initial = [
        {"kind": row.kind, **row.parameters, **{name: getattr(row, name) for name in columns("text")}}
        for row in vacancy.plan.requirements.all()
    ]
    return RequirementRows(
        data, prefix="rows", quiet=quiet, initial=initial, form_kwargs={"documents": documents}
    )


def _document_rows(request: HttpRequest, of_plan: Plan) -> DocumentRows:
    quiet = asked_for_more(request)
    data = with_one_more(request.POST, "rows", required="on") if quiet else posted(request)
    names = ("code", "required", "formats", "max_megabytes", *columns("name"))
    initial = [{name: getattr(row, name) for name in names} for row in of_plan.documents.all()]
    return DocumentRows(data, prefix="rows", quiet=quiet, initial=initial)
