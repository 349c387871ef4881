"""The pages on which the office makes an offer, notes an answer that came otherwise, and ends an offer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.decisions import offering
from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.decisions.offer_forms import AnswerForm, OfferForm, WhyForm
from applications.decisions.reserve import free_openings, in_line
from applications.ranking.lots import of_lot
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from portal.words.moments import moment_in

_decision = finder(Decision.objects.with_people().select_related("vacancy__office"), pk="pk")
_offer = finder(Offer.objects.whole(), key="key")
_asks = require_http_methods(["GET", "HEAD", "POST"])


@needs("applications.make_offer", _decision)
@_asks
def make(request: HttpRequest, decision: Decision) -> HttpResponse:
    """To whom and until when; where there is nothing to offer, back to the decision."""
    at = clock.now()
    if not (decision.is_approved and free_openings(decision) and in_line(decision, at=at)):
        return _back(decision)
    form = OfferForm(posted(request), decision=decision, at=at)
    if form.is_valid() and attempt(request, offering.offer, decision=decision, **form.said):
        messages.success(request, _("The offer is made; the candidate has a letter."))
        return _back(decision)
    words = _("The candidate gets a letter at once, and answers on a page of the portal or through you.")
    question = {"title": _("Make an offer"), "verb": _("Make the offer and send the letter")}
    return _ask(request, decision, words, form=form, **question)


@needs("applications.handle_offer", _offer)
@_asks
def answer(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Note what the candidate answered by telephone, mail or on paper."""
    if not offer.is_open:
        return _back(offer.decision)
    form = AnswerForm(posted(request))
    if form.is_valid():
        done = _("The answer is noted; the candidate has a letter that says so.")
        return _done(request, offering.record_answer, offer, done, **form.cleaned_data)
    words = _("%(name)s gets a letter that says what was noted.") % {"name": offer.application.name}
    question = {"title": _("Note an answer"), "verb": _("Note the answer")}
    return _ask(request, offer.decision, words, form=form, **question)


@needs("applications.handle_offer", _offer)
@_asks
def withdraw(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Take an unanswered offer back, with a reason."""
    if not offer.is_open:
        return _back(offer.decision)
    form = WhyForm(posted(request))
    if form.is_valid():
        return _done(request, offering.withdraw, offer, _("The offer is withdrawn."), **form.cleaned_data)
    said = _("%(name)s gets a letter with your reason. This cannot be undone.")
    words = said % {"name": offer.application.name}
    question = {"title": _("Withdraw the offer?"), "verb": _("Withdraw the offer"), "danger": True}
    return _ask(request, offer.decision, words, form=form, **question)


@needs("applications.handle_offer", _offer)
@_asks
def give_up(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Note that who had accepted does not begin after all."""
    if not offer.is_accepted:
        return _back(offer.decision)
    form = WhyForm(posted(request))
    if form.is_valid():
        done = _("It is noted; the opening is free.")
        return _done(request, offering.give_up, offer, done, **form.cleaned_data)
    said = _("%(name)s gets a letter that says so. The opening is free for the next of the list.")
    words = said % {"name": offer.application.name}
    question = {"title": _("Does the candidate not begin after all?"), "verb": _("Note it"), "danger": True}
    return _ask(request, offer.decision, words, form=form, **question)


@needs("applications.handle_offer", _offer)
@_asks
def lapse(request: HttpRequest, offer: Offer) -> HttpResponse:
    """Let an offer go to which no answer came in time."""
    if not offer.is_overdue(at=clock.now()):
        return _back(offer.decision)
    if request.method == "POST":
        done = _("The offer does not stand any more; the opening is free.")
        return _done(request, offering.lapse, offer, done)
    until = {"moment": moment_in(offer.answer_by, offer.office.zone), "city": offer.office.city}
    said = _("%(name)s could answer until %(moment)s (%(city)s).") % {"name": offer.application.name, **until}
    other = _("If an answer came by telephone or on paper, note it instead. The candidate gets a letter.")
    question = {"title": _("Let the offer go?"), "verb": _("Let the offer go"), "danger": True}
    return _ask(request, offer.decision, said, other, **question)


def _done(
    request: HttpRequest, verb: Callable[..., Offer], offer: Offer, words: str, **said: Any
) -> HttpResponse:
    """Do it, or say why not; back to the decision either way."""
    if attempt(request, verb, offer=offer, **said):
        messages.success(request, words)
    return _back(offer.decision)


def _ask(request: HttpRequest, decision: Decision, *words: str, **question: Any) -> HttpResponse:
    frame = {
        "consequences": words,
        "busy": _("Sending…"),
        "back": _address(decision),
        "back_words": _("Back to the decision"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", {**frame, **question})


def _address(decision: Decision) -> str:
    return f"{reverse('decisions:decision', args=[decision.vacancy_id])}{of_lot(decision.lot)}"


def _back(decision: Decision) -> HttpResponse:
    return redirect(f"{_address(decision)}#offers")
