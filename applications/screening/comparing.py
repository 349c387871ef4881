"""Two applications side by side, for the officer who decides whether they are those of one person."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.intake.models import Application
from applications.screening import twins
from applications.screening.forms import LikenessForm
from applications.screening.paper import facts_of
from applications.screening.twins import Twin
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_received = Application.objects.received().select_related("vacancy__office", "vacancy__plan", "lot")
_application = finder(_received, key="key")


@dataclass(frozen=True)
class Beside:
    """One fact of both; `differs` where they do not say the same."""

    term: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


@needs("applications.view_application", _application)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, application: Application) -> HttpResponse:
    """What both say of the person, what they have in common, and the decision with its reason."""
    twin = _twin(request, application)
    other = twin.application
    may_judge = all(
        request.user.has_perm("applications.screen_application", row) for row in (application, other)
    )
    form = LikenessForm(posted(request), verdict=twin.verdict)
    if may_judge and form.is_valid():
        said = form.cleaned_data
        if attempt(request, twins.judge, one=application, other=other, **said):
            messages.success(request, _("The decision on the possible duplicate is kept."))
        return redirect(f"{reverse('screening:application', args=[application.key])}#duplicates")
    context = {
        "vacancy": application.vacancy,
        "application": application,
        "other": other,
        "twin": twin,
        "rows": beside(application, other),
        "form": form if may_judge else None,
    }
    return render(request, "applications/screening/compare.html", context)


def _twin(request: HttpRequest, application: Application) -> Twin:
    """The other of the address, while it looks like the first or was judged with it, and is open to the reader."""
    key = request.resolver_match.kwargs["other"]  # type: ignore[union-attr]
    for twin in twins.twins_for(application, request.user):
        if twin.application.key == key:
            return twin
    raise Http404


def beside(one: Application, other: Application) -> list[Beside]:
    """All that either says, in one order: facts of the person, files, lot and time of arrival."""
    first, second = _said(one), _said(other)
    return [Beside(term, first.get(term, ""), second.get(term, "")) for term in {**first, **second}]


def _said(application: Application) -> dict[str, str]:
    files = [f"{row['name']} ({row['sha256'][:8]})" for row in application.files_said]
    return {_("Name"): application.names, **dict(facts_of(application)), _("Files"): "; ".join(files)}
