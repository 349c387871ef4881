"""Who may apply, and who may do what with an application. A draft is nobody's but the applicant's."""

import rules

from applications.intake.models import Status
from applications.intake.team import proved_addresses
from portal.accounts.rules import is_officer, is_signed_in, is_translator, works_here
from vacancies.corrigenda.rules import is_cancelled


def _in_state(*states: str) -> rules.Predicate:
    @rules.predicate(f"is_{'_or_'.join(states)}")
    def test(_user, application):  # type: ignore[no-untyped-def]
        return application is not None and application.status in states

    return test


@rules.predicate
def is_applicant(user, application):  # type: ignore[no-untyped-def]
    return application is not None and application.applicant_id == user.pk


@rules.predicate
def is_being_entered(_user, application):  # type: ignore[no-untyped-def]
    return application is not None and application.being_entered is not None


@rules.predicate
def came_on_paper(_user, application):  # type: ignore[no-untyped-def]
    """Whether the office entered it, claimed since or not."""
    return application is not None and hasattr(application, "on_behalf")


@rules.predicate
def amends_another(_user, application):  # type: ignore[no-untyped-def]
    return application is not None and application.amends_id is not None


@rules.predicate
def is_left_to_the_office(_user, infection):  # type: ignore[no-untyped-def]
    return infection is not None and infection.is_left_to_the_office


@rules.predicate
def sits_on_the_panel(user, vacancy):  # type: ignore[no-untyped-def]
    return vacancy is not None and user.seats.filter(panel__vacancy=vacancy).exists()


@rules.predicate
def is_team_member(user, member):  # type: ignore[no-untyped-def]
    """Who has answered the invitation; before, whose mailbox it was sent to, once they have proved it to be theirs."""
    if member is None or member.account_id:
        return member is not None and member.account_id == user.pk
    return member.invited_at is not None and member.email in proved_addresses(user)


@rules.predicate
def is_in_the_team(user, application):  # type: ignore[no-untyped-def]
    return application is not None and application.team.confirmed().filter(account=user).exists()


is_draft = _in_state(Status.DRAFT)
is_submitted = _in_state(Status.SUBMITTED)
is_received = _in_state(Status.SUBMITTED, Status.WITHDRAWN)

# The office acts for who did not apply through the portal, until the person comes and claims the application.
acts_for_applicant = is_applicant | (is_being_entered & is_officer & ~is_cancelled)

rules.add_perm("applications.apply", is_signed_in & ~works_here & ~is_translator & ~sits_on_the_panel)
rules.add_perm("applications.view_own_application", acts_for_applicant)
rules.add_perm("applications.edit_application", acts_for_applicant & is_draft)
rules.add_perm("applications.submit_application", acts_for_applicant & is_draft)
rules.add_perm("applications.amend_application", is_applicant & is_submitted)
rules.add_perm("applications.hand_in_again", acts_for_applicant & is_submitted)
rules.add_perm("applications.join_team", is_signed_in & is_team_member)
rules.add_perm(
    "applications.replace_cv",
    (is_in_the_team | (came_on_paper & is_officer & ~is_cancelled)) & is_signed_in & is_submitted,
)
# On an infection.
rules.add_perm("applications.replace_for_somebody", is_left_to_the_office & is_officer & ~is_cancelled)
rules.add_perm("applications.withdraw_application", acts_for_applicant & is_submitted)
rules.add_perm("applications.enter_on_behalf", is_officer & ~is_cancelled)
rules.add_perm("applications.enter_again", is_being_entered & is_officer & is_submitted & ~is_cancelled)
rules.add_perm(
    "applications.discard_amendment",
    amends_another & is_being_entered & is_officer & is_draft & ~is_cancelled,
)
# What the office entered it keeps with its scans, also once the person has claimed it.
rules.add_perm("applications.give_up_draft", is_applicant & ~came_on_paper)
rules.add_perm("applications.name_on_paper", is_being_entered & is_officer & is_draft)
rules.add_perm("applications.keep_scan", is_being_entered & is_officer)
rules.add_perm("applications.print_receipt", is_being_entered & is_officer & is_received)
rules.add_perm("applications.claim", is_signed_in & ~works_here & ~is_translator)
