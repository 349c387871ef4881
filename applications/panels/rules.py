"""Who sits on a panel, and what a seat, a declaration and a conflict allow; scoring composes its permissions from these.

A subject is a panel, a vacancy, or anything that belongs to one: an application, a round, a sheet. A panel fetched
`with_seats()` answers without a query.
"""

import rules

from applications.intake.rules import is_received
from applications.panels.models import Panel, Seat, SeatRole
from applications.screening.models import Outcome
from portal.accounts.rules import is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled
from vacancies.models import Vacancy


def panel_of(subject):  # type: ignore[no-untyped-def]
    """The panel that judges `subject`; None while there is none."""
    if subject is None or isinstance(subject, Panel):
        return subject
    vacancy = subject if isinstance(subject, Vacancy) else subject.vacancy
    return getattr(vacancy, "panel", None)


def seat_of(user, subject):  # type: ignore[no-untyped-def]
    """The seat of `user` on the panel that judges `subject`, or None."""
    panel = panel_of(subject)
    return next((seat for seat in panel.seats.all() if seat.user_id == user.pk), None) if panel else None


def declaration_of(user, subject):  # type: ignore[no-untyped-def]
    """What `user` declared to that panel; None before, and for whoever does not sit."""
    return getattr(seat_of(user, subject), "declaration", None)


@rules.predicate
def is_seated(user, subject):  # type: ignore[no-untyped-def]
    if subject is None:
        return user.is_authenticated and Seat.objects.filter(user=user).exists()
    return seat_of(user, subject) is not None


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
def is_open_to(user, subject):  # type: ignore[no-untyped-def]
    """Whoever sits on the panel learns nothing but names before declaring (docs/selection.md section 3.1), also as staff."""
    return subject is None or not is_seated(user, subject) or has_declared(user, subject)


sees_candidates = is_seated & has_declared

rules.add_perm("applications.view_panels", is_seated)
rules.add_perm("applications.view_panel", is_seated | works_here)
rules.add_perm("applications.convene_panel", is_officer & ~is_cancelled)
rules.add_perm("applications.declare_interest", is_seated & ~has_declared & ~is_cancelled)
rules.add_perm("applications.view_conflicts", (works_here & is_open_to) | (is_chair & has_declared))
rules.add_perm("applications.view_candidate", sees_candidates & ~is_conflicted & is_candidate)
rules.add_perm("applications.view_application", works_here & is_received & is_open_to & ~is_conflicted)
