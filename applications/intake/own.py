"""The guards of an applicant's pages: for the person whose application it is, and nobody else."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.intake.amending import amended_by
from applications.intake.models import Application, Status
from applications.intake.rules import acts_for_applicant
from portal.web.access import View, finder, needs

_load = finder(
    Application.objects.select_related(
        "vacancy__office", "applicant", "lot", "amends__vacancy", "on_behalf__entered_by"
    ),
    key="key",
)
HANDED_IN = gettext_lazy("This application has been handed in and cannot be changed any more")
reading_and_posting = require_http_methods(["GET", "HEAD", "POST"])


def own(view: View) -> View:
    """For the applicant, or the office that enters the application for them, and nobody else: not even who administers the portal reads what others wrote.

    A draft that has taken the place of what it amended is gone; whoever comes back to it is shown that.
    """

    @wraps(view)
    def guarded(request: HttpRequest, application: Application) -> HttpResponse:
        if not acts_for_applicant.test(request.user, application):
            raise Http404
        return view(request, application)

    strict = needs("applications.view_own_application", _load)(guarded)

    @wraps(strict)
    def led_on(request: HttpRequest, key: UUID, **parts: Any) -> HttpResponse:
        try:
            return strict(request, key=key, **parts)
        except Http404:
            amended = amended_by(request.user, key)
            if amended is None:
                raise
            messages.info(request, HANDED_IN)
            return redirect(amended)

    return led_on


def own_draft(view: View) -> View:
    """For the applicant while it is a draft; once it is handed in, whoever comes back is shown that."""

    @wraps(view)
    def guarded(request: HttpRequest, application: Application) -> HttpResponse:
        if application.status != Status.DRAFT:
            messages.info(request, HANDED_IN)
            return redirect(application)
        return view(request, application)

    return own(guarded)
