"""The candidate's page of a written test: sending answers within one's time, and what has arrived."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake.own import reading_and_posting
from applications.invitations.models import Invitee
from applications.written_tests import sending
from applications.written_tests.forms import AnswerFileForm
from applications.written_tests.models import AnswerFile
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.arrival import arrived
from portal.web.deeds import posted

_invitee = finder(Invitee.objects.whole(), key="key")


@needs("applications.send_answers", _invitee)
@reading_and_posting
def own_answers(request: HttpRequest, invitee: Invitee) -> HttpResponse:
    """What counts is when the request arrived; what came late is answered with the moment."""
    at = arrived()
    form = AnswerFileForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            sending.send(invitee=invitee, upload=form.cleaned_data["file"], by=request.user, at=at)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your answers have arrived."))
            return redirect("written_tests:own", invitee.key)
    files = AnswerFile.objects.standing().filter(application=invitee.application).select_related("document")
    context = {
        "invitee": invitee,
        "invitation": invitee.invitation,
        "application": invitee.application,
        "vacancy": invitee.vacancy,
        "slot": invitee.slot,
        "files": files,
        "form": form,
        "takes": sending.takes(invitee, at=at),
        "begun": invitee.slot.begins_at <= at,
    }
    return render(request, "applications/written_tests/own.html", context)
