"""The page on which chair and office read for which candidates the panel does not meet the rules of the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.panels.composition import rules_for
from applications.panels.models import Panel
from applications.scoring.accepting import accept
from applications.scoring.forms import ReasonForm
from applications.scoring.quorum import in_words, is_accepted, shortfalls
from applications.scoring.rules import takes_part
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")


@needs("applications.view_conflicts", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def rules_page(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What the office asks, for whom it is not met after recusals; for the office, the reason why the panel judges all the same."""
    found = shortfalls(panel)
    may_accept = takes_part(request.user, "applications.accept_shortfalls", panel)
    form = ReasonForm(posted(request)) if may_accept and not is_accepted(panel, found) else None
    if form and form.is_valid():
        if attempt(request, accept, panel=panel, reason=form.cleaned_data["reason"]):
            messages.success(request, _("The reason is recorded; the panel may go on."))
        return redirect("scoring:rules", panel.pk)
    context = {
        "panel": panel,
        "vacancy": panel.vacancy,
        "asked": [one.words for one in rules_for(panel.office, [], least=panel.office.panel_quorum)],
        "found": in_words(panel, found),
        "form": form,
    }
    return render(request, "applications/scoring/rules.html", context)
