"""The pages on which the office ends a seat, has it taken over, seats one more person, or lets another member chair."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.panels.models import Panel, Seat, seats_behind
from applications.panels.people import known_to
from applications.scoring import seating
from applications.scoring.models import Sheet
from applications.scoring.seating_forms import ChairForm, EndForm, JoinForm, SuccessorForm
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")
_seat = finder(
    Seat.objects.select_related("panel__vacancy__office", "user", "place").prefetch_related(
        *seats_behind("panel__")
    ),
    pk="pk",
)


@needs("applications.change_panel", _seat)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """End somebody's seat, for good."""
    form = EndForm(posted(request))
    if form.is_valid():
        if attempt(request, seating.end_seat, seat=seat, **form.cleaned_data):
            messages.success(
                request, _("%(person)s does not sit on the panel any more.") % {"person": seat.user}
            )
        return redirect("panels:panel", seat.panel_id)
    context = {"seat": seat, "has_sheets": Sheet.objects.filter(seat=seat).exists()}
    return _page(request, seat.panel, "end_seat", form, **context)


@needs("applications.change_panel", _seat)
@require_http_methods(["GET", "HEAD", "POST"])
def successor(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Seat somebody in the place of a seat that has ended."""
    form = SuccessorForm(posted(request), vacancy=seat.panel.vacancy)
    if form.is_valid():
        said = {"person": form.seat, "reason": form.cleaned_data["reason"]}
        if attempt(request, seating.take_over, seat=seat, **said):
            messages.success(request, _("%(person)s sits on the panel.") % {"person": form.seat.user})
            return redirect("panels:panel", seat.panel_id)
    return _page(request, seat.panel, "successor", form, seat=seat, known=known_to(seat.panel.vacancy))


@needs("applications.change_panel", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Seat one more person on a panel that is at work."""
    form = JoinForm(posted(request), vacancy=panel.vacancy, panel=panel)
    if form.is_valid():
        said = {"person": form.seat, "reason": form.cleaned_data["reason"]}
        if attempt(request, seating.join, panel=panel, **said):
            messages.success(request, _("%(person)s sits on the panel.") % {"person": form.seat.user})
            return redirect("panels:panel", panel.pk)
    return _page(request, panel, "join", form, known=known_to(panel.vacancy))


@needs("applications.change_panel", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def chair(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Let a member chair a panel whose chair has left."""
    form = ChairForm(posted(request), panel=panel)
    if form.is_valid():
        seat = next(one for one in panel.seats.all() if str(one.pk) == form.cleaned_data["seat"])
        if attempt(request, seating.appoint_chair, seat=seat, reason=form.cleaned_data["reason"]):
            messages.success(request, _("%(person)s chairs the panel.") % {"person": seat.user})
        return redirect("panels:panel", panel.pk)
    return _page(request, panel, "chair", form)


def _page(request: HttpRequest, panel: Panel, name: str, form: Any, **context: Any) -> HttpResponse:
    context |= {"panel": panel, "vacancy": panel.vacancy, "form": form}
    return render(request, f"applications/scoring/{name}.html", context)
