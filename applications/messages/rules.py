"""Who writes to applicants and reads what they answer. The panel does not, whatever other role its members hold."""

import rules

from applications.intake.rules import is_applicant, is_received
from applications.panels.models import SeatRole
from applications.panels.rules import ever_seat_of, is_conflicted, is_open_to
from portal.accounts.colleagues import who_may
from portal.accounts.models import User
from portal.accounts.rules import is_auditor, is_officer
from vacancies.models import Vacancy


@rules.predicate
def judges(user, subject):  # type: ignore[no-untyped-def]
    """Whether the person sits, or sat, on the panel otherwise than as its secretary."""
    seat = ever_seat_of(user, subject)
    return seat is not None and seat.role != SeatRole.SECRETARY


@rules.predicate
def has_account(_user, application):  # type: ignore[no-untyped-def]
    """Whoever applied on paper and has not claimed the application has no account to read messages in."""
    return application.applicant.is_active


def officers_of(vacancy: Vacancy) -> list[User]:
    """Those of the office, and of the one above it, to whom what an applicant does is told."""
    return who_may("applications.write_messages", vacancy, office=vacancy.office)


keeps_apart = ~judges & is_open_to

# On a vacancy.
rules.add_perm("applications.view_messages", (is_officer | is_auditor) & keeps_apart)
rules.add_perm("applications.write_messages", is_officer & keeps_apart)
# On an application.
rules.add_perm(
    "applications.view_thread", (is_officer | is_auditor) & is_received & keeps_apart & ~is_conflicted
)
rules.add_perm(
    "applications.write_to_applicant", is_officer & is_received & has_account & keeps_apart & ~is_conflicted
)
rules.add_perm("applications.write_to_office", is_applicant & is_received)
