"""The office's pages for an amended version, on paper, by mail or by telephone, of an application that it entered: entering and discarding it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import discarding, entering, entering_again, pages
from applications.intake.amending import amendment_of, changes_since
from applications.intake.entering_forms import AgainForm
from applications.intake.models import Application
from applications.intake.on_behalf import is_barred
from applications.intake.own import reading_and_posting
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from portal.words.moments import moment_in

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


@needs("applications.discard_amendment", _application)
@reading_and_posting
def discard_amendment(request: HttpRequest, application: Application) -> HttpResponse:
    """Throw away an amended version that was begun by mistake; the page says first what goes and what stays."""
    first = application.amends
    if request.method == "POST":
        if attempt(request, discarding.discard_amendment, draft=application):
            messages.success(
                request, _("The amended version is discarded; what was handed in stays as it is")
            )
        return redirect("desk:application", first.key)
    files = discarding.files_only_in(application)
    return render(request, "components/confirm.html", _question(application, [str(file) for file in files]))


def _question(draft: Application, files: list[str]) -> dict[str, Any]:
    entered, office = draft.on_behalf, draft.office  # type: ignore[attr-defined]
    came = {
        "way": entered.get_source_display(),
        "moment": moment_in(entered.received_at, office.zone),
        "city": office.city,
        "person": entered.entered_by,
    }
    begun = _(
        "It came %(way)s, received on %(moment)s (%(city)s); %(person)s began to enter it. What was changed in it is thrown away: answers, statements, texts, the team and the price."
    )
    with_it = _("Files that are in it alone are deleted: %(names)s.") % {"names": ", ".join(files)}
    stays = _(
        "What was handed in, receipt %(number)s, stays as it is with its files. The record keeps that this version was begun and that you discarded it."
    )
    return {
        "title": _("Discard the amended version of the application of %(person)s?") % {"person": draft.name},
        "consequences": [
            begun % came,
            *([with_it] if files else []),
            _("What was changed of the particulars of the person stays in their profile."),
            stays % {"number": draft.amends.receipt_number},  # type: ignore[union-attr]
            _("If the person did send an amended version in time, it can be entered anew."),
        ],
        "verb": _("Discard the amended version"),
        "danger": True,
        "back": draft.get_absolute_url(),
        "back_words": _("Keep the draft"),
    }
