"""The states of a reference, and the steps between them."""

from applications.reference_checks.models import OPEN, ReferenceStatus
from portal.kernel.workflow import Step

CALL_OFF = Step("call off", frozenset(OPEN), ReferenceStatus.CALLED_OFF, "applications.arrange_references")
# By telephone, also before a letter has gone out.
NOTE = Step("note", frozenset(OPEN), ReferenceStatus.ANSWERED, "applications.arrange_references")

STEPS = (CALL_OFF, NOTE)
