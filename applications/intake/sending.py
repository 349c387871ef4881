"""Sending a file in pieces, so that a line that breaks costs nothing; only the applicant or who enters it for them, only into a draft."""

from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from applications.intake import actions, incoming
from applications.intake.incoming import Incoming
from applications.intake.models import Application, Status
from applications.intake.rules import acts_for_applicant
from applications.uploads import tus
from applications.uploads.models import Upload
from portal.kernel import clock
from portal.web.access import View, finder, needs
from vacancies.models import DocumentAsked

_load = finder(Application.objects.select_related("vacancy__office", "applicant", "on_behalf"), key="key")


def _into_own_draft(view: View) -> View:
    """To everybody else, who administers the portal included, and once it is handed in, it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, application: Application) -> HttpResponse:
        if not acts_for_applicant.test(request.user, application) or application.status != Status.DRAFT:
            raise Http404
        return view(request, application)

    return needs("applications.edit_application", _load)(guarded)


@_into_own_draft
@tus.spoken
def begin(request: HttpRequest, application: Application, method: str) -> HttpResponse:
    """Say what file is coming, and learn where to send it."""
    code = request.resolver_match.kwargs["asked"]  # type: ignore[union-attr]
    asked = get_object_or_404(DocumentAsked, plan__vacancy=application.vacancy_id, code=code)

    def address(upload: Upload) -> str:
        return reverse("intake:sending", args=[application.key, upload.key])

    said: dict[str, Any] = {"application": application, "asked": asked, "by": request.user, "at": clock.now()}
    return tus.creation(request, method, partial(incoming.begin, **said), address)


@_into_own_draft
@tus.spoken
def go_on(request: HttpRequest, application: Application, method: str) -> HttpResponse:
    """How much has arrived, the next piece, or giving up. The file is attached with its last piece."""
    key = request.resolver_match.kwargs["upload"]  # type: ignore[union-attr]
    rows = Incoming.objects.select_related("upload__owner", "asked")
    row = get_object_or_404(rows, application=application, upload__key=key, upload__owner=request.user)
    at = clock.now()

    def receive(file: Any) -> None:
        actions.attach(application=application, asked=row.asked, upload=file, by=request.user, at=at)

    return tus.resource(request, method, row.upload, receive, at)
