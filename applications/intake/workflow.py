"""The states of an application and the steps between them."""

from applications.intake.models import Status
from portal.kernel.workflow import Step

SUBMIT = Step("submit", frozenset({Status.DRAFT}), Status.SUBMITTED, "applications.submit_application")
WITHDRAW = Step(
    "withdraw", frozenset({Status.SUBMITTED}), Status.WITHDRAWN, "applications.withdraw_application"
)

# Handed in once more, in place of what was handed in before.
AMEND = Step("amend", frozenset({Status.SUBMITTED}), Status.SUBMITTED, "applications.amend_application")

STEPS = (SUBMIT, WITHDRAW, AMEND)
