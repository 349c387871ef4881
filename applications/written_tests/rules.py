"""Who sees under a name what candidates wrote, and who keeps it: whoever arranges the test, never who marks or observes it."""

import rules

from applications.invitations.rules import arranges, is_invited
from applications.panels.rules import is_observer, is_open_to, scored_or_scores
from portal.accounts.rules import works_here
from vacancies.corrigenda.rules import is_cancelled
from vacancies.plan.models import Stage


@rules.predicate
def has_a_test(_user, subject):  # type: ignore[no-untyped-def]
    """Whether the plan scores something in a written test."""
    vacancy = getattr(subject, "vacancy", subject)
    plan = getattr(vacancy, "plan", None)
    return plan is not None and any(one.stage == Stage.TEST for one in plan.criteria.all())


@rules.predicate
def answers_are_sent_here(_user, invitee):  # type: ignore[no-untyped-def]
    return invitee.invitation.takes_answers and invitee.slot is not None


# Whoever marks knows the answers by their codes only, whatever other role they hold.
is_outside = ~scored_or_scores & ~is_observer

# On a vacancy, an application or a file of answers.
rules.add_perm(
    "applications.view_answer_files", has_a_test & is_outside & ((works_here & is_open_to) | arranges)
)
# On an invitation of one's own.
rules.add_perm("applications.send_answers", is_invited & answers_are_sent_here & has_a_test)
rules.add_perm("applications.keep_answer_file", has_a_test & is_outside & arranges & ~is_cancelled)
