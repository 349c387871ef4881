"""The states of a change of a published notice and the steps between them."""

from portal.kernel.workflow import Step
from vacancies.corrigenda.models import Status

SUBMIT = Step("submit", frozenset({Status.DRAFT}), Status.IN_APPROVAL, "vacancies.propose_corrigendum")
RETURN = Step("return", frozenset({Status.IN_APPROVAL}), Status.DRAFT, "vacancies.approve_corrigendum")
PUBLISH = Step("publish", frozenset({Status.IN_APPROVAL}), Status.PUBLISHED, "vacancies.approve_corrigendum")
DROP = Step(
    "drop",
    frozenset({Status.DRAFT, Status.IN_APPROVAL}),
    Status.DROPPED,
    "vacancies.propose_corrigendum",
)

STEPS = (SUBMIT, RETURN, PUBLISH, DROP)
