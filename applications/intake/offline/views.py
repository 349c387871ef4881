"""The page for who fills the application in offline: the form to take along, and the form that comes back."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.autosave.sent import new_window
from applications.intake import pages
from applications.intake.missing import missing
from applications.intake.models import Application
from applications.intake.offline import actions
from applications.intake.offline.book import Made, written
from applications.intake.offline.forms import FilledForm
from applications.intake.offline.questions import left_to_the_portal, questions
from applications.intake.own import own_draft, reading_and_posting
from applications.intake.paper import Paper, blank, lay_open
from portal.kernel import clock
from portal.kernel.addresses import absolute
from portal.kernel.workflow import Refused
from portal.web.access import public
from portal.web.deeds import posted
from portal.words.moments import city_time, moment_in
from portal.workbooks.writing import XLSX
from vacancies.models import Vacancy


@own_draft
@reading_and_posting
def offline(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the form along; bring it back, and read what became of it."""
    form = FilledForm(posted(request), request.FILES or None)
    outcome = _taken_in(request, application, form) if form.is_valid() else None
    paper = lay_open(application)
    context = {
        **pages.frame(paper, clock.now()),
        "form": form,
        "left": left_to_the_portal(paper, questions(paper)),
        "missing": len(missing(paper)),
        "resume": pages.resume(paper),
        **(_shown(application, outcome) if outcome else {}),
    }
    return render(request, "applications/intake/offline.html", context)


def _taken_in(request: HttpRequest, application: Application, form: FilledForm) -> actions.Outcome | None:
    try:
        return actions.take_in(
            application=application, brought=form.brought, digest=form.digest, by=request.user, at=clock.now()
        )
    except Refused as refused:
        form.add_error("form", str(refused))
        return None


def _shown(application: Application, outcome: actions.Outcome) -> dict[str, Any]:
    def place(page: pages.Page | None) -> str:
        return pages.address(application, page.key) if page else ""

    return {
        "is_read": True,
        "taken": [(page.title, place(page), number) for page, number in outcome.taken],
        "waiting": [(page.title, place(page)) for page in outcome.waiting],
        "unused": [(one, page.title if page else "", place(page)) for page, one in outcome.unused],
    }


@own_draft
@require_safe
def own_form(_request: HttpRequest, application: Application) -> HttpResponse:
    """The form with what is written so far."""
    made = Made(application.vacancy.reference, str(application.key), new_window())
    back = reverse("intake:offline", args=[application.key])
    answer = _file(lay_open(application), application.vacancy, made, back, clock.now())
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_safe
def blank_form(_request: HttpRequest, slug: str) -> HttpResponse:
    """The form of a vacancy that is open, with nothing in it: for who has no draft, or no account yet."""
    at = clock.now()
    open_now = Vacancy.objects.public(at=at).open(at=at).select_related("office")
    vacancy = get_object_or_404(open_now, slug=slug)
    # Of the moment of publication: the same bytes for everybody, whenever they ask.
    back = reverse("intake:start", args=[slug])
    return _file(blank(vacancy.pk), vacancy, Made(vacancy.reference), back, vacancy.published_at)


def _file(paper: Paper, vacancy: Vacancy, made: Made, back: str, at: datetime) -> HttpResponse:
    asked = questions(paper)
    content = written(
        made,
        head=_head(vacancy, absolute(back)),
        parts=asked,
        foot=left_to_the_portal(paper, asked),
        at=at,
    )
    disposition = f'attachment; filename="{vacancy.slug}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def _head(vacancy: Vacancy, back: str) -> list[tuple[str, str]]:
    """What whoever has only the file has to know."""
    office = vacancy.office
    clocks = city_time(vacancy.closes_at, office.zone, office.city, office.city_genitive_ru)
    until = f"{moment_in(vacancy.closes_at, office.zone)}, {clocks}"
    return [
        (_("Application for"), f"{vacancy.title}\n{vacancy.reference}"),
        (_("Applications until"), until),
        (_("How to fill it in"), _("Write into the white cells, also a part at a time. Choose from the list where there is one. What you leave empty changes nothing.")),
        (_("How to hand it in"), _("This file alone is no application. When you are connected, upload it there, look the pages through and hand in before the closing time: %(address)s") % {"address": back}),
        (_("Keep it to yourself"), _("It holds what you tell of yourself. Delete it from a computer that others use.")),
    ]  # fmt: skip
