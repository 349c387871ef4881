"""The page on which an infected file of an application that was handed in is replaced."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import quarantine
from applications.intake.forms import AttachForm
from applications.intake.models import Application
from applications.intake.own import own, reading_and_posting
from portal.kernel.workflow import Refused
from portal.web.arrival import arrived


@own
@reading_and_posting
def replace(request: HttpRequest, application: Application) -> HttpResponse:
    """One file for one document. The instant that counts is the one at which this request arrived."""
    at = arrived()
    code = request.resolver_match.kwargs["asked"]  # type: ignore[union-attr]
    infection = next(
        (row for row in quarantine.to_replace(application, at=at) if row.asked.code == code), None
    )
    if infection is None:
        messages.error(request, str(quarantine.OVER))
        return redirect(application)
    posted = request.method == "POST"
    form = AttachForm(
        request.POST if posted else None, request.FILES if posted else None, asked=infection.asked
    )
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
