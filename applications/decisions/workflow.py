"""The states of a decision and the steps between them."""

from applications.decisions.models import DecisionStatus
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
ANNOUNCE = Step(
    "announce",
    frozenset({DecisionStatus.APPROVED}),
    DecisionStatus.ANNOUNCED,
    "applications.announce_decision",
)

STEPS = (RETURN, APPROVE, ANNOUNCE)
