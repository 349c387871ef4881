"""Offers and complaints as the page of a decision shows them to the office: what became of each, who is next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.decisions.complaint import Complaint
from applications.decisions.models import Decision, Outcome
from applications.decisions.offer import Offer, OfferStatus
from applications.decisions.reserve import free_openings, has_ended, in_line, next_in_line
from applications.scoring.rules import takes_part

CHIPS: dict[str, str] = {
    OfferStatus.OPEN: "soon half",
    OfferStatus.ACCEPTED: "ok on",
    OfferStatus.DECLINED: "no",
    OfferStatus.WITHDRAWN: "",
    OfferStatus.LAPSED: "no",
    OfferStatus.GIVEN_UP: "no",
}


@dataclass(frozen=True)
class Row:
    """One offer; `overdue` when the time to answer is over and nobody has decided what becomes of it."""

    offer: Offer
    chip: str
    overdue: bool


@dataclass(frozen=True)
class Offers:
    """All of one decision. `exhausted` when an opening is free and nobody of the list was not asked."""

    rows: list[Row]
    filled: int
    openings: int
    following: Outcome | None
    exhausted: bool
    reserve_until: date | None
    reserve_ended: bool
    may_offer: bool
    may_handle: bool


def offers_of(decision: Decision | None, *, reader: Any, at: datetime) -> Offers | None:
    """None before the approval, and for who has no business with them."""
    if decision is None or not decision.is_approved:
        return None
    if not takes_part(reader, "applications.view_offers", decision):
        return None
    made = decision.offers.whole() if decision.offers.all() else []
    rows = [Row(one, CHIPS[one.status], one.is_overdue(at=at)) for one in made]
    free = bool(free_openings(decision))
    following = next_in_line(decision, at=at) if free else None
    handles = takes_part(reader, "applications.make_offer", decision)
    return Offers(
        rows=rows,
        filled=sum(row.offer.is_accepted for row in rows),
        openings=decision.openings,
        following=following,
        exhausted=free and following is None,
        reserve_until=decision.reserve_until,
        reserve_ended=has_ended(decision, at=at),
        may_offer=handles and free and bool(in_line(decision, at=at)),
        may_handle=handles,
    )


def complaints_of(decision: Decision | None, *, reader: Any) -> list[Complaint]:
    """Against the decision, oldest first; none for who has no business with them."""
    if decision is None or not takes_part(reader, "applications.view_complaints", decision):
        return []
    return list(decision.complaints.whole())
