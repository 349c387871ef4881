"""Who invites candidates: an officer of the office, or the secretary of the panel once interests are declared."""

import rules

from applications.intake.rules import is_applicant
from applications.panels.models import SeatRole
from applications.panels.rules import has_declared, is_open_to, seat_of
from portal.accounts.rules import is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def is_secretary(user, subject):  # type: ignore[no-untyped-def]
    return getattr(seat_of(user, subject), "role", None) == SeatRole.SECRETARY


@rules.predicate
def is_invited(user, invitee):  # type: ignore[no-untyped-def]
    return invitee is not None and is_applicant(user, invitee.application)


arranges = (is_officer & is_open_to) | (is_secretary & has_declared)

# On a vacancy or an invitation.
rules.add_perm("applications.view_invitations", (works_here & is_open_to) | arranges)
rules.add_perm("applications.invite", arranges & ~is_cancelled)
# On one who is invited.
rules.add_perm("applications.choose_slot", is_invited)
