"""The office's pages for an application that came on paper, by mail or by telephone: entering it, its scans, its receipt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from applications.intake import claiming, entering, pages
from applications.intake.entering_forms import CameForm, ScanForm
from applications.intake.models import Application
from applications.intake.on_behalf import is_barred
from applications.intake.own import reading_and_posting
from applications.intake.receipt_paper import receipt_pdf
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

_vacancy = finder(Vacancy.objects.select_related("office"), pk="pk")
_application = finder(
    Application.objects.exclude(on_behalf=None).select_related(
        "vacancy__office", "applicant", "lot", "on_behalf"
    ),
    key="key",
)


@needs("applications.enter_on_behalf", _vacancy)
@reading_and_posting
def enter(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """How it came, when and from whom; then the same pages are filled in as by an applicant. What came late is only noted."""
    if vacancy.published_at is None:
        raise Http404
    at = clock.now()
    initial = {"language": request.user.language, "source": "paper"}
    form = CameForm(posted(request), request.FILES or None, vacancy=vacancy, at=at, initial=initial)
    if form.is_valid():
        done = _note_late(request, vacancy, form) if form.is_late else _enter(request, vacancy, form)
        if done:
            return done
    context = {"vacancy": vacancy, "form": form, "barred": is_barred(vacancy), "at": at}
    return render(request, "applications/intake/enter.html", context)


def _note_late(request: HttpRequest, vacancy: Vacancy, form: CameForm) -> HttpResponse | None:
    try:
        entering.note_late(vacancy=vacancy, came=form.came, by=request.user, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("It stands in the register as late"))
    return redirect("reports:receipts", vacancy.pk)


def _enter(request: HttpRequest, vacancy: Vacancy, form: CameForm) -> HttpResponse | None:
    at, scan = clock.now(), form.cleaned_data["scan"]
    try:
        application = entering.enter(vacancy=vacancy, came=form.came, by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if scan:
        attempt(request, entering.keep_scan, application=application, upload=scan)
    return redirect(pages.address(application, pages.PAGES[0].key))


@needs("applications.keep_scan", _application)
@reading_and_posting
def add_scan(request: HttpRequest, application: Application) -> HttpResponse:
    """One more scan of what came."""
    form = ScanForm(posted(request), request.FILES or None)
    if form.is_valid() and attempt(
        request, entering.keep_scan, application=application, upload=form.cleaned_data["scan"]
    ):
        messages.success(request, _("The scan is kept"))
        return redirect(_whence(application))
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "form": form,
        "back": _whence(application),
    }
    return render(request, "applications/intake/scan.html", context)


def _whence(application: Application) -> str:
    """Where the office goes on: with the draft, or with screening."""
    if application.code:
        return reverse("desk:application", args=[application.key])
    return application.get_absolute_url()


@needs("applications.print_receipt", _application)
@require_POST
def print_receipt(request: HttpRequest, application: Application) -> HttpResponse:
    """The receipt as PDF in the language of letters, with a new code; the code printed before is void."""
    code = attempt(request, claiming.give_code, application=application)
    if code is None:
        return redirect(_whence(application))
    with override(application.language):
        data = receipt_pdf(application, claim_code=code)
    headers = {
        "Content-Disposition": f'inline; filename="receipt-{application.code}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)
