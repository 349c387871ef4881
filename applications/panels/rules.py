"""Who sits on a panel, and what a seat, a declaration and a conflict allow; scoring composes its permissions from these.

A subject is a panel, a vacancy, or anything that belongs to one: an application, a round, a sheet. A panel fetched
`with_seats()` answers without a query.
"""

import rules
from django.db.models import Exists

from applications.intake.rules import is_received
from applications.panels.models import Panel, Seat, SeatRole
from applications.screening.models import Outcome
from portal.accounts.rules import is_officer, works_here
from portal.web import asked
from vacancies.corrigenda.rules import is_cancelled
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status

# What the frame asks of everybody.
SITS = "sits"


def panel_of(subject):  # type: ignore[no-untyped-def]
    """The panel that judges `subject`; None while there is none."""
    if subject is None or isinstance(subject, Panel):
        return subject
    vacancy = subject if isinstance(subject, Vacancy) else subject.vacancy
    return getattr(vacancy, "panel", None)


def seat_of(user, subject):  # type: ignore[no-untyped-def]
    """The seat of `user` on the panel that judges `subject`, or None; None too once it has ended, or the reach of who has no role."""
    seat = ever_seat_of(user, subject)
    return seat if seat and seat.is_reached_by(user) else None


def ever_seat_of(user, subject):  # type: ignore[no-untyped-def]
    """The seat that `user` has, or had, on the panel that judges `subject`, or None."""
    panel = panel_of(subject)
    return next((seat for seat in panel.seats.all() if seat.user_id == user.pk), None) if panel else None


def declaration_of(user, subject):  # type: ignore[no-untyped-def]
    """What `user` declared to that panel, also if the seat has ended since; None before, and for whoever never sat."""
    return getattr(ever_seat_of(user, subject), "declaration", None)


@rules.predicate
def is_seated(user, subject):  # type: ignore[no-untyped-def]
    if subject is None:
        return user.is_authenticated and _sits_anywhere(user)
    seat = seat_of(user, subject)
    if seat is not None:
        # Known for the menu as well, which asks no more then.
        user.sits_anywhere = True
    return seat is not None


def _sits_anywhere(user):  # type: ignore[no-untyped-def]
    """Asked once a request of whoever does; a seat does not end while a page is made."""
    if not getattr(user, "sits_anywhere", False):
        user.sits_anywhere = asked.answers(user)[SITS]
    return user.sits_anywhere


asked.register(lambda user, _at: {SITS: Exists(Seat.objects.reached_by(user))})


@rules.predicate
def has_sat(user, subject):  # type: ignore[no-untyped-def]
    """Whether `user` sits or has ever sat on the panel: whoever did decides nothing on what it judged."""
    return ever_seat_of(user, subject) is not None


@rules.predicate
def has_declared(user, subject):  # type: ignore[no-untyped-def]
    return declaration_of(user, subject) is not None


@rules.predicate
def is_conflicted(user, application):  # type: ignore[no-untyped-def]
    """Whether `user` declared a conflict of interest with this candidate."""
    declaration = declaration_of(user, application)
    return declaration is not None and any(
        conflict.application_id == application.pk for conflict in declaration.conflicts.all()
    )


@rules.predicate
def is_chair(user, subject):  # type: ignore[no-untyped-def]
    return getattr(seat_of(user, subject), "role", None) == SeatRole.CHAIR


@rules.predicate
def is_observer(user, subject):  # type: ignore[no-untyped-def]
    """Whether `user` only looks on: reads what the panel reads, and takes no part."""
    return getattr(seat_of(user, subject), "role", None) == SeatRole.OBSERVER


@rules.predicate
def sits_and_scores(user, subject):  # type: ignore[no-untyped-def]
    return getattr(seat_of(user, subject), "scores", False)


@rules.predicate
def is_candidate(_user, application):  # type: ignore[no-untyped-def]
    """On the long list and not withdrawn."""
    screening = getattr(application, "screening", None)
    return (
        screening is not None
        and screening.outcome == Outcome.LONG_LISTED
        and application.withdrawn_at is None
    )


@rules.predicate
def reads_blind(user, subject):  # type: ignore[no-untyped-def]
    """Whether names are kept from `user` for now: who judges or looks on in a panel whose blind round is not unblinded.

    The secretary writes to candidates and marks nobody, and so goes on reading names.
    """
    panel = panel_of(subject)
    if panel is None or not panel.is_blind:
        return False
    seat = seat_of(user, panel)
    return seat is not None and seat.role != SeatRole.SECRETARY


@rules.predicate
def is_open_to(user, subject):  # type: ignore[no-untyped-def]
    """Whether one who sits on the panel may act on what it judges as staff too; whoever does not sit may.

    Nobody who sits learns more than names before declaring (docs/selection.md section 3.1), nor names in a blind round.
    """
    if subject is None or not is_seated(user, subject):
        return True
    return has_declared(user, subject) and not reads_blind(user, subject)


@rules.predicate
def is_under_evaluation(_user, subject):  # type: ignore[no-untyped-def]
    return panel_of(subject).vacancy.status == Status.UNDER_EVALUATION


@rules.predicate
def scored_or_scores(user, subject):  # type: ignore[no-untyped-def]
    return getattr(ever_seat_of(user, subject), "scores", False)


sees_candidates = is_seated & has_declared
reads_papers = sees_candidates & ~reads_blind

rules.add_perm("applications.view_panels", is_seated)
rules.add_perm("applications.view_panel", is_seated | works_here)
rules.add_perm("applications.convene_panel", is_officer & ~is_cancelled)
# Who judges does not choose who judges beside them.
rules.add_perm("applications.change_panel", is_officer & ~scored_or_scores & ~is_cancelled)
rules.add_perm("applications.declare_interest", is_seated & ~has_declared & ~is_cancelled)
rules.add_perm("applications.find_conflict", is_seated & has_declared & is_under_evaluation)
rules.add_perm(
    "applications.view_conflicts", (works_here & is_open_to) | (is_chair & has_declared & ~reads_blind)
)
# On a vacancy: lists of candidates and entries of the record name them.
rules.add_perm("applications.view_names", ~reads_blind)
rules.add_perm("applications.search_candidates", reads_papers)
rules.add_perm("applications.view_candidate", reads_papers & ~is_conflicted & is_candidate)
# Whoever marks reads what is on the sheet, in a blind round under a neutral code; files and names only with `view_candidate`.
rules.add_perm("applications.judge_candidate", sees_candidates & ~is_conflicted & is_candidate)
rules.add_perm("applications.view_application", works_here & is_received & is_open_to & ~is_conflicted)
