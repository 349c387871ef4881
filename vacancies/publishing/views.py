"""Pages on which a notice is begun, written, handed to its approver, and published or returned."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.offices.models import Office
from portal.web.access import needs
from portal.web.deeds import attempt, posted
from portal.web.pairs import columns
from portal.web.rows import with_one_more
from vacancies.plan.editor import asked_for_more, editor, frame, onward, sent
from vacancies.publishing.actions import create_vacancy
from vacancies.vacancy.actions import save_notice
from vacancies.vacancy.forms import NewVacancyForm, NoticeForm, StationRows
from vacancies.vacancy.models import Vacancy


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
            return onward(request, vacancy, here="edit", after="terms")
    context = {
        **frame(request, vacancy, "edit"),
        "clock_at": vacancy.closes_at or clock.now(),
        "form": form,
        "rows": rows,
        "rows_at_fault": rows.faulty and not form.errors,
    }
    return render(request, "vacancies/publishing/edit.html", context)


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
