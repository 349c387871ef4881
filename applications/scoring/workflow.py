"""The states of a round and the steps between them."""

from applications.scoring.models import RoundStatus
from portal.kernel.workflow import Step

REVEAL = Step("reveal", frozenset({RoundStatus.SCORING}), RoundStatus.MODERATION, "applications.reveal_round")
LOCK = Step("lock", frozenset({RoundStatus.MODERATION}), RoundStatus.LOCKED, "applications.lock_round")

STEPS = (REVEAL, LOCK)
