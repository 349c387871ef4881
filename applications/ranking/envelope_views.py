"""The page on which members of the panel write down what stands in the envelopes with prices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.panels.models import seats_behind
from applications.ranking import envelopes as verbs
from applications.ranking.forms import EnvelopesForm
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.models import Vacancy

_vacancy = finder(
    Vacancy.objects.select_related("office", "plan", "panel").prefetch_related(*seats_behind("panel__")),
    pk="pk",
)


@needs("applications.read_envelopes", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def envelopes(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Each reads for themselves; who has read is said, what they read is not."""
    offers = verbs.closed_envelopes(vacancy)
    if not offers:
        return redirect("ranking:results", vacancy.pk)
    form = EnvelopesForm(posted(request), offers=offers, currency=vacancy.plan.currency)
    if form.is_valid():
        if attempt(request, verbs.read, vacancy=vacancy, amounts=form.amounts):
            messages.success(request, _("What you read is kept, sealed, until the prices are opened"))
        return redirect("ranking:results", vacancy.pk)
    readers = {name for _offer, names in verbs.with_readers(vacancy) for name in names}
    context = {"vacancy": vacancy, "form": form, "readers": sorted(readers)}
    return render(request, "applications/ranking/envelopes.html", context)
