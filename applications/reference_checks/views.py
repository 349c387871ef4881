"""The pages of references for the office, and for the panel once they are shown to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.intake.models import Application
from applications.intake.own import reading_and_posting
from applications.panels.models import seats_behind
from applications.panels.rules import seat_of
from applications.reference_checks import actions
from applications.reference_checks.forms import AskForm, NoteForm, ReleaseForm
from applications.reference_checks.models import Reference
from applications.scoring.rules import takes_part
from applications.scoring.stages import all_locked
from applications.screening.long_list import candidates
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office").prefetch_related(*seats_behind("panel__")), pk="pk"
)
_application = finder(
    Application.objects.received()
    .select_related("vacancy__office", "applicant", "lot")
    .prefetch_related(*seats_behind("vacancy__panel__")),
    key="key",
)
_reference = finder(
    Reference.objects.whole().prefetch_related(*seats_behind("application__vacancy__panel__")), key="key"
)


@needs("applications.view_references", _vacancy)
@require_safe
def references(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Of each candidate who is asked, when, and what came of it; the panel sees those that were shown to it."""
    may = takes_part(request.user, "applications.arrange_references", vacancy)
    rows = _rows(request, vacancy)
    answered = [one for row in rows for one in row["references"] if one.is_answered]
    context = {
        "vacancy": vacancy,
        "tab": "references",
        "rows": rows,
        "may_arrange": may,
        "may_release": may and all_locked(vacancy) and any(one.released_at is None for one in answered),
    }
    return render(request, "applications/reference_checks/references.html", context)


def _rows(request: HttpRequest, vacancy: Vacancy) -> list[dict[str, Any]]:
    """Those whose references the reader may see; the office sees every candidate, also one of whom nobody is asked."""
    found: dict[int, list[Reference]] = {}
    for one in Reference.objects.of_vacancy(vacancy).whole():
        one.application.vacancy = vacancy
        if takes_part(request.user, "applications.view_reference", one):
            found.setdefault(one.application_id, []).append(one)
    sits = seat_of(request.user, vacancy) is not None
    people = [] if sits else list(candidates(vacancy).order_by("pk"))
    asked = {rows[0].application.pk: rows[0].application for rows in found.values()}
    everybody = {**{one.pk: one for one in people}, **asked}
    return [
        {"person": person, "references": found.get(pk, []), "may_ask": any(one.pk == pk for one in people)}
        for pk, person in sorted(everybody.items())
    ]


@needs("applications.view_reference", _reference)
@require_safe
def reference(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Who was asked what, and what was answered."""
    may = takes_part(request.user, "applications.arrange_references", reference)
    context = {
        "reference": reference,
        "vacancy": reference.vacancy,
        "tab": "references",
        "may_arrange": may and reference.is_open,
    }
    return render(request, "applications/reference_checks/reference.html", context)


@needs("applications.arrange_references", _application)
@reading_and_posting
def ask(request: HttpRequest, application: Application) -> HttpResponse:
    """Whom to ask about one candidate, in which language, and what."""
    form = AskForm(posted(request), application=application)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("language", "added", "days")}
        if attempt(request, actions.state, application=application, referees=form.chosen, **said):
            messages.success(
                request, _("It is stated. The candidate is told now; letters to referees go out in 24 hours.")
            )
            return redirect("references:references", application.vacancy.pk)
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "tab": "references",
        "form": form,
        "has_account": application.applicant.is_active,
    }
    return render(request, "applications/reference_checks/ask.html", context)


@needs("applications.arrange_references", _reference)
@reading_and_posting
def note(request: HttpRequest, reference: Reference) -> HttpResponse:
    """What was said by telephone."""
    if not reference.is_open:
        return redirect(reference)
    form = NoteForm(
        posted(request),
        questions=reference.questions,
        lang=reference.language,
        zone=reference.office.zone,
    )
    if form.is_valid() and attempt(
        request,
        actions.note,
        reference=reference,
        answers=form.answers,
        spoken_at=form.cleaned_data["spoken_at"],
    ):
        messages.success(request, _("What was said is written down."))
        return redirect(reference)
    context = {"reference": reference, "vacancy": reference.vacancy, "tab": "references", "form": form}
    return render(request, "applications/reference_checks/note.html", context)


@needs("applications.arrange_references", _reference)
@reading_and_posting
def call_off(request: HttpRequest, reference: Reference) -> HttpResponse:
    """Ask no more; confirmed first."""
    if not reference.is_open:
        return redirect(reference)
    if request.method == "POST":
        if attempt(request, actions.call_off, reference=reference):
            messages.success(request, _("The reference is called off."))
        return redirect(reference)
    context = {
        "title": _("Call off the reference?"),
        "consequences": [
            _("%(name)s is not written to any more, and a link that was sent does not work any more.")
            % {"name": reference.name},
            _("This cannot be undone; you can ask the same person anew."),
        ],
        "verb": _("Call off"),
        "danger": True,
        "back": reference.get_absolute_url(),
        "back_words": _("Back to the reference"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)


@needs("applications.arrange_references", _vacancy)
@reading_and_posting
def release(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Show the panel what was answered; confirmed first, for it cannot be taken back."""
    form = ReleaseForm(posted(request))
    if form.is_valid():
        number = attempt(request, actions.release, vacancy=vacancy, **form.cleaned_data)
        if number:
            said = ngettext(
                "%(n)s reference is shown to the panel.", "%(n)s references are shown to the panel.", number
            )
            messages.success(request, said % {"n": number})
        return redirect("references:references", vacancy.pk)
    context = {
        "title": _("Show the answers to the panel?"),
        "consequences": [
            _("The panel reads all references that are answered by now. Its marks are locked and do not change by them."),
            _("A member does not read those of a candidate with whom a conflict of interest is declared."),
            _("This cannot be taken back. The record and the report say when it was done."),
        ],
        "form": form,
        "verb": _("Show to the panel"),
        "back": "../",
        "back_words": _("Back to the references"),
        "layout": "work.html",
    }  # fmt: skip
    return render(request, "components/confirm.html", context)
