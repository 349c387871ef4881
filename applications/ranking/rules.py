"""Who opens the prices, makes the ranking and reads the results; the subject is the vacancy."""

import rules

from applications.panels.rules import is_observer, reads_blind
from applications.scoring.models import Sheet
from applications.scoring.rules import leads, reads_as_staff, sits
from applications.scoring.stages import all_locked, rounds_of
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
