"""The candidate's page of an offer, and the pages that ask before it is accepted or declined."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.decisions import offering
from applications.decisions.offer import Offer
from applications.decisions.offer_forms import DeclineForm
from applications.intake.own import reading_and_posting
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_offer = finder(Offer.objects.whole(), key="key")


@needs("applications.view_own_offer", _offer)
@require_safe
def own(request: HttpRequest, offer: Offer) -> HttpResponse:
    """What is offered, until when it is answered, and what came of it."""
    context = {
        "offer": offer,
        "application": offer.application,
        "vacancy": offer.vacancy,
        "takes": offer.takes_answers(at=clock.now()),
        "asks_for_name": offer.is_accepted
        and offer.office.shows_names(published_at=offer.vacancy.published_at),
    }
    return render(request, "applications/decisions/own_offer.html", context)


@needs("applications.answer_offer", _offer)
@reading_and_posting
def accept(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Asks, then accepts."""
    words = [
        _("The office hears it at once and writes to you about the contract."),
        _("You cannot take it back here; if something changes, tell the office."),
    ]
    ask = {"title": _("Accept the offer?"), "consequences": words, "verb": _("Accept the offer")}
    return _answer(request, offer, offering.accept, None, ask)


@needs("applications.answer_offer", _offer)
@require_POST
def name(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Agree to be named in public, or take it back."""
    agreed = request.POST.get("agreed") == "yes"
    if attempt(request, offering.agree_to_name, offer=offer, agreed=agreed):
        done = (
            _("The page of the vacancy names you.")
            if agreed
            else _("The page of the vacancy does not name you.")
        )
        messages.success(request, done)
    return redirect(offer)


@needs("applications.answer_offer", _offer)
@reading_and_posting
def decline(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Asks, with room for a reason, then declines."""
    words = [_("The office turns to another candidate then. This cannot be undone.")]
    ask = {
        "title": _("Decline the offer?"), "consequences": words, "verb": _("Decline the offer"), "danger": True,
    }  # fmt: skip
    return _answer(request, offer, offering.decline, DeclineForm(posted(request)), ask)


def _answer(
    request: HttpRequest, offer: Offer, verb: Callable[..., Offer], form: DeclineForm | None, ask: dict[str, Any]
) -> HttpResponse:  # fmt: skip
    """What lies behind or comes too late leads to the offer, which says so."""
    if request.method == "POST" and (form is None or form.is_valid()):
        said = form.cleaned_data if form else {}
        if attempt(request, verb, offer=offer, **said):
            messages.success(request, _("The office has your answer, and you have a letter that says so."))
        return redirect(offer)
    if not offer.takes_answers(at=clock.now()):
        return redirect(offer)
    frame = {"form": form, "busy": _("Sending…"), "back": offer.get_absolute_url(), "back_words": _("Back")}
    return render(request, "components/confirm.html", {**frame, **ask})
