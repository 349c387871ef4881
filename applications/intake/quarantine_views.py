"""The pages on which an infected file of an application that was handed in is replaced: by its applicant, by the office for who has no account."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import quarantine, team_quarantine
from applications.intake.forms import AttachForm, ReplaceForm
from applications.intake.infection import Infection
from applications.intake.models import Application
from applications.intake.own import own, reading_and_posting
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs
from portal.web.arrival import arrived
from portal.web.deeds import posted


@own
@reading_and_posting
def replace(request: HttpRequest, application: Application) -> HttpResponse:
    """One file for one document. The instant that counts is the one at which this request arrived."""
    if application.being_entered:
        return redirect(application)
    at = arrived()
    code = request.resolver_match.kwargs["asked"]  # type: ignore[union-attr]
    infection = next(
        (row for row in quarantine.to_replace(application, at=at) if row.asked.code == code), None
    )
    if infection is None:
        messages.error(request, str(quarantine.OVER))
        return redirect(application)
    sent = posted(request)
    form = AttachForm(sent, request.FILES if sent is not None else None, asked=infection.asked)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            quarantine.replace(
                application=application, asked=infection.asked, upload=file, by=request.user, at=at
            )
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("“%(name)s” is now part of your application") % {"name": file.name})
            return redirect(application)
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "infection": infection,
        "form": form,
    }
    return render(request, "applications/intake/replace.html", context)


_infection = finder(
    Infection.objects.select_related(
        "application__vacancy__office", "application__applicant", "asked", "member__account", "document"
    ),
    pk="pk",
)


@needs("applications.replace_for_somebody", _infection)
@reading_and_posting
def replace_for(request: HttpRequest, infection: Infection) -> HttpResponse:
    """One file, by an officer, for who applied or signed on paper."""
    at, application = arrived(), infection.application
    back = redirect("desk:application", application.key)
    if infection not in quarantine.open_cases(application, at=at):
        messages.error(request, str(quarantine.OVER))
        return back
    sent = posted(request)
    form = ReplaceForm(sent, request.FILES if sent is not None else None, infection=infection)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            _replace_for(infection, file, request.user, at)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("“%(name)s” is now part of the application") % {"name": file.name})
            return back
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "infection": infection,
        "form": form,
    }
    return render(request, "applications/intake/replace_for.html", context)


def _replace_for(infection: Infection, file: Any, by: Any, at: datetime) -> None:
    if infection.member:
        team_quarantine.replace(member=infection.member, upload=file, by=by, at=at)
    else:
        application, asked = infection.application, infection.asked
        quarantine.replace(application=application, asked=asked, upload=file, by=by, at=at)
