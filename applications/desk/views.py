"""The desk: what waits, the list of vacancies, a case and its record."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from applications.decisions import renewing
from applications.decisions.models import Decision
from applications.desk.course import course_of
from applications.desk.facts import facts_of
from applications.desk.filters import VacancyFilter, cases_of
from applications.desk.gathered import gather
from applications.desk.states import STATES
from applications.desk.waiting import by_vacancy, tasks_of
from applications.intake.models import Application
from applications.panels.models import seats_of
from applications.scoring.rules import takes_part
from portal.kernel import clock
from portal.kernel.counting import counted
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.record.verify import breaks
from portal.web.access import finder, needs
from vacancies.models import Requirement, Vacancy

ON_A_PAGE = 25
ENTRIES_ON_A_PAGE = 50
_vacancies = Vacancy.objects.select_related("office", "plan", "panel", "written_by", "approved_by")
_vacancy = finder(_vacancies.prefetch_related(seats_of("panel__")), pk="pk")
_decisions = Prefetch("decisions", Decision.objects.with_line().with_selected())
_case = finder(
    _vacancies.annotate(requirements=counted(Requirement.objects.all(), "plan__vacancy")).prefetch_related(
        "duty_stations", "lots", seats_of("panel__"), _decisions
    ),
    pk="pk",
)
_application = finder(Application.objects.select_related("vacancy__office"), key="key")


@needs("applications.view_work")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, gathered by vacancy."""
    context = {
        "cases": by_vacancy(tasks_of(request.user)),
        "works_here": request.user.has_perm("vacancies.view_desk"),
        "is_seated": request.user.has_perm("applications.view_panels"),
    }
    return render(request, "applications/desk/home.html", context)


@needs("vacancies.view_desk")
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """The vacancies of the reader's offices."""
    chosen = VacancyFilter(request.GET, queryset=cases_of(request.user, at=clock.now()))
    page = Paginator(chosen.qs, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": [(vacancy, *STATES[vacancy.state]) for vacancy in page.object_list],
        "may_add": request.user.has_perm("vacancies.add_vacancy"),
        "is_filtered": any(request.GET.get(name) for name in ("q", "state", "office")),
    }
    return render(request, "applications/desk/vacancies.html", context)


@needs("vacancies.view_vacancy", _case)
@require_safe
def vacancy(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The case: facts, and the course of the selection."""
    context = {
        "vacancy": vacancy,
        "tab": "overview",
        "facts": facts_of(gather(vacancy), vacancy.requirements),
        "course": course_of(vacancy, at=clock.now()),
        "anew": renewing.course_of(vacancy, at=clock.now()),
        "may_renew": takes_part(request.user, "applications.advertise_anew", vacancy),
    }
    return render(request, "applications/desk/vacancy.html", context)


@needs("vacancies.view_record", _vacancy)
@require_safe
def record(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Every entry of the vacancy's record, latest first, and whether the chain holds. Whoever judges a blind round reads it afterwards."""
    if not request.user.has_perm("applications.view_names", vacancy):
        return redirect("panels:panel", vacancy.panel.pk)
    entries = Entry.objects.of(vacancy.stream).latest_first()
    page = Paginator(entries, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vacancy": vacancy,
        "tab": "record",
        "page": page,
        "rows": [(entry, sentence(entry, vacancy.office)) for entry in page.object_list],
        "total": page.paginator.count,
        "breaks": list(breaks([vacancy.stream])),
    }
    return render(request, "applications/desk/record.html", context)


@needs("applications.view_application", _application)
@require_safe
def application(_request: HttpRequest, application: Application) -> HttpResponse:
    """Leads to the page on which the application is screened."""
    return redirect("screening:application", application.key)
