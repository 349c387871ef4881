"""Who approves a change of a published notice: an approver who did not propose it."""

from typing import Any

import rules

from portal.accounts.rules import is_approver
from vacancies.corrigenda.models import Corrigendum


@rules.predicate
def is_proposer(user: Any, corrigendum: Corrigendum | None) -> bool:
    return corrigendum is not None and corrigendum.proposed_by_id == user.pk


rules.add_perm("vacancies.approve_corrigendum", is_approver & ~is_proposer)
