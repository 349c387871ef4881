"""The page of the register of receipt."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.reports.forms import KindForm
from applications.reports.receipts import chosen, lines_of
from applications.reports.views import in_each, vacancy_found
from portal.web.access import needs
from vacancies.models import Vacancy

ON_A_PAGE = 50


@needs("applications.view_receipts", vacancy_found)
@require_safe
def receipts(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Everything that came, by kind if wanted; the same as a file."""
    form = KindForm(request.GET)
    kind = form.cleaned_data["kind"] if form.is_valid() else ""
    everything = lines_of(vacancy)
    page = Paginator(chosen(everything, kind), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vacancy": vacancy,
        "tab": "receipts",
        "form": form,
        "page": page,
        "has_lots": any(line.lot for line in everything),
        "is_filtered": bool(kind),
        "may_enter": request.user.has_perm("applications.enter_on_behalf", vacancy),
        "files": in_each("reports:register", vacancy) if everything else [],
    }
    return render(request, "applications/reports/receipts.html", context)
