"""The states of a decision, an offer and a complaint, and the steps between them."""

from applications.decisions.complaint import ComplaintStatus
from applications.decisions.models import DecisionStatus
from applications.decisions.offer import OfferStatus
from portal.kernel.workflow import Step

RETURN = Step(
    "return",
    frozenset({DecisionStatus.RECOMMENDED}),
    DecisionStatus.RETURNED,
    "applications.return_decision",
)
APPROVE = Step(
    "approve",
    frozenset({DecisionStatus.RECOMMENDED}),
    DecisionStatus.APPROVED,
    "applications.approve_decision",
)
REFUSE = Step(
    "refuse",
    frozenset({DecisionStatus.RECOMMENDED}),
    DecisionStatus.REFUSED,
    "applications.refuse_decision",
)
ANNOUNCE = Step(
    "announce",
    frozenset({DecisionStatus.APPROVED}),
    DecisionStatus.ANNOUNCED,
    "applications.announce_decision",
)

ANNOUNCE_REFUSAL = Step(
    "announce",
    frozenset({DecisionStatus.REFUSED}),
    DecisionStatus.REFUSAL_TOLD,
    "applications.announce_decision",
)

STEPS = (RETURN, APPROVE, REFUSE, ANNOUNCE, ANNOUNCE_REFUSAL)


def _of_offer(name: str, source: str, target: str, permission: str) -> Step:
    return Step(name, frozenset({source}), target, f"applications.{permission}")


ACCEPT = _of_offer("accept", OfferStatus.OPEN, OfferStatus.ACCEPTED, "answer_offer")
DECLINE = _of_offer("decline", OfferStatus.OPEN, OfferStatus.DECLINED, "answer_offer")
RECORD_ACCEPTED = _of_offer("record accepted", OfferStatus.OPEN, OfferStatus.ACCEPTED, "handle_offer")
RECORD_DECLINED = _of_offer("record declined", OfferStatus.OPEN, OfferStatus.DECLINED, "handle_offer")
WITHDRAW = _of_offer("withdraw", OfferStatus.OPEN, OfferStatus.WITHDRAWN, "handle_offer")
LAPSE = _of_offer("lapse", OfferStatus.OPEN, OfferStatus.LAPSED, "handle_offer")
GIVE_UP = _of_offer("give up", OfferStatus.ACCEPTED, OfferStatus.GIVEN_UP, "handle_offer")

OFFER_STEPS = (ACCEPT, DECLINE, RECORD_ACCEPTED, RECORD_DECLINED, WITHDRAW, LAPSE, GIVE_UP)

TAKE_COMPLAINT = Step(
    "take in hand",
    # Also from a colleague's, who may be away.
    frozenset({ComplaintStatus.RECEIVED, ComplaintStatus.IN_HAND}),
    ComplaintStatus.IN_HAND,
    "applications.handle_complaint",
)
ANSWER_COMPLAINT = Step(
    "answer", frozenset({ComplaintStatus.IN_HAND}), ComplaintStatus.ANSWERED, "applications.handle_complaint"
)

COMPLAINT_STEPS = (TAKE_COMPLAINT, ANSWER_COMPLAINT)
