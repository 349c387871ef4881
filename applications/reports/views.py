"""The downloads of a selection, and the page that lists them."""

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.panels.models import seats_of
from applications.ranking.lots import lot_asked
from applications.ranking.models import RANKINGS, Ranking
from applications.reports import actions
from applications.reports.actions import File
from applications.reports.by_group import stages_by_group
from applications.reports.forms import VersionForm
from applications.reports.four_fifths import FEWEST
from applications.scoring.rules import takes_part
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.language import in_language
from vacancies.models import Vacancy

vacancy_found = finder(
    Vacancy.objects.select_related("office", "plan", "panel", "written_by", "approved_by").prefetch_related(
        "plan__criteria", seats_of("panel__"), "panel__rounds", RANKINGS
    ),
    pk="pk",
)


@needs("applications.view_report", vacancy_found)
@require_safe
def index(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What can be taken away, in which languages and versions."""
    rankings = list(vacancy.rankings.all())
    prefetch_related_objects(rankings, "lot")
    rankings.sort(key=lambda one: (one.lot.order if one.lot else 0, one.lot_id or 0, -one.version))
    latest = {one.lot_id: one.lot for one in rankings if one.lot}
    context = {
        "vacancy": vacancy,
        "tab": "reports",
        "lots": list(latest.values()),
        "rankings": rankings,
        "languages": settings.LANGUAGES,
        "registers": in_each("reports:register", vacancy),
        "may_view_groups": takes_part(request.user, "applications.view_groups", vacancy),
        "may_take_pack": takes_part(request.user, "applications.take_pack", vacancy),
    }
    return render(request, "applications/reports/index.html", context)


def in_each(name: str, vacancy: Vacancy) -> list[tuple[str, str, str]]:
    """Code, own name and address of one page of the vacancy for each language."""
    address = reverse(name, args=[vacancy.pk])
    return [(code, own, in_language(address, code)) for code, own in settings.LANGUAGES]


@needs("applications.view_report", vacancy_found)
@require_safe
def evaluation(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The evaluation file of the latest ranking, or of `?version=`."""
    ranking = _ranking_asked(request, vacancy)
    return give(actions.take_evaluation(ranking=ranking, by=request.user, at=clock.now()))


@needs("applications.view_report", vacancy_found)
@require_safe
def workbook(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The same ranking as a workbook that computes it again, in the language of the address."""
    ranking = _ranking_asked(request, vacancy)
    return give(actions.take_workbook(ranking=ranking, by=request.user, at=clock.now()))


def _ranking_asked(request: HttpRequest, vacancy: Vacancy) -> Ranking:
    form = VersionForm(request.GET)
    if not form.is_valid():
        raise Http404
    rankings = Ranking.objects.of(vacancy, lot_asked(vacancy, request.GET)).order_by("-version")
    if version := form.cleaned_data["version"]:
        rankings = rankings.filter(version=version)
    ranking = rankings.select_related("vacancy", "lot").first()
    if ranking is None:
        raise Http404
    return ranking


@needs("applications.view_groups", vacancy_found)
@require_safe
def groups(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """How women and men fared at each stage; for the office, and not for who sits on the panel."""
    context = {"vacancy": vacancy, "tab": "reports", "stages": stages_by_group(vacancy), "fewest": FEWEST}
    return render(request, "applications/reports/groups.html", context)


@needs("applications.view_register", vacancy_found)
@require_safe
def register(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The register of applications for Excel, in the language of the address."""
    return give(actions.take_register(vacancy=vacancy, by=request.user, at=clock.now()))


def give(file: File) -> HttpResponse:
    """A file to be saved, never shown as a part of this site, never kept on the way."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.data, content_type=file.kind, headers=headers)
