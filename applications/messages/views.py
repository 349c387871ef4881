"""The office's pages of messages: all threads of a vacancy, writing to many, one thread."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from applications.intake.models import Application
from applications.messages import actions
from applications.messages.forms import ThreadForm, WriteForm
from applications.messages.recipients import chosen, groups_of, people_of, threads_of
from applications.messages.starters import STARTERS, beginning
from applications.panels.models import seats_behind
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

ON_A_PAGE = 25
_vacancy = finder(
    Vacancy.objects.select_related("office").prefetch_related(*seats_behind("panel__")), pk="pk"
)
_application = finder(
    Application.objects.received().select_related("vacancy__office", "applicant", "lot"), key="key"
)


@needs("applications.view_messages", _vacancy)
@require_safe
def threads(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """With whom the office is in correspondence, what waits for an answer first."""
    page = Paginator(threads_of(vacancy, reader=request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vacancy": vacancy,
        "tab": "messages",
        "page": page,
        "may_write": request.user.has_perm("applications.write_messages", vacancy),
    }
    return render(request, "applications/messages/threads.html", context)


@needs("applications.write_messages", _vacancy)
def write_page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Write to those chosen. What was written is shown with the number of letters before any is sent."""
    people = people_of(vacancy, writer=request.user)
    sent = posted(request)
    if sent is None or "insert" in sent or "change" in sent:
        initial = _begun(sent, vacancy) if sent else _asked(request, people)
        return _writing(request, vacancy, people, WriteForm(people=people, initial=initial))
    form = WriteForm(sent, people=people)
    if not form.is_valid():
        return _writing(request, vacancy, people, form)
    if "send" not in sent:
        return _preview(request, vacancy, form)
    said = {"texts": form.said, "sending": form.cleaned_data["sending"]}
    done = attempt(
        request,
        actions.write_to_applicants,
        vacancy=vacancy,
        applications=list(form.cleaned_data["to"]),
        **said,
    )
    if done is None:
        return _writing(request, vacancy, people, form)
    words = ngettext(
        "%(n)s message is sent, and a letter with it.", "%(n)s messages are sent, and a letter with each.", len(done)
    )  # fmt: skip
    messages.success(request, words % {"n": len(done)})
    return redirect("messages:threads", vacancy.pk)


def _writing(request: HttpRequest, vacancy: Vacancy, people: Any, form: WriteForm) -> HttpResponse:
    context = {"vacancy": vacancy, "tab": "messages", "form": form, "groups": groups_of(people)}
    return render(request, "applications/messages/write.html", context)


def _asked(request: HttpRequest, people: Any) -> dict[str, Any]:
    """Those whom the address chooses."""
    state, keys = request.GET.get("state", ""), request.GET.getlist("to")
    return {"to": chosen(people, state=state, keys=keys)} if state or keys else {}


def _begun(sent: QueryDict, vacancy: Vacancy) -> dict[str, Any]:
    """What was typed, and a starter in its place where one was asked for."""
    typed = {name: sent[name] for name in sent if name not in ("to", "sending")}
    starter = sent.get("starter", "")
    inserted = beginning(starter, vacancy) if "insert" in sent and starter in STARTERS else {}
    return {**typed, "to": sent.getlist("to"), **inserted}


def _preview(request: HttpRequest, vacancy: Vacancy, form: WriteForm) -> HttpResponse:
    to = list(form.cleaned_data["to"])
    read = {one.applicant.language for one in to}
    context = {
        "vacancy": vacancy,
        "tab": "messages",
        "to": to,
        "copies": [(code, *text) for code, text in form.said.items() if code in read],
        "sent": [(name, value) for name in form.data for value in form.data.getlist(name) if name != "csrfmiddlewaretoken"],
    }  # fmt: skip
    return render(request, "applications/messages/preview.html", context)


@needs("applications.view_thread", _application)
def thread(request: HttpRequest, application: Application) -> HttpResponse:
    """All messages with one applicant, and the next one."""
    may_write = request.user.has_perm("applications.write_to_applicant", application)
    form = ThreadForm(posted(request), language=_language_of(application)) if may_write else None
    if request.method == "POST" and "aside" in request.POST:
        attempt(request, actions.put_aside, application=application)
        return redirect("messages:thread", application.key)
    if form and form.is_valid():
        said = {"texts": form.said, "sending": form.cleaned_data["sending"]}
        done = attempt(
            request,
            actions.write_to_applicants,
            vacancy=application.vacancy,
            applications=[application],
            **said,
        )
        if done:
            messages.success(request, _("The message is sent, and a letter with it."))
            return redirect("messages:thread", application.key)
    found = list(application.thread.select_related("by"))
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "tab": "messages",
        "thread": found,
        "waits": may_write and any(not (one.is_of_office or one.settled_at) for one in found),
        "form": form,
        "may_write": may_write,
    }
    return render(request, "applications/messages/thread.html", context)


def _language_of(application: Application) -> str:
    return application.applicant.language
