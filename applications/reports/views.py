"""The downloads of a selection, and the page that lists them."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from applications.ranking.lots import lot_asked, of_lot
from applications.ranking.models import Ranking
from applications.reports import actions
from applications.reports.actions import File
from applications.reports.forms import VersionForm
from applications.scoring.access import needs_part
from portal.kernel import clock
from portal.kernel.bilingual import languages
from portal.web.access import finder
from portal.web.language import in_language
from vacancies.models import Vacancy

vacancy_found = finder(
    Vacancy.objects.select_related("office", "plan", "panel", "written_by", "approved_by").prefetch_related(
        "panel__seats__user", "panel__seats__declaration"
    ),
    pk="pk",
)


@needs_part("applications.view_report", vacancy_found)
@require_safe
def index(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What can be taken away, in which languages and versions."""
    rankings = list(
        Ranking.objects.filter(vacancy=vacancy).defer("evaluation", "result").select_related("lot")
    )
    rankings.sort(key=lambda one: (one.lot.order if one.lot else 0, one.lot_id or 0, -one.version))
    latest = {one.lot_id: one.lot for one in rankings if one.lot}
    context = {
        "vacancy": vacancy,
        "tab": "reports",
        "by_lot": [(lot, of_lot(lot)) for lot in latest.values()],
        "rankings": rankings,
        "reports": _in_each(lambda code: reverse("reports:report", args=[vacancy.pk, code])),
        "registers": in_each("reports:register", vacancy),
    }
    return render(request, "applications/reports/index.html", context)


def in_each(name: str, vacancy: Vacancy) -> list[tuple[str, str, str]]:
    """Code, own name and address of one page of the vacancy for each language."""
    return _in_each(lambda code: in_language(reverse(name, args=[vacancy.pk]), code))


def _in_each(address: Any) -> list[tuple[str, str, str]]:
    """Code, own name and address for each language."""
    return [(code, name, address(code)) for code, name in settings.LANGUAGES]


@needs_part("applications.view_report", vacancy_found)
@require_safe
def report(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The evaluation report as PDF/A, in the language that the address names."""
    language = request.resolver_match.kwargs["language"]
    if language not in languages():
        raise Http404
    lot = lot_asked(vacancy, request.GET)
    if not Ranking.objects.of(vacancy, lot).exists():
        raise Http404
    return _give(
        actions.take_report(vacancy=vacancy, language=language, lot=lot, by=request.user, at=clock.now())
    )


@needs_part("applications.view_report", vacancy_found)
@require_safe
def evaluation(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The evaluation file of the latest ranking, or of `?version=`."""
    form = VersionForm(request.GET)
    if not form.is_valid():
        raise Http404
    rankings = Ranking.objects.of(vacancy, lot_asked(vacancy, request.GET)).order_by("-version")
    if version := form.cleaned_data["version"]:
        rankings = rankings.filter(version=version)
    ranking = rankings.select_related("vacancy", "lot").first()
    if ranking is None:
        raise Http404
    return _give(actions.take_evaluation(ranking=ranking, by=request.user, at=clock.now()))


@needs_part("applications.view_register", vacancy_found)
@require_safe
def register(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The register of applications for Excel, in the language of the address."""
    return _give(actions.take_register(vacancy=vacancy, by=request.user, at=clock.now()))


def _give(file: File) -> HttpResponse:
    """A file to be saved, never shown as a part of this site, never kept on the way."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file.data, content_type=file.kind, headers=headers)
