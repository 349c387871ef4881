"""The states of a vacancy and the steps between them."""

from portal.kernel.workflow import Step
from vacancies.vacancy.models import Status

SUBMIT = Step("submit", frozenset({Status.DRAFT}), Status.IN_APPROVAL, "vacancies.submit_vacancy")
RETURN = Step("return", frozenset({Status.IN_APPROVAL}), Status.DRAFT, "vacancies.return_vacancy")
PUBLISH = Step("publish", frozenset({Status.IN_APPROVAL}), Status.PUBLISHED, "vacancies.publish_vacancy")
EVALUATE = Step(
    "evaluate", frozenset({Status.PUBLISHED}), Status.UNDER_EVALUATION, "vacancies.evaluate_vacancy"
)
DECIDE = Step("decide", frozenset({Status.UNDER_EVALUATION}), Status.DECIDED, "vacancies.decide_vacancy")

CANCEL = Step(
    "cancel",
    frozenset({Status.PUBLISHED, Status.UNDER_EVALUATION}),
    Status.CANCELLED,
    "vacancies.cancel_vacancy",
)
# Taking back what was approved for a later moment, before that moment.
UNSCHEDULE = Step(
    "unschedule", frozenset({Status.PUBLISHED}), Status.IN_APPROVAL, "vacancies.publish_vacancy"
)

STEPS = (SUBMIT, RETURN, PUBLISH, EVALUATE, DECIDE, CANCEL, UNSCHEDULE)
