"""Pages on which a published notice is changed: what can be changed, one change with its steps."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.corrigenda import actions, page
from vacancies.corrigenda.checks import seal_of
from vacancies.corrigenda.forms import (
    ApproveForm,
    ClosingForm,
    CorrectionForm,
    ReasonForm,
    ReturnForm,
    closing_words,
)
from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.corrigenda.possible import possible_changes
from vacancies.publishing.days_off import day_off
from vacancies.vacancy.models import Vacancy

_reading_and_posting = require_http_methods(["GET", "HEAD", "POST"])
_vacancy = finder(Vacancy.objects.select_related("office"), pk="pk")
_change = finder(
    Corrigendum.objects.select_related(
        "vacancy__office", "vacancy__plan", "working_copy", "proposed_by", "approved_by"
    ),
    pk="pk",
)


@needs("vacancies.view_corrigendum", _vacancy)
@require_safe
def changes(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Every change of the notice, and what can be begun."""
    found = Corrigendum.objects.filter(vacancy=vacancy).select_related("proposed_by", "approved_by")
    context = {
        "vacancy": vacancy,
        "rows": [(row, page.CHIPS[row.status]) for row in found.order_by("-pk")],
        "possible": possible_changes(vacancy, by=request.user, at=clock.now()),
    }
    return render(request, "vacancies/corrigenda/changes.html", context)


@needs("vacancies.propose_corrigendum", _vacancy)
@_reading_and_posting
def new(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Begin a change of the kind that the address names."""
    begin = {
        Change.CORRECTION: _begin_correction,
        Change.EXTENSION: _extend,
        Change.SHORTENING: _close_earlier,
        Change.CANCELLATION: _cancel,
    }.get(request.resolver_match.kwargs["change"])  # type: ignore[union-attr, call-overload]
    if begin is None:
        raise Http404
    return begin(request, vacancy)


def _begin_correction(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    if request.method == "POST":
        begun = attempt(request, actions.begin_correction, vacancy=vacancy)
        return redirect("publishing:edit", begun.working_copy_id) if begun else _back(vacancy)
    context = {
        "title": _("Correct the notice?"),
        "consequences": [
            _(
                "You get a copy of the notice in the editor. Nothing changes for readers until it is published."
            ),
            _("Another person sees exactly what changes and approves it. Everybody concerned gets a letter."),
            _("The closing date is not changed by a correction: extend the vacancy or let it close earlier."),
        ],
        "verb": _("Begin the correction"),
        "back": reverse("corrigenda:changes", args=[vacancy.pk]),
        "back_words": _("Leave the notice as it is"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)


def _extend(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """A date on which the office does not work is asked about once."""
    form = ClosingForm(posted(request), office=vacancy.office, closes_at=vacancy.closes_at)
    odd = _day_off(form, vacancy) if form.is_valid() else ""
    asked = odd and request.POST.get("known") != str(form.cleaned_data["closes_on"])
    if form.is_valid() and not asked:
        extended = attempt(request, actions.extend, vacancy=vacancy, **form.said)
        if extended:
            messages.success(request, _("The vacancy is extended. Everybody concerned has a letter."))
            return _back(vacancy)
    known = form.cleaned_data["closes_on"] if odd else ""
    return _new(request, vacancy, form, "extend", odd=odd, known=known)


def _day_off(form: ClosingForm, vacancy: Vacancy) -> str:
    return day_off(form.cleaned_data["closes_on"], vacancy.office.country)


def _close_earlier(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    form = ClosingForm(posted(request), office=vacancy.office, closes_at=vacancy.closes_at)
    if form.is_valid():
        proposed = attempt(request, actions.propose_earlier_closing, vacancy=vacancy, **form.said)
        if proposed:
            return _proposed(request, proposed)
    return _new(request, vacancy, form, "shorten")


def _cancel(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    form = ReasonForm(posted(request))
    if form.is_valid():
        proposed = attempt(request, actions.propose_cancellation, vacancy=vacancy, **form.cleaned_data)
        if proposed:
            return _proposed(request, proposed)
    return _new(request, vacancy, form, "cancel")


def _new(request: HttpRequest, vacancy: Vacancy, form: ReasonForm, kind: str, **more: Any) -> HttpResponse:
    context = {"vacancy": vacancy, "form": form, "clock": closing_words(vacancy.office), **more}
    return render(request, f"vacancies/corrigenda/{kind}.html", context)


def _proposed(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    messages.success(request, _("The change is submitted. Its approvers have a letter."))
    return redirect(corrigendum)


def _back(vacancy: Vacancy) -> HttpResponse:
    return redirect("corrigenda:changes", vacancy.pk)


@needs("vacancies.view_corrigendum", _change)
@require_safe
def change(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    """One change: what it does to the notice, why, and the step that comes next."""
    return _shown(request, corrigendum)


@needs("vacancies.propose_corrigendum", _change)
def hand_on(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    """Submit the change for approval, for the first time or after it was returned."""
    form = _form(corrigendum, posted(request))
    if form.is_valid():
        submitted = attempt(request, actions.submit, corrigendum=corrigendum, **_said(form))
        if submitted:
            return _proposed(request, submitted)
    return _shown(request, corrigendum, submit_form=form)


@needs("vacancies.approve_corrigendum", _change)
def return_(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    """Return the change to who proposed it, with a comment."""
    form = ReturnForm(posted(request))
    if form.is_valid() and attempt(request, actions.give_back, corrigendum=corrigendum, **form.cleaned_data):
        messages.success(
            request, _("The change is returned. Whoever proposed it has a letter with your comment.")
        )
        return redirect(corrigendum)
    return _shown(request, corrigendum, return_form=form)


@needs("vacancies.approve_corrigendum", _change)
def approve_(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    """Publish the change."""
    form = ApproveForm(posted(request))
    if form.is_valid() and attempt(request, actions.approve, corrigendum=corrigendum, **form.cleaned_data):
        messages.success(request, _("The change is published. Everybody concerned has a letter."))
    return redirect(corrigendum)


@needs("vacancies.propose_corrigendum", _change)
@_reading_and_posting
def drop_(request: HttpRequest, corrigendum: Corrigendum) -> HttpResponse:
    """Give the change up; asked first."""
    if request.method == "POST":
        if attempt(request, actions.drop, corrigendum=corrigendum):
            messages.success(request, _("The change is dropped. The notice stays as it is."))
        return _back(corrigendum.vacancy)
    context = {
        "title": _("Drop the change?"),
        "consequences": [
            _("The notice stays as it is published. What was written for the change is deleted.")
        ],
        "verb": _("Drop the change"),
        "danger": True,
        "back": corrigendum.get_absolute_url(),
        "back_words": _("Keep it"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)


def _form(corrigendum: Corrigendum, data: Any = None) -> ReasonForm:
    """What has to be said to submit the change, filled in with what was said before."""
    initial: dict[str, Any] = {"reason_en": corrigendum.reason_en, "reason_ru": corrigendum.reason_ru}
    if corrigendum.change == Change.CORRECTION:
        copy = corrigendum.working_copy
        initial["of_substance"] = "yes" if corrigendum.of_substance else "no"
        initial["gap_reason"] = copy.gap_reason if copy else ""
        return CorrectionForm(data, initial=initial)
    if corrigendum.closes_after:
        office = corrigendum.vacancy.office
        return ClosingForm(data, office=office, closes_at=corrigendum.closes_after, initial=initial)
    return ReasonForm(data, initial=initial)


def _said(form: ReasonForm) -> dict[str, Any]:
    if isinstance(form, ClosingForm):
        said = form.said
        return {"closes_after": said.pop("closes_at"), **said}
    return form.cleaned_data


def _shown(request: HttpRequest, corrigendum: Corrigendum, **forms: Any) -> HttpResponse:
    """The page of one change; `forms` are those that were sent and have faults."""
    at = clock.now()
    context = {
        "corrigendum": corrigendum,
        "vacancy": corrigendum.vacancy,
        "office": corrigendum.vacancy.office,
        "state_kind": page.CHIPS[corrigendum.status],
        "told": page.shown_changes(corrigendum),
        "previews": page.previews(corrigendum),
        "reasons": page.reasons(corrigendum),
        "warnings": page.warnings(corrigendum, at=at),
        "history": page.history(corrigendum),
        "is_correction": corrigendum.change == Change.CORRECTION,
        "submit_form": _form(corrigendum),
        "return_form": ReturnForm(),
        "approve_form": ApproveForm(initial={"seen": seal_of(corrigendum)}),
        "clock": closing_words(corrigendum.vacancy.office),
        **page.faults(corrigendum, at=at),
        **page.next_step(corrigendum, request.user),
    }
    return render(request, "vacancies/corrigenda/change.html", {**context, **forms})
