"""The pages of a blind round: the chair shows the names; the office reads what the panel reads, and hides more of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.intake.models import Application
from applications.panels.models import Panel, seats_behind
from applications.scoring import blinding, hidden_passages
from applications.scoring.blind_material import blind_material_of
from applications.scoring.forms import PassageForm
from applications.scoring.pseudonyms import blind_round_of
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")
_application = finder(
    Application.objects.received()
    .select_related("vacancy__office", "vacancy__plan", "applicant", "screening")
    .prefetch_related(*seats_behind("vacancy__panel__")),
    key="key",
)


@needs("applications.unblind", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def unblind(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What it means to show the names, and the button that does."""
    round_ = blind_round_of(panel)
    if round_ is None:
        return redirect("panels:panel", panel.pk)
    if request.method == "POST":
        if attempt(request, blinding.unblind, panel=panel):
            messages.success(request, _("The panel reads the names now"))
        return redirect("scoring:round", round_.pk)
    context = {"round": round_, "vacancy": panel.vacancy, "obstacle": blinding.obstacle(panel)}
    return render(request, "applications/scoring/unblind.html", context)


@needs("applications.hide_passages", _application)
@require_http_methods(["GET", "HEAD", "POST"])
def without_names(request: HttpRequest, application: Application) -> HttpResponse:
    """The texts of a candidate as a blind round shows them, and the words that the office hides besides."""
    form = PassageForm(posted(request))
    if form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(request, hidden_passages.hide, application=application, text=text):
            messages.success(request, _("These words are hidden wherever they stand"))
        return redirect("scoring:without-names", application.key)
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "form": form,
        "blind": True,
        "material": blind_material_of(application),
        "passages": application.hidden_passages.select_related("by"),
    }
    return render(request, "applications/scoring/without_names.html", context)


@needs("applications.hide_passages", _application)
@require_POST
def show_again(request: HttpRequest, application: Application) -> HttpResponse:
    """Take back words that were hidden by mistake."""
    pk = request.resolver_match.kwargs["passage"]
    passage = get_object_or_404(application.hidden_passages, pk=pk)
    if attempt(request, hidden_passages.show_again, passage=passage):
        messages.success(request, _("These words are shown again"))
    return redirect("scoring:without-names", application.key)
