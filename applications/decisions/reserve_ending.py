"""A letter to those on a reserve list when it has ended, once."""

from datetime import datetime, timedelta

from django.db import transaction

from applications.decisions.models import Decision, DecisionStatus, Outcome, Place
from applications.decisions.offer import Offer
from applications.decisions.reserve import has_ended
from applications.decisions.telling import about
from portal.mailing.actions import queue
from portal.mailing.models import Message

KIND = "reserve_ended"
# Whoever was told nothing for so long need not be told any more.
LOOKED_BACK = timedelta(days=30)


def tell_of_ends(*, at: datetime) -> int:
    """Write the letters that are due at `at`; run twice, none is written twice. How many there were."""
    day = at.date()
    ended = Decision.objects.filter(
        status=DecisionStatus.ANNOUNCED, reserve_until__range=(day - LOOKED_BACK, day)
    )
    rows = ended.select_related("vacancy__office", "lot")
    return sum(_tell(decision, at) for decision in rows if has_ended(decision, at=at))


def left_on(decision: Decision) -> list[Outcome]:
    """Those still on the list: in reserve, and without an opening of their own."""
    holding = Offer.objects.filter(decision=decision).standing().values("application")
    rows = decision.outcomes.filter(place=Place.RESERVE).exclude(application__in=holding)
    return list(rows.select_related("application__applicant", "application__lot"))


@transaction.atomic
def _tell(decision: Decision, at: datetime) -> int:
    written = 0
    for outcome in left_on(decision):
        once = f"{KIND}:{outcome.pk}"
        if not Message.objects.filter(once=once).exists():
            context = {"decision": decision, **about(outcome.application, decision)}
            to = outcome.application.applicant
            queue(kind=KIND, to=to, context=context, at=at, stream=decision.stream, once=once)
            written += 1
    return written
