"""The page on which an office answers an outage: extend, or say why not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from portal.kernel import clock
from portal.kernel.bilingual import languages
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from portal.words.moments import moment_in
from vacancies.corrigenda.actions import extend
from vacancies.corrigenda.forms import ClosingForm, closing_words
from vacancies.outages.actions import leave
from vacancies.outages.forms import LeaveForm
from vacancies.outages.proposals import Proposal, proposal_for
from vacancies.vacancy.models import Vacancy

_vacancy = finder(Vacancy.objects.select_related("office").prefetch_related("corrigenda"), pk="pk")


@needs("vacancies.extend_vacancy", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def outage(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The figures of the outage, the extension that is proposed, and the other way out."""
    proposal = proposal_for(vacancy, at=clock.now())
    if proposal is None:
        messages.info(request, _("No outage of the portal waits for an answer here."))
        return redirect("corrigenda:changes", vacancy.pk)
    leaving = "leave" in request.POST
    extending = request.method == "POST" and not leaving
    extension = _extension(proposal, request.POST if extending else None)
    staying = LeaveForm(request.POST if leaving else None)
    if _answered(request, proposal, extension, staying):
        return redirect("corrigenda:changes", vacancy.pk)
    context = {
        "vacancy": vacancy,
        "proposal": proposal,
        "form": extension,
        "staying": staying,
        "faulty": staying if leaving else extension,
        "clock": closing_words(vacancy.office),
    }
    return render(request, "vacancies/outages/outage.html", context)


def _answered(request: HttpRequest, proposal: Proposal, extension: ClosingForm, staying: LeaveForm) -> bool:
    vacancy = proposal.vacancy
    if extension.is_valid() and attempt(request, extend, vacancy=vacancy, **extension.said):
        messages.success(request, _("The vacancy is extended. Everybody concerned has a letter."))
        return True
    if staying.is_valid():
        what = {"vacancy": vacancy, "outages": proposal.outages, **staying.cleaned_data}
        if attempt(request, leave, **what):
            messages.success(request, _("The closing date stays. Your reason is in the record."))
            return True
    return False


def _extension(proposal: Proposal, data: Any) -> ClosingForm:
    """The form of an extension, filled in with what is proposed and a reason in both languages."""
    office = proposal.vacancy.office
    shown = office.local(proposal.closes_after)
    initial: dict[str, Any] = {"closes_on": shown.date(), "closes_time": shown.time()}
    for language in languages():
        with override(language):
            initial[f"reason_{language}"] = _reason(proposal)
    return ClosingForm(data, office=office, closes_at=proposal.vacancy.closes_at, initial=initial)


def _reason(proposal: Proposal) -> str:
    office = proposal.vacancy.office
    first, last = proposal.outages[0], proposal.outages[-1]
    return _("The portal could not be reached for part of the last day (%(began)s to %(ended)s, %(city)s time).") % {
        "began": moment_in(first.began_at, office.zone),
        "ended": moment_in(last.ended_at, office.zone),
        "city": office.city,
    }  # fmt: skip
