"""Who marks, who sees marks and when, who leads a round.

A subject is what the permission's name says: a sheet, a round, a panel. Nobody but its own member sees a sheet before
all counted ones are in (docs/selection.md section 3.3); `takes_part` holds this against administrators as well.
"""

import rules
from django.core.exceptions import PermissionDenied

from applications.panels.rules import has_declared, is_chair, is_open_to, is_seated
from applications.scoring.models import Round, RoundStatus
from portal.accounts.rules import is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled


def takes_part(user, permission, subject):  # type: ignore[no-untyped-def]
    """Whether the rules themselves give `permission`: to administer the portal is no part in a selection."""
    return rules.has_perm(permission, user, subject)


def require_part(permission, subject, *, by):  # type: ignore[no-untyped-def]
    """Raise PermissionDenied unless the rules themselves give `permission` on `subject` to `by`."""
    if not takes_part(by, permission, subject):
        raise PermissionDenied(permission)


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
def owns_sheet(user, sheet):  # type: ignore[no-untyped-def]
    return sheet.belongs_to(user)


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
    return not panel.rounds.exists()


@rules.predicate
def is_shown(user, sheet):  # type: ignore[no-untyped-def]
    return sheet.is_open_to(user)


sits = is_seated & has_declared
reads_as_staff = works_here & is_open_to
sees_figures = (sits & ~is_scoring) | (reads_as_staff & is_locked)
leads = is_chair & has_declared

rules.add_perm("applications.choose_cell", leads & has_no_round & ~is_cancelled)
rules.add_perm("applications.open_round", (leads | (is_officer & is_open_to)) & ~is_cancelled)
rules.add_perm("applications.view_round", sits | reads_as_staff)
rules.add_perm("applications.view_marks", sees_figures)
rules.add_perm("applications.view_sheet", owns_sheet | (is_shown & sees_figures))
rules.add_perm("applications.score_sheet", owns_sheet & counts & is_scoring & ~is_in & ~is_cancelled)
rules.add_perm("applications.reveal_round", sits & all_are_in & ~is_cancelled)
rules.add_perm("applications.leave_out", leads & is_scoring & counts & ~is_cancelled)
rules.add_perm("applications.moderate_mark", owns_sheet & counts & in_moderation & ~is_cancelled)
rules.add_perm("applications.lock_round", leads & in_moderation & ~is_cancelled)
rules.add_perm("applications.sign_sheet", owns_sheet & counts & is_locked & ~is_signed & ~is_cancelled)
