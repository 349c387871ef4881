"""The pages of a complaint: the applicant files it and reads the answer, an approver takes it in hand and answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.decisions import complaining
from applications.decisions.complaining import announced_for
from applications.decisions.complaint import Complaint, can_be_contested
from applications.decisions.complaint_forms import AnswerComplaintForm, ComplaintForm
from applications.intake.models import Application
from applications.panels.models import seats_behind
from applications.ranking.lots import of_lot
from applications.scoring.rules import takes_part
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_application = finder(
    Application.objects.select_related("vacancy__office", "lot", "applicant", "on_behalf"), key="key"
)
_complaint = finder(
    Complaint.objects.whole().prefetch_related(*seats_behind("decision__vacancy__panel__")), key="key"
)
_asks = require_http_methods(["GET", "HEAD", "POST"])


@needs("applications.contest_decision", _application)
@_asks
def own(request: HttpRequest, application: Application) -> HttpResponse:
    """The applicant's page: the form while the period runs, then what was written and answered."""
    decision = announced_for(application)
    if decision is None:
        raise Http404
    complaint = decision.complaints.filter(application=application).first()
    form = ComplaintForm(posted(request))
    if form.is_valid():
        if attempt(request, complaining.contest, application=application, **form.cleaned_data):
            messages.success(request, _("Your complaint is received. You have a letter that says so."))
            return redirect("complaints:own", application.key)
        complaint = decision.complaints.filter(application=application).first()
    takes = complaint is None and can_be_contested(decision, at=clock.now())
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "decision": decision,
        "complaint": complaint,
        "form": form if takes else None,
    }
    return render(request, "applications/decisions/own_complaint.html", context)


@needs("applications.view_complaints", _complaint)
@require_safe
def complaint(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """What was contested, until when it is answered, who has it in hand, the answer."""
    may = takes_part(request.user, "applications.handle_complaint", complaint)
    mine = complaint.handler_id == request.user.pk
    context = {
        "complaint": complaint,
        "vacancy": complaint.vacancy,
        "tab": "decision",
        "late": complaint.is_late(at=clock.now()),
        "may_take": may and not mine and not complaint.is_answered,
        "may_answer": may and mine and not complaint.is_answered,
        "decision_url": f"{reverse('decisions:decision', args=[complaint.vacancy.pk])}{of_lot(complaint.decision.lot)}",
    }
    return render(request, "applications/decisions/complaint.html", context)


@needs("applications.handle_complaint", _complaint)
@require_POST
def take(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Take it in hand, or over from a colleague."""
    if attempt(request, complaining.take_in_hand, complaint=complaint):
        messages.success(request, _("You have the complaint in hand."))
    return redirect(complaint)


@needs("applications.handle_complaint", _complaint)
@_asks
def answer(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """The answer, which goes out once and at once."""
    if complaint.is_received or complaint.is_answered:
        return redirect(complaint)
    form = AnswerComplaintForm(posted(request), complaint=complaint)
    if form.is_valid() and attempt(request, complaining.answer, complaint=complaint, **form.cleaned_data):
        messages.success(request, _("The complaint is answered; the applicant has a letter."))
        return redirect(complaint)
    context = {
        "title": _("Answer the complaint"),
        "consequences": [
            _("The applicant reads the finding and your reasons in a letter and on their page."),
            _("An answer cannot be changed. The decision stands as it is until the office acts on it."),
        ],
        "form": form,
        "verb": _("Send the answer"),
        "busy": _("Sending…"),
        "back": complaint.get_absolute_url(),
        "back_words": _("Back to the complaint"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)
