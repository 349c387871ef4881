"""The states of an application and the steps between them."""

from applications.intake.models import Status
from portal.kernel.workflow import Step

SUBMIT = Step("submit", frozenset({Status.DRAFT}), Status.SUBMITTED, "applications.submit_application")
WITHDRAW = Step(
    "withdraw", frozenset({Status.SUBMITTED}), Status.WITHDRAWN, "applications.withdraw_application"
)

# Handed in once more, in place of what was handed in before.
AMEND = Step("amend", frozenset({Status.SUBMITTED}), Status.SUBMITTED, "applications.hand_in_again")

# One of a team, or the office for who signed on paper, puts another file in the place of an infected CV.
REPLACE_CV = Step("replace_cv", frozenset({Status.SUBMITTED}), Status.SUBMITTED, "applications.replace_cv")

STEPS = (SUBMIT, WITHDRAW, AMEND, REPLACE_CV)
