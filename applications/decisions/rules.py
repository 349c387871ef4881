"""Who recommends, who approves, who announces, who makes offers and answers them, and who reads a decision."""

from typing import Any

import rules

from applications.intake.rules import is_applicant, is_submitted
from applications.panels.rules import has_sat, is_open_to
from applications.ranking.rules import has_ranking, reads
from applications.scoring.rules import leads, takes_part
from portal.accounts.models import User
from portal.accounts.rules import is_approver, is_officer, works_here
from portal.offices.models import Office
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def is_recommender(user, decision):  # type: ignore[no-untyped-def]
    return decision is not None and decision.recommended_by_id == user.pk


@rules.predicate
def is_offered_to(user, offer):  # type: ignore[no-untyped-def]
    return offer is not None and is_applicant(user, offer.application)


# On what the panel recommends.
decides = is_approver & ~has_sat & ~is_recommender & ~is_cancelled


def those_who_may(permission: str, subject: Any, office: Office) -> list[User]:
    """The people of `office`, or of the office above it, to whom the rules give `permission` on `subject`."""
    people = User.objects.acting_in([office.pk, office.parent_id])
    return [person for person in people if takes_part(person, permission, subject)]


rules.add_perm("applications.view_decision", reads & has_ranking)
rules.add_perm("applications.recommend", leads & has_ranking & ~is_cancelled)
rules.add_perm("applications.approve_decision", decides)
rules.add_perm("applications.return_decision", decides)
rules.add_perm("applications.refuse_decision", decides)
# On a vacancy, or on the link of one to the other.
rules.add_perm("applications.advertise_anew", is_officer)
rules.add_perm("applications.announce_decision", is_officer & ~is_cancelled)

# On a decision; what became of offers is the office's, never the panel's.
rules.add_perm("applications.view_offers", works_here & is_open_to)
rules.add_perm("applications.make_offer", is_officer & ~is_cancelled)
# On an offer.
rules.add_perm("applications.answer_offer", is_offered_to & ~is_cancelled)
rules.add_perm("applications.view_own_offer", is_offered_to)
rules.add_perm("applications.handle_offer", is_officer & ~is_cancelled)

# On an application, the applicant's own; whether the period runs is said by the verb.
rules.add_perm("applications.contest_decision", is_applicant & is_submitted & ~is_cancelled)
# On a decision or a complaint: never who sits or sat on the panel, whatever other role they hold.
rules.add_perm("applications.view_complaints", works_here & ~has_sat)
rules.add_perm("applications.handle_complaint", is_approver & ~has_sat & ~is_cancelled)
