"""The office's page for an amended version, on paper, by mail or by telephone, of an application that it entered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import entering, entering_again, pages
from applications.intake.amending import amendment_of, changes_since
from applications.intake.entering_forms import AgainForm
from applications.intake.models import Application
from applications.intake.on_behalf import is_barred
from applications.intake.own import reading_and_posting
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_application = finder(
    Application.objects.exclude(on_behalf=None).select_related(
        "vacancy__office", "applicant", "lot", "on_behalf"
    ),
    key="key",
)


@needs("applications.enter_again", _application)
@reading_and_posting
def enter_again(request: HttpRequest, application: Application) -> HttpResponse:
    """How it came and when; then the pages are filled in as they were, to be changed. What came late is only noted."""
    draft = amendment_of(application)
    if draft:
        return redirect(pages.address(draft, pages.PAGES[0].key))
    vacancy, at = application.vacancy, clock.now()
    form = AgainForm(
        posted(request), request.FILES or None, vacancy=vacancy, at=at, initial={"source": "paper"}
    )
    if form.is_valid():
        done = _note_late(request, application, form) if form.is_late else _enter(request, application, form)
        if done:
            return done
    context = {
        "application": application,
        "vacancy": vacancy,
        "form": form,
        "barred": is_barred(vacancy),
        "changes": changes_since(application),
    }
    return render(request, "applications/intake/enter_again.html", context)


def _note_late(request: HttpRequest, application: Application, form: AgainForm) -> HttpResponse | None:
    came, at = form.came(application), clock.now()
    try:
        entering_again.note_late(application=application, came=came, by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("It stands in the register as late"))
    return redirect("desk:application", application.key)


def _enter(request: HttpRequest, application: Application, form: AgainForm) -> HttpResponse | None:
    came, at, scan = form.came(application), clock.now(), form.cleaned_data["scan"]
    try:
        draft = entering_again.enter_again(application=application, came=came, by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if scan:
        attempt(request, entering.keep_scan, application=draft, upload=scan)
    return redirect(pages.address(draft, pages.PAGES[0].key))
