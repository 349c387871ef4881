"""The states of a round and the steps between them."""

from applications.scoring.models import RoundStatus
from portal.kernel.workflow import Step

REVEAL = Step("reveal", frozenset({RoundStatus.SCORING}), RoundStatus.MODERATION, "applications.reveal_round")
LOCK = Step("lock", frozenset({RoundStatus.MODERATION}), RoundStatus.LOCKED, "applications.lock_round")
# Back to the discussion, never to marking as if nothing had been seen.
REOPEN = Step("reopen", frozenset({RoundStatus.LOCKED}), RoundStatus.MODERATION, "applications.reopen_round")

STEPS = (REVEAL, LOCK, REOPEN)
