"""Searching words within applications: in one vacancy, in all of an office, and among the candidates of a panel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.desk import word_search
from applications.desk.filters import WordsForm
from applications.desk.word_search import Scope
from applications.panels.models import Panel, seats_behind
from portal.web.access import finder, needs
from vacancies.models import Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office").prefetch_related(*seats_behind("panel__")), pk="pk"
)
_panel = finder(Panel.objects.with_seats(), pk="pk")


@needs("vacancies.view_desk")
@require_safe
def everywhere(request: HttpRequest) -> HttpResponse:
    """In what was handed in for any vacancy of the reader's offices."""
    context = _searched(request, word_search.of_offices(request.user), "screening:application")
    return render(request, "applications/desk/search.html", context)


@needs("vacancies.view_vacancy", _vacancy)
@require_safe
def in_vacancy(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """In the applications of one vacancy. Whoever sits on the panel declares first, also as staff."""
    if request.user.has_perm("applications.declare_interest", vacancy):
        return redirect("panels:declare", vacancy.panel.pk)
    if not request.user.has_perm("applications.view_names", vacancy):
        return redirect("panels:panel", vacancy.panel.pk)
    context = _searched(request, word_search.of_vacancy(request.user, vacancy), "screening:application")
    back = reverse("screening:applications", args=[vacancy.pk])
    case = {"vacancy": vacancy, "tab": "applications", "back": back}
    return render(request, "applications/desk/search_case.html", context | case)


@needs("applications.search_candidates", _panel)
@require_safe
def in_panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Among the candidates, for those on the panel who have declared."""
    context = _searched(request, word_search.of_panel(request.user, panel), "panels:candidate")
    case = {"vacancy": panel.vacancy, "tab": "panel", "back": reverse("panels:panel", args=[panel.pk])}
    return render(request, "applications/desk/search_case.html", context | case)


def _searched(request: HttpRequest, scope: Scope, papers: str) -> dict[str, Any]:
    """What the page shows; `papers` is the address of one application."""
    form = WordsForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    results = word_search.search(text, scope, reader=request.user, number=request.GET.get("page"))
    return {"form": form, "text": text, "results": results, "page": results.page, "papers": papers}
