"""Who marks, who sees marks and when, who leads a round.

A subject is what the permission's name says: a sheet, a round, a panel. Nobody but its own member sees a sheet before
all counted ones are in (docs/selection.md section 3.3); `takes_part` holds this against administrators as well.
"""

import rules
from django.core.exceptions import PermissionDenied

from applications.intake.rules import is_received
from applications.intake.taking_part import has_applied
from applications.panels.models import SeatRole
from applications.panels.rules import (
    has_declared,
    has_sat,
    is_chair,
    is_conflicted,
    is_observer,
    is_open_to,
    is_seated,
    reads_blind,
    seat_of,
)
from applications.scoring.guide import criteria_asked, interview_of
from applications.scoring.models import Round, RoundStatus
from portal.accounts.rules import is_approver, is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled


def takes_part(user, permission, subject):  # type: ignore[no-untyped-def]
    """Whether the rules themselves give `permission`: to administer the portal is no part in a selection."""
    return rules.has_perm(permission, user, subject)


def require_part(permission, subject, *, by):  # type: ignore[no-untyped-def]
    """Raise PermissionDenied unless the rules themselves give `permission` on `subject` to `by`."""
    if not takes_part(by, permission, subject):
        raise PermissionDenied(permission)


@rules.predicate
def shuts_names(user, subject):  # type: ignore[no-untyped-def]
    """Whether the round shows names, which are kept from `user` as long as another one of the panel is blind."""
    return reads_blind(user, subject) and not _round_of(subject).hides_names


def _round_of(subject):  # type: ignore[no-untyped-def]
    return subject if isinstance(subject, Round) else subject.round


def _round_is(status):  # type: ignore[no-untyped-def]
    @rules.predicate(f"round_is_{status}")
    def test(_user, subject):  # type: ignore[no-untyped-def]
        return _round_of(subject).status == status

    return test


is_scoring = _round_is(RoundStatus.SCORING)
in_moderation = _round_is(RoundStatus.MODERATION)
is_locked = _round_is(RoundStatus.LOCKED)


@rules.predicate
def is_own(user, sheet):  # type: ignore[no-untyped-def]
    return sheet.belongs_to(user)


@rules.predicate
def is_held(_user, sheet):  # type: ignore[no-untyped-def]
    """Whether its member still sits."""
    return sheet.seat.sits


@rules.predicate
def counts(_user, sheet):  # type: ignore[no-untyped-def]
    return sheet.counts


@rules.predicate
def is_in(_user, sheet):  # type: ignore[no-untyped-def]
    """Whether the sheet is handed in."""
    return sheet.handed_in_at is not None


@rules.predicate
def is_signed(_user, sheet):  # type: ignore[no-untyped-def]
    return sheet.signed_at is not None


@rules.predicate
def all_are_in(_user, round_):  # type: ignore[no-untyped-def]
    return not round_.sheets.awaited().exists()


@rules.predicate
def has_no_round(_user, panel):  # type: ignore[no-untyped-def]
    return not panel.rounds.all()


@rules.predicate
def was_opened_again(_user, round_):  # type: ignore[no-untyped-def]
    """Whether a version of its marks ended with an opening; only then is there one to read apart."""
    return round_.version > 1


@rules.predicate
def is_shown(user, sheet):  # type: ignore[no-untyped-def]
    return sheet.is_open_to(user)


@rules.predicate
def has_applied_here(user, panel):  # type: ignore[no-untyped-def]
    """Whether the user is one of those who may be asked, also where they work in the office."""
    return has_applied(user, panel.vacancy)


@rules.predicate
def interviews_are_locked(_user, panel):  # type: ignore[no-untyped-def]
    round_ = interview_of(panel)
    return round_ is not None and round_.is_locked


@rules.predicate
def has_interviews(_user, panel):  # type: ignore[no-untyped-def]
    """Whether the plan has something for the interviews to show."""
    return bool(criteria_asked(panel))


@rules.predicate
def is_secretary(user, subject):  # type: ignore[no-untyped-def]
    return getattr(seat_of(user, subject), "role", None) == SeatRole.SECRETARY


# Somebody who joins while members mark has a sheet, and reads nothing before declaring.
owns_sheet = is_own & is_seated & has_declared
sits = is_seated & has_declared
reads_as_staff = works_here & is_open_to
sees_figures = ((sits & ~is_scoring) | (reads_as_staff & is_locked)) & ~shuts_names
leads = is_chair & has_declared

rules.add_perm("applications.choose_cell", leads & has_no_round & ~is_cancelled)
rules.add_perm("applications.open_round", (leads | (is_officer & is_open_to)) & ~is_cancelled)
rules.add_perm("applications.accept_shortfalls", is_officer & is_open_to & ~is_cancelled)
rules.add_perm("applications.view_round", sits | reads_as_staff)
rules.add_perm("applications.view_short_list", sits | reads_as_staff)
rules.add_perm("applications.state_short_list", (leads | (is_officer & is_open_to)) & ~is_cancelled)
rules.add_perm("applications.confirm_short_list", leads & ~is_cancelled)
rules.add_perm("applications.view_marks", sees_figures)
rules.add_perm("applications.view_sheet", (owns_sheet & ~shuts_names) | (is_shown & sees_figures))
rules.add_perm("applications.score_sheet", owns_sheet & counts & is_scoring & ~is_in & ~is_cancelled)
# The office too: the last sheet that was waited for may be that of a member whose seat it ends.
rules.add_perm("applications.reveal_round", (sits | is_officer) & all_are_in & ~is_cancelled)
rules.add_perm("applications.leave_out", leads & is_scoring & is_held & counts & ~is_cancelled)
rules.add_perm("applications.leave_out_late", leads & in_moderation & counts & ~is_cancelled)
rules.add_perm("applications.moderate_mark", owns_sheet & counts & in_moderation & ~is_cancelled)
# In the room all look at one screen: whoever sits there sees it, the chair or the secretary keeps the minutes.
keeps_minutes = (is_chair | is_secretary) & has_declared
rules.add_perm("applications.hold_meeting", sits & sees_figures)
rules.add_perm("applications.note_discussion", keeps_minutes & in_moderation & ~is_cancelled)
rules.add_perm("applications.lock_round", leads & in_moderation & ~is_cancelled)
# Whoever could read a locked version goes on reading it while the next one is discussed.
rules.add_perm("applications.view_version", (sits | reads_as_staff) & was_opened_again & ~shuts_names)
stands_in = is_officer & ~has_sat
rules.add_perm("applications.reopen_round", (leads | stands_in) & is_locked & ~is_cancelled)
rules.add_perm("applications.allow_reopening", is_approver & ~has_sat & is_locked & ~is_cancelled)
# On an application: HR sees names and marks nobody.
rules.add_perm(
    "applications.hide_passages", is_officer & is_received & is_open_to & ~is_conflicted & ~is_cancelled
)
rules.add_perm("applications.unblind", (leads | (is_officer & is_open_to)) & ~is_cancelled)
rules.add_perm("applications.sign_sheet", owns_sheet & counts & is_locked & ~is_signed & ~is_cancelled)

# Questions known beforehand are no questions: until the lock none but the panel and who writes them for it read them.
writes_for_panel = leads | (is_officer & is_open_to)
reads_locked_guide = reads_as_staff & interviews_are_locked
is_not_asked = has_interviews & ~has_applied_here
rules.add_perm("applications.write_guide", writes_for_panel & is_not_asked & ~is_cancelled)
rules.add_perm("applications.view_guide", (sits | writes_for_panel | reads_locked_guide) & is_not_asked)
rules.add_perm(
    "applications.view_good_answers",
    ((sits & ~is_observer) | writes_for_panel | reads_locked_guide) & is_not_asked,
)
