"""Who takes reports away: whoever reads the ranking. The register is the office's from the first day."""

import rules

from applications.panels.rules import has_sat
from applications.ranking.rules import has_ranking, reads, rounds_are_locked
from applications.scoring.rules import reads_as_staff

rules.add_perm("applications.view_report", reads & has_ranking)


@rules.predicate
def asked_for(user, making):  # type: ignore[no-untyped-def]
    """Whether it was made for this person, who may still have it."""
    return making.asked_by_id == user.pk and rules.has_perm(making.permission, user, making.vacancy)


rules.add_perm("applications.see_making", asked_for)
rules.add_perm("applications.take_pack", reads_as_staff & has_ranking & rounds_are_locked)
# Never for those who score (docs/selection.md section 4).
rules.add_perm("applications.view_groups", reads_as_staff & has_ranking & ~has_sat)
rules.add_perm("applications.view_receipts", reads_as_staff)
rules.add_perm("applications.view_register", reads_as_staff | (reads & has_ranking))
