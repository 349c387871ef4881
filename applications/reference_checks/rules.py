"""Who asks referees and reads what they say: the office, never who sits on the panel; the panel what is released, once its marks are locked."""

import rules

from applications.panels.rules import has_declared, has_sat, is_conflicted, is_seated, reads_blind
from applications.reference_checks.models import Reference
from applications.scoring.stages import all_locked
from portal.accounts.rules import is_officer, works_here
from vacancies.corrigenda.rules import is_cancelled
from vacancies.models import Vacancy


def _vacancy_of(subject):  # type: ignore[no-untyped-def]
    return subject if isinstance(subject, Vacancy) else subject.vacancy


@rules.predicate
def something_is_released(_user, subject):  # type: ignore[no-untyped-def]
    """Whether the panel has something to read, and no mark can change by it: all rounds are locked."""
    vacancy = _vacancy_of(subject)
    released = Reference.objects.of_vacancy(vacancy).released().exists()
    return released and all_locked(vacancy)


@rules.predicate
def is_released(_user, reference):  # type: ignore[no-untyped-def]
    return reference.released_at is not None


@rules.predicate
def is_conflicted_there(user, reference):  # type: ignore[no-untyped-def]
    return is_conflicted(user, reference.application)


reads_as_office = works_here & ~has_sat
reads_as_panel = is_seated & has_declared & ~reads_blind & something_is_released

# On a vacancy.
rules.add_perm("applications.view_references", reads_as_office | reads_as_panel)
# On a vacancy, an application or a reference.
rules.add_perm("applications.arrange_references", is_officer & ~has_sat & ~is_cancelled)
# On a reference.
rules.add_perm(
    "applications.view_reference", reads_as_office | (reads_as_panel & is_released & ~is_conflicted_there)
)
