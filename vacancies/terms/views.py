"""Pages on which an office keeps its standard clauses, version by version."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.offices.models import Office
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.terms.actions import add_clause, begin_with_suggested, retire_clause, revise_clause
from vacancies.terms.forms import ClauseTexts, NewClauseForm
from vacancies.terms.models import StandardClause, Topic
from vacancies.terms.standing import earlier_versions, in_order
from vacancies.terms.suggested import SUGGESTED

# Clauses for all offices belong to none and are only read here.
kept = finder(
    StandardClause.objects.filter(office__isnull=False).select_related("office", "made_by"), pk="pk"
)
office_found = finder(Office.objects.all(), code="code")


@needs("vacancies.edit_clauses")
@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    """The clauses in force of every office the person writes for."""
    offices = list(_own_offices(request))
    in_force = StandardClause.objects.in_force().select_related("made_by")
    of_office: dict[int | None, list[StandardClause]] = {}
    for clause in in_order(in_force.filter(office__in=offices) | in_force.filter(office=None)):
        of_office.setdefault(clause.office_id, []).append(clause)
    begun = set(StandardClause.objects.filter(office__in=offices).values_list("office", flat=True))
    context = {
        "offices": [(office, of_office.get(office.pk, []), office.pk not in begun) for office in offices],
        "shared": of_office.get(None, []),
        "suggested": [(capfirst(Topic(topic).label), texts) for topic, texts in SUGGESTED.items()],
    }
    return render(request, "vacancies/terms/clauses.html", context)


@needs("vacancies.edit_clauses")
def new_clause(request: HttpRequest) -> HttpResponse:
    """A clause of one of the person's own offices."""
    initial = {"office": request.GET.get("office")}
    form = NewClauseForm(posted(request), offices=_own_offices(request), initial=initial)
    if form.is_valid():
        added = attempt(request, add_clause, office=form.cleaned_data["office"], fields=form.clause)
        if added:
            messages.success(request, _("The clause is added. New notices begin with it."))
            return redirect("terms:clauses")
    return render(request, "vacancies/terms/new_clause.html", {"form": form})


@needs("vacancies.edit_clauses", kept)
def clause(request: HttpRequest, found: StandardClause) -> HttpResponse:
    """One version of a clause: who wrote it, the versions before it, and the box for the next one."""
    form = ClauseTexts(posted(request), instance=found)
    said = StandardClause.objects.select_related("office", "made_by").get(pk=found.pk)
    if form.is_valid():
        saved = attempt(request, revise_clause, clause=said, texts=form.said)
        if saved:
            messages.success(request, _saved(saved, found))
            return redirect("terms:clause", saved.pk)
    return render(request, "vacancies/terms/clause.html", {"form": form, **_about(said)})


@needs("vacancies.edit_clauses", kept)
def retire(request: HttpRequest, found: StandardClause) -> HttpResponse:
    """Take a clause out of use, after asking."""
    if request.method == "POST":
        if attempt(request, retire_clause, clause=found):
            messages.success(request, _("The clause is retired."))
        return redirect("terms:clauses")
    question = {
        "layout": "work.html",
        "title": _("Retire the clause “%(clause)s”?") % {"clause": found.get_topic_display()},
        "consequences": [
            _("No further notice begins with it."),
            _("Notices that have it keep it, drafts included. Its versions stay readable."),
        ],
        "verb": _("Retire the clause"),
        "danger": True,
        "back": reverse("terms:clause", args=[found.pk]),
        "back_words": _("Keep it"),
    }
    return render(request, "components/confirm.html", question)


@needs("vacancies.edit_clauses", office_found)
@require_POST
def suggested(request: HttpRequest, office: Office) -> HttpResponse:
    """Begin the clauses of an office with the suggested ones."""
    if attempt(request, begin_with_suggested, office=office):
        messages.success(
            request, _("The suggested clauses are now those of the office. Change what differs.")
        )
    return redirect("terms:clauses")


def _own_offices(request: HttpRequest) -> Any:
    allowed = [
        office.pk
        for office in Office.objects.all()
        if request.user.has_perm("vacancies.edit_clauses", office)
    ]
    return Office.objects.by_name().select_related("parent").filter(pk__in=allowed)


def _about(said: StandardClause) -> dict[str, Any]:
    """What stands around the texts of a clause."""
    return {
        "clause": said,
        "office": said.office,
        "is_in_force": StandardClause.objects.in_force().filter(pk=said.pk).exists(),
        "next_version": said.version + 1,
        "earlier": earlier_versions(said),
        "used": said.uses.count(),
    }


def _saved(saved: StandardClause, before: StandardClause) -> str:
    if saved.pk == before.pk:
        return _("Nothing was changed, so there is no new version.")
    return _("Version %(version)s is saved. New notices begin with it.") % {"version": saved.version}
