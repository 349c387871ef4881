"""Who opens the prices, makes the ranking and reads the results; the subject is the vacancy."""

import rules

from applications.panels.rules import is_observer, reads_blind
from applications.ranking.models import Ranking
from applications.scoring.models import Sheet
from applications.scoring.rules import leads, reads_as_staff, sits
from applications.scoring.stages import all_locked
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def rounds_are_locked(_user, vacancy):  # type: ignore[no-untyped-def]
    return hasattr(vacancy, "panel") and all_locked(vacancy)


@rules.predicate
def sheets_are_signed(_user, vacancy):  # type: ignore[no-untyped-def]
    return not Sheet.objects.of_selection(vacancy.panel).to_sign().exists()


@rules.predicate
def has_ranking(_user, vacancy):  # type: ignore[no-untyped-def]
    return Ranking.objects.filter(vacancy=vacancy).exists()


@rules.predicate
def has_prices(_user, vacancy):  # type: ignore[no-untyped-def]
    return vacancy.plan.has_prices


is_evidence = rounds_are_locked & sheets_are_signed
reads = sits | reads_as_staff

# What was ranked stays readable while a round is opened again.
rules.add_perm("applications.view_results", reads & (has_ranking | rounds_are_locked) & ~reads_blind)
rules.add_perm("applications.view_ranking", reads & has_ranking)
rules.add_perm("applications.open_prices", leads & has_prices & is_evidence & ~reads_blind & ~is_cancelled)
rules.add_perm(
    "applications.read_envelopes",
    sits & ~is_observer & has_prices & is_evidence & ~reads_blind & ~is_cancelled,
)
rules.add_perm("applications.make_ranking", leads & is_evidence & ~reads_blind & ~is_cancelled)
