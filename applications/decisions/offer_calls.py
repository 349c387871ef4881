"""What candidates are told of offers: one to answer, what they answered, and what happened when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.decisions.offer import Offer, OfferQuerySet, OfferStatus
from applications.intake import attention, history
from applications.intake.attention import Call
from applications.intake.history import Happening
from applications.intake.models import Application
from portal.kernel import clock
from portal.web import tidings
from portal.words.moments import short_in


def offered(applications: Sequence[Application], at: datetime) -> dict[int, list[Call]]:
    """A call for the latest offer of each."""
    found = Offer.objects.whole().filter(application__in=applications).order_by("pk")
    return {one.application_id: [_call(one, at)] for one in found}


def _call(offer: Offer, at: datetime) -> Call:
    address = offer.get_absolute_url()
    if offer.takes_answers(at=at):
        words = _("You have an offer. Answer by %(moment)s (%(city)s).")
        said = {"moment": short_in(offer.answer_by, offer.office.zone), "city": offer.office.city}
        return Call(words % said, address, _("Answer the offer"))
    words = {
        OfferStatus.OPEN: _("The time to answer your offer is over."),
        OfferStatus.ACCEPTED: _("You accepted the offer."),
        OfferStatus.DECLINED: _("You declined the offer."),
    }
    said = words.get(OfferStatus(offer.status), _("The offer to you does not stand any more."))
    return Call(said, address, _("See the offer"), new=False)


def happened(application: Application) -> list[Happening]:
    """Offered, answered, ended."""
    return [one for offer in application.offers.all() for one in _course_of(offer)]


def _course_of(offer: Offer) -> Iterator[Happening]:
    yield Happening(offer.made_at, _("An offer was made to you"))
    if offer.answered_at:
        accepted = offer.status != OfferStatus.DECLINED
        yield Happening(
            offer.answered_at, _("You accepted the offer") if accepted else _("You declined the offer")
        )
    if offer.ended_at:
        yield Happening(offer.ended_at, _("The offer does not stand any more"))


def to_answer(user: Any) -> OfferQuerySet:
    """Offers that the person can answer now."""
    return Offer.objects.unanswered().filter(application__applicant=user, answer_by__gte=clock.now())


attention.register(offered)
history.register(happened)
tidings.register("intake:mine", to_answer)
