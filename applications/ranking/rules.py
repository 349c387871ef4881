"""Who opens the prices, makes the ranking and reads the results; the subject is the vacancy, in an emergency one application."""

import rules

from applications.intake.deadline import all_are_in
from applications.intake.rules import is_received
from applications.intake.taking_part import has_applied
from applications.panels.rules import has_sat, is_observer, reads_blind
from applications.scoring.models import Sheet
from applications.scoring.reopening import prices_are_open
from applications.scoring.rules import leads, reads_as_staff, sits
from applications.scoring.stages import all_locked, rounds_of
from portal.accounts.rules import is_approver
from portal.kernel import clock
from vacancies.corrigenda.rules import is_cancelled


def is_ranked(vacancy):  # type: ignore[no-untyped-def]
    """Whether there is any ranking, of a lot or of the whole; without a round there is none."""
    return bool(rounds_of(vacancy)) and vacancy.rankings.exists()


@rules.predicate
def rounds_are_locked(_user, vacancy):  # type: ignore[no-untyped-def]
    return all_locked(vacancy)


@rules.predicate
def sheets_are_signed(_user, vacancy):  # type: ignore[no-untyped-def]
    return not Sheet.objects.of_selection(vacancy.panel).to_sign().exists()


@rules.predicate
def has_ranking(_user, vacancy):  # type: ignore[no-untyped-def]
    return is_ranked(vacancy)


@rules.predicate
def has_prices(_user, vacancy):  # type: ignore[no-untyped-def]
    return vacancy.plan.has_prices


@rules.predicate
def is_sealed(_user, application):  # type: ignore[no-untyped-def]
    offer = getattr(application, "price_offer", None)
    return offer is not None and offer.opened is None


@rules.predicate
def nothing_arrives(_user, application):  # type: ignore[no-untyped-def]
    return all_are_in(application.vacancy, at=clock.now())


@rules.predicate
def no_price_is_open(_user, application):  # type: ignore[no-untyped-def]
    return not prices_are_open(application.vacancy)


@rules.predicate
def has_applied_too(user, application):  # type: ignore[no-untyped-def]
    """Whether the user is one of those who compete, also where they work in the office."""
    return has_applied(user, application.vacancy)


is_evidence = rounds_are_locked & sheets_are_signed
reads = sits | reads_as_staff

# What was ranked stays readable while a round is opened again.
rules.add_perm("applications.view_results", reads & (rounds_are_locked | has_ranking) & ~reads_blind)
rules.add_perm("applications.view_ranking", reads & has_ranking)
rules.add_perm("applications.open_prices", leads & has_prices & is_evidence & ~reads_blind & ~is_cancelled)
rules.add_perm(
    "applications.read_envelopes",
    sits & ~is_observer & has_prices & is_evidence & ~reads_blind & ~is_cancelled,
)
rules.add_perm("applications.make_ranking", leads & is_evidence & ~reads_blind & ~is_cancelled)
# On an application. Whoever reads one price takes no part in what must not know it, and nobody who takes part reads one.
is_apart = is_approver & ~has_sat & ~has_applied_too
rules.add_perm(
    "applications.open_in_emergency",
    is_received & is_sealed & is_apart & nothing_arrives & no_price_is_open & ~is_cancelled,
)
