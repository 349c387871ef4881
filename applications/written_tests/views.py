"""The office's pages for the answers of a written test: whose are there, keeping a file, setting one aside."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.intake.models import Application
from applications.intake.own import reading_and_posting
from applications.panels.models import seats_behind
from applications.screening.long_list import candidates
from applications.written_tests import actions
from applications.written_tests.closing import is_closed
from applications.written_tests.forms import AnswerFileForm, SetAsideForm
from applications.written_tests.models import AnswerFile
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office", "plan").prefetch_related(
        "plan__criteria", *seats_behind("panel__")
    ),
    pk="pk",
)
_application = finder(
    Application.objects.received().select_related("vacancy__office", "applicant", "lot").prefetch_related(
        *seats_behind("vacancy__panel__")
    ),
    key="key",
)  # fmt: skip
_file = finder(
    AnswerFile.objects.whole().prefetch_related(*seats_behind("application__vacancy__panel__")), key="key"
)


@needs("applications.view_answer_files", _vacancy)
@require_safe
def answers(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Every candidate with what they wrote; of whom nothing is there, and what was set aside."""
    found: dict[int, list[AnswerFile]] = {}
    for one in AnswerFile.objects.of_vacancy(vacancy).whole():
        found.setdefault(one.application_id, []).append(one)
    people = candidates(vacancy).select_related("applicant", "lot").order_by("pk")
    rows = [_row(person, found.get(person.pk, [])) for person in people]
    may = request.user.has_perm("applications.keep_answer_file", vacancy)
    closed = is_closed(vacancy)
    context = {
        "vacancy": vacancy,
        "tab": "answers",
        "rows": rows,
        "without": sum(not row["files"] for row in rows),
        "closed": closed,
        "may_keep": may and not closed,
    }
    return render(request, "applications/written_tests/answers.html", context)


def _row(person: Application, files: list[AnswerFile]) -> dict[str, Any]:
    return {
        "person": person,
        "files": [one for one in files if one.is_standing],
        "aside": [one for one in files if not one.is_standing],
    }


@needs("applications.keep_answer_file", _application)
@reading_and_posting
def add(request: HttpRequest, application: Application) -> HttpResponse:
    """One file of what the candidate wrote."""
    form = AnswerFileForm(posted(request), request.FILES or None)
    if form.is_valid() and attempt(
        request, actions.keep_file, application=application, upload=form.cleaned_data["file"]
    ):
        messages.success(request, _("The answers of %(code)s are kept") % {"code": application.code})
        return redirect("written_tests:answers", application.vacancy.pk)
    context = {"application": application, "vacancy": application.vacancy, "tab": "answers", "form": form}
    return render(request, "applications/written_tests/add.html", context)


@needs("applications.keep_answer_file", _file)
@reading_and_posting
def set_aside(request: HttpRequest, file: AnswerFile) -> HttpResponse:
    """Take a file from what the panel marks, asked first."""
    form = SetAsideForm(posted(request))
    if form.is_valid() and attempt(request, actions.set_aside, file=file, **form.cleaned_data):
        messages.success(request, _("The file is set aside; it stays in the file of the selection"))
        return redirect(file)
    context = {
        "title": _("Set the file aside?"),
        "consequences": [
            _("%(file)s of %(name)s: the panel does not see it any more.")
            % {"file": file.called, "name": file.application.name},
            _("It is not deleted. The record names the file, who set it aside and why."),
        ],
        "form": form,
        "verb": _("Set aside"),
        "danger": True,
        "back": file.get_absolute_url(),
        "back_words": _("Back to the answers"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)
