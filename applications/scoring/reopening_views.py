"""The pages of a round that is opened again: asking before it, allowing it after prices, reading a locked version."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.scoring import reopening
from applications.scoring.forms import ReasonForm
from applications.scoring.models import Round
from applications.scoring.moderation import heat_of, shown_round
from applications.scoring.pseudonyms import callings_of
from applications.scoring.reauthentication import asked_again
from applications.scoring.reopening_forms import ReopenForm
from applications.scoring.rules import leads, takes_part
from applications.scoring.versions import Version, ended_version, sheets_of
from applications.scoring.views import compared, shut_to
from portal.web.access import finder, needs
from portal.web.deeds import attempt

_round = finder(Round.objects.with_panel(), pk="pk")


@needs("applications.view_round", _round)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, round_: Round) -> HttpResponse:
    """What opening the marks again means, or why it cannot be done; the reason and the password do it."""
    if not takes_part(request.user, "applications.reopen_round", round_):
        return redirect("scoring:round", round_.pk)
    by_chair = leads.test(request.user, round_)
    form = ReopenForm(request.POST or None, user=request.user, by_chair=by_chair)
    if asked_again(request, form):
        if attempt(request, reopening.reopen, round=round_, **form.words):
            messages.success(request, _("The marks are open for discussion again; the panel has been told"))
        return redirect("scoring:round", round_.pk)
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "form": form,
        "obstacle": reopening.obstacle(round_),
        "allowance": reopening.allowance_of(round_),
        "prices_seen": reopening.prices_are_open(round_.vacancy),
    }
    return render(request, "applications/scoring/reopen.html", context)


@needs("applications.view_round", _round)
@require_http_methods(["GET", "HEAD", "POST"])
def allow(request: HttpRequest, round_: Round) -> HttpResponse:
    """An approver's reason for letting marks be changed after prices were seen."""
    if not takes_part(request.user, "applications.allow_reopening", round_):
        return redirect("scoring:round", round_.pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(request, reopening.allow, round=round_, reason=form.cleaned_data["reason"]):
            messages.success(request, _("It is allowed once; the panel has been told"))
        return redirect("scoring:round", round_.pk)
    context = {"round": round_, "vacancy": round_.vacancy, "form": form}
    return render(request, "applications/scoring/allow.html", context)


@needs("applications.view_version", _round)
@require_safe
def version(request: HttpRequest, round_: Round) -> HttpResponse:
    """A version that was locked and opened again: its marks and signatures as they were."""
    kept = _asked(request, round_)
    shown = shown_round(round_, kept, callings=callings_of(round_, request.user))
    signed = [(sheet, kept.signed[sheet.member]) for sheet in sheets_of(round_, kept.number)]
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "version": kept,
        "signed": signed,
        "heat": heat_of(shown, shut_to(request, round_)),
    }
    return render(request, "applications/scoring/version.html", context)


@needs("applications.view_version", _round)
@require_safe
def version_of_candidate(request: HttpRequest, round_: Round) -> HttpResponse:
    """One candidate in such a version: what each member had given, and why."""
    return compared(request, round_, _asked(request, round_))


def _asked(request: HttpRequest, round_: Round) -> Version:
    """The version that the address names, where it was opened again."""
    number = request.resolver_match.kwargs["number"]
    found = round_.reopenings.filter(version=number).select_related("by", "locked_by").first()
    if found is None:
        raise Http404
    return ended_version(found)
