"""Who recommends, who approves, who announces, and who reads a decision."""

from typing import Any

import rules

from applications.panels.rules import is_seated
from applications.ranking.rules import has_ranking, reads
from applications.scoring.rules import leads, takes_part
from portal.accounts.models import User
from portal.accounts.rules import is_approver, is_officer
from portal.offices.models import Office
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def is_recommender(user, decision):  # type: ignore[no-untyped-def]
    return decision is not None and decision.recommended_by_id == user.pk


def those_who_may(permission: str, subject: Any, office: Office) -> list[User]:
    """The people of `office`, or of the office above it, to whom the rules give `permission` on `subject`."""
    people = User.objects.acting_in([office.pk, office.parent_id])
    return [person for person in people if takes_part(person, permission, subject)]


rules.add_perm("applications.view_decision", reads & has_ranking)
rules.add_perm("applications.recommend", leads & has_ranking & ~is_cancelled)
rules.add_perm("applications.approve_decision", is_approver & ~is_seated & ~is_recommender & ~is_cancelled)
rules.add_perm("applications.return_decision", is_approver & ~is_seated & ~is_recommender & ~is_cancelled)
rules.add_perm("applications.announce_decision", is_officer & ~is_cancelled)
