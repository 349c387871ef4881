"""Who arranges meetings of a panel, who answers, who reads agenda and minutes, who writes and approves them.

A subject is a panel or a meeting.
"""

import rules

from applications.meetings.models import Purpose
from applications.panels.models import SeatRole
from applications.panels.rules import has_declared, is_chair, is_open_to, is_seated, panel_of, seat_of
from applications.scoring.models import RoundStatus
from portal.accounts.rules import is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def keeps_minutes(user, subject):  # type: ignore[no-untyped-def]
    return getattr(seat_of(user, subject), "role", None) == SeatRole.SECRETARY


@rules.predicate
def is_of_declarations(_user, meeting):  # type: ignore[no-untyped-def]
    """Whether it is the meeting at which interests are declared: its agenda says nothing of candidates."""
    return meeting.purpose == Purpose.DECLARATION


@rules.predicate
def marks_are_locked(_user, subject):  # type: ignore[no-untyped-def]
    """Whether no round is open: what was said of marks is the panel's alone until the lock."""
    return not panel_of(subject).rounds.exclude(status=RoundStatus.LOCKED).exists()


sits = is_seated & has_declared
staff = works_here & is_open_to
arranges = (is_officer & is_open_to) | is_chair | keeps_minutes

rules.add_perm("applications.view_meetings", is_seated | staff)
rules.add_perm("applications.arrange_meetings", arranges & ~is_cancelled)
# On a meeting.
rules.add_perm("applications.answer_times", is_seated & ~is_cancelled)
rules.add_perm("applications.read_agenda", sits | staff | (is_seated & is_of_declarations))
rules.add_perm("applications.read_minutes", sits | (staff & marks_are_locked))
rules.add_perm("applications.write_minutes", (sits & keeps_minutes) & ~is_cancelled)
rules.add_perm("applications.approve_minutes", (is_chair & has_declared) & ~is_cancelled)
