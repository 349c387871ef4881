"""Papers that take a while: ask for one, see how far it is, fetch it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.ranking.lots import lot_asked
from applications.ranking.models import Ranking
from applications.reports import actions
from applications.reports.forms import PaperForm
from applications.reports.models import Making
from applications.reports.views import give, vacancy_found
from portal.kernel import clock
from portal.web.access import finder, needs
from vacancies.models import Vacancy

_making = finder(Making.objects.select_related("vacancy__office", "vacancy__panel", "lot"), key="key")


@needs("applications.view_report", vacancy_found)
@require_POST
def ask(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Have it made, and look at how far it is."""
    form = PaperForm(request.POST)
    lot = lot_asked(vacancy, request.POST)
    if not form.is_valid() or not Ranking.objects.of(vacancy, lot).exists():
        raise Http404
    making = actions.ask(vacancy=vacancy, **form.cleaned_data, lot=lot, by=request.user, at=clock.now())
    return redirect("reports:making", making.key)


@needs("applications.see_making", _making)
@require_safe
def making(request: HttpRequest, making: Making) -> HttpResponse:
    """How far it is; then where it is fetched."""
    failed = making.has_failed(at=clock.now())
    context = {
        "making": making,
        "vacancy": making.vacancy,
        "tab": "reports",
        "failed": failed,
        "waits": not failed and not making.is_made,
        "languages": settings.LANGUAGES,
        "most": making.parts or 1,
        "said": _("%(done)s of %(parts)s parts") % {"done": making.done, "parts": making.parts}
        if making.parts
        else _("it begins"),
    }
    return render(request, "applications/reports/making.html", context)


@needs("applications.see_making", _making)
@require_safe
def fetch(request: HttpRequest, making: Making) -> HttpResponse:
    """The file; who took it stands in the record."""
    if not making.is_made:
        raise Http404
    return give(actions.take(making=making, by=request.user, at=clock.now()))
