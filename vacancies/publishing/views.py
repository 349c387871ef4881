"""Pages on which a notice is begun, written, handed to its approver, and published or returned."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.offices.models import Office
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.web.access import needs
from portal.web.deeds import attempt, posted
from portal.web.pairs import columns
from portal.web.rows import with_one_more
from vacancies.plan.completeness import blocking
from vacancies.plan.editor import asked_for_more, edited, editor, frame, onward, sent
from vacancies.plan.published import fingerprint
from vacancies.publishing.actions import create_vacancy, publish, return_to_writer, submit_for_approval
from vacancies.publishing.forms import ReturnForm, SubmitForm
from vacancies.publishing.rules import approvers_of
from vacancies.vacancy.actions import save_notice
from vacancies.vacancy.forms import NewVacancyForm, NoticeForm, StationRows
from vacancies.vacancy.models import Status, Vacancy


@needs("vacancies.add_vacancy")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a notice in one of the person's own offices."""
    form = NewVacancyForm(posted(request), offices=_own_offices(request))
    if request.method == "POST" and form.is_valid():
        vacancy = attempt(request, create_vacancy, **form.cleaned_data)
        if vacancy:
            messages.success(
                request, _("%(reference)s is begun. Write the notice now.") % {"reference": vacancy}
            )
            return redirect("publishing:edit", vacancy.pk)
    return render(request, "vacancies/publishing/new.html", {"form": form})


@editor
def edit(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The notice in both languages, and its conditions."""
    form, rows = _notice_forms(request, vacancy)
    if sent(request) and all([form.is_valid(), rows.is_valid()]):
        stations = [row.said for row in rows.kept]
        if attempt(request, save_notice, vacancy=vacancy, fields=form.notice, stations=stations):
            messages.success(request, _("The notice is saved."))
            return onward(request, vacancy, here="edit", after="plan")
    context = {
        **frame(request, vacancy, "edit"),
        "clock_at": vacancy.closes_at or clock.now(),
        "form": form,
        "rows": rows,
        "rows_at_fault": rows.faulty and not form.errors,
    }
    return render(request, "vacancies/publishing/edit.html", context)


@needs("vacancies.view_vacancy", edited)
def approval(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is missing, the notice as the public will read it, and the step that comes next."""
    return _approval(request, vacancy)


@needs("vacancies.view_vacancy", edited)
def submit(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Hand the notice to its approvers."""
    form = SubmitForm(posted(request))
    if form.is_valid():
        submitted = attempt(request, submit_for_approval, vacancy=vacancy, **form.cleaned_data)
        if submitted:
            names = ", ".join(map(str, approvers_of(submitted)))
            messages.success(
                request, _("The notice is submitted. Letters have gone to: %(names)s.") % {"names": names}
            )
            return redirect("publishing:approval", vacancy.pk)
    return _approval(request, vacancy, submit_form=form)


@needs("vacancies.view_vacancy", edited)
def give_back(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Return the notice to its writer with a comment."""
    form = ReturnForm(posted(request))
    if form.is_valid() and attempt(request, return_to_writer, vacancy=vacancy, **form.cleaned_data):
        messages.success(request, _("The notice is returned. Its writers have a letter with your comment."))
        return redirect("publishing:approval", vacancy.pk)
    return _approval(request, vacancy, return_form=form)


@needs("vacancies.view_vacancy", edited)
def make_public(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Publish the notice."""
    if request.method == "POST" and attempt(request, publish, vacancy=vacancy):
        messages.success(request, _("The notice is published."))
    return redirect("publishing:approval", vacancy.pk)


def _own_offices(request: HttpRequest) -> QuerySet[Office]:
    allowed = [
        office.pk for office in Office.objects.all() if request.user.has_perm("vacancies.add_vacancy", office)
    ]
    return Office.objects.by_name().filter(pk__in=allowed)


def _notice_forms(request: HttpRequest, vacancy: Vacancy) -> tuple[NoticeForm, StationRows]:
    quiet = asked_for_more(request)
    data = (
        with_one_more(request.POST, "stations", country=vacancy.office.country) if quiet else posted(request)
    )
    names = (*columns("city"), "country")
    initial = [{name: getattr(row, name) for name in names} for row in vacancy.duty_stations.all()]
    rows = StationRows(data, prefix="stations", quiet=quiet, initial=initial)
    return NoticeForm(data, instance=vacancy, quiet=quiet), rows


def _approval(request: HttpRequest, vacancy: Vacancy, **forms: Any) -> HttpResponse:
    """The page before approval; `forms` are those that were sent and have faults."""
    head = frame(request, vacancy, "approval")
    stopping = blocking(head["gaps"])
    context = {
        "blocking": stopping,
        "shows_gaps": vacancy.status in {Status.DRAFT, Status.IN_APPROVAL},
        "missing": [gap for gap in head["gaps"] if gap not in stopping],
        "previews": [
            (code, name, reverse("listing:preview", args=[vacancy.pk, code]))
            for code, name in settings.LANGUAGES
        ],
        "fingerprint": fingerprint(vacancy.plan),
        "history": _history(vacancy),
        "submit_form": SubmitForm(initial={"gap_reason": vacancy.gap_reason}),
        "return_form": ReturnForm(),
        **_next_step(request.user, vacancy),
    }
    return render(request, "vacancies/publishing/approval.html", {**head, **context, **forms})


def _history(vacancy: Vacancy) -> list[tuple[str, datetime]]:
    """The latest deeds, without letters; what was done again and again only once."""
    latest = Entry.objects.of(vacancy.stream).exclude(action="letter.written").latest_first()[:40]
    told = groupby(((sentence(entry), entry.at) for entry in latest), key=itemgetter(0))
    return [next(again) for _words, again in told][:12]


def _next_step(user: Any, vacancy: Vacancy) -> dict[str, Any]:
    """Which step the state allows, and whether `user` may take it."""
    waits = vacancy.status == Status.IN_APPROVAL
    may_publish = user.has_perm("vacancies.publish_vacancy", vacancy)
    return {
        "may_submit": vacancy.status == Status.DRAFT and user.has_perm("vacancies.submit_vacancy", vacancy),
        "may_publish": waits and may_publish,
        "is_own": waits and not may_publish and user.has_perm("vacancies.decide_vacancy", vacancy),
        "waits_for": approvers_of(vacancy) if waits else [],
    }
