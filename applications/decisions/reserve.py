"""The line in which offers are made: who is selected, then the reserve list while it is valid; openings still free."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from applications.decisions.models import Decision, DecisionQuerySet, Outcome, Place
from applications.decisions.offer import Offer
from portal.kernel.local_time import months_after

# Places that can be made an offer, the first first.
IN_LINE = (Place.SELECTED, Place.RESERVE)


def valid_until(decision: Decision, at: datetime) -> date:
    """The last day of the reserve list of a decision approved at `at`, on the calendar of its office."""
    office = decision.vacancy.office
    return months_after(office.local(at).date(), office.reserve_months)


def is_valid(decision: Decision, *, at: datetime) -> bool:
    """Whether offers can be made from the reserve list; decisions made before lists had a term have none."""
    until = decision.reserve_until
    return until is None or decision.vacancy.office.local(at).date() <= until


def has_ended(decision: Decision, *, at: datetime) -> bool:
    return not is_valid(decision, at=at)


def in_line(decision: Decision, *, at: datetime) -> list[Outcome]:
    """Those to whom an offer can be made now, in its order: nobody who holds one, of the reserve only while it is valid."""
    holding = {one.application_id for one in decision.offers.all() if one.stands}
    valid = is_valid(decision, at=at)
    return [
        one
        for one in decision.chosen
        if one.application_id not in holding and (valid or one.place == Place.SELECTED)
    ]


def next_in_line(decision: Decision, *, at: datetime) -> Outcome | None:
    """The first who was never made an offer; None where the list is exhausted."""
    offered = {one.application_id for one in decision.offers.all()}
    return next((one for one in in_line(decision, at=at) if one.application_id not in offered), None)


def firsts_in_line(decisions: DecisionQuerySet, *, at: datetime) -> list[Outcome]:
    """The same for each of `decisions` that has somebody, in one question."""
    asked = Offer.objects.filter(decision=OuterRef("decision"), application=OuterRef("application"))
    chosen = Outcome.objects.filter(decision__in=decisions.values("pk"), place__in=IN_LINE)
    unasked = chosen.exclude(Exists(asked)).select_related("application", "decision__vacancy__office")
    firsts: dict[int, Outcome] = {}
    # Those selected before the reserve, each in the order of the ranks.
    for one in sorted(unasked, key=lambda one: IN_LINE.index(one.place)):
        if one.place == Place.SELECTED or is_valid(one.decision, at=at):
            firsts.setdefault(one.decision_id, one)
    return sorted(firsts.values(), key=lambda one: -one.decision_id)


def free_openings(decision: Decision) -> list[int]:
    """The numbers of the openings that nobody has accepted or is thinking about."""
    kept = {one.opening for one in decision.offers.all() if one.stands}
    return [number for number in range(1, decision.openings + 1) if number not in kept]
