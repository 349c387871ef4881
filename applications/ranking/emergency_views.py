"""The page on which an approver opens one sealed price in an emergency, and the answer that shows it once."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from applications.intake.models import Application
from applications.intake.pricing import lines_of
from applications.panels.models import seats_of
from applications.ranking.emergency import EmergencyOpening, next_number
from applications.ranking.emergency_form import EmergencyForm
from applications.ranking.opening_in_emergency import obstacle, open_in_emergency
from applications.scoring.reauthentication import asked_again
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_application = finder(
    Application.objects.received()
    .select_related("vacancy__office", "vacancy__plan", "vacancy__panel", "price_offer")
    .prefetch_related(seats_of("vacancy__panel__")),
    key="key",
)


@needs("applications.open_in_emergency", _application)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def emergency(request: HttpRequest, application: Application) -> HttpResponse:
    """What it means, the reason and the password; the answer to them is the only page that ever says the price."""
    form = EmergencyForm(posted(request), user=request.user, number=next_number(application))
    if asked_again(request, form):
        opened = attempt(request, open_in_emergency, application=application, **form.words)
        if opened is None:
            return redirect("ranking:emergency", application.key)
        lines = lines_of(application, opened.price, opened.parts)
        return _page(request, application, "emergency_price", lines=lines)
    before = EmergencyOpening.objects.filter(application=application).told()
    return _page(request, application, "emergency", form=form, before=before, obstacle=obstacle(application))


def _page(request: HttpRequest, application: Application, name: str, **context: Any) -> HttpResponse:
    context |= {"application": application, "vacancy": application.vacancy}
    return render(request, f"applications/ranking/{name}.html", context)
