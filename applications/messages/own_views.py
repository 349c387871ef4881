"""The applicant's page of messages."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.own import own, reading_and_posting
from applications.messages import actions
from applications.messages.forms import AnswerForm
from portal.kernel import clock
from portal.web.deeds import attempt, posted
from portal.web.rescue import keeps_typed


@keeps_typed
@own
@reading_and_posting
def own_thread(request: HttpRequest, application: Application) -> HttpResponse:
    """What the office wrote, read by being opened, and the answer to it."""
    found = list(application.thread.all())
    if not found:
        raise Http404
    form = AnswerForm(posted(request))
    if form.is_valid():
        said = {"language": get_language(), **form.cleaned_data}
        if attempt(request, actions.write_to_office, application=application, **said):
            messages.success(request, _("Your message is sent to the office."))
            return redirect("messages:own", application.key)
    else:
        actions.open_thread(application=application, by=request.user, at=clock.now())
    context = {"application": application, "vacancy": application.vacancy, "thread": found, "form": form}
    return render(request, "applications/messages/own.html", context)
