"""Whether the selection is over for a part of a vacancy: the room that knows registers here, the rooms before it ask."""

from collections.abc import Callable

from vacancies.models import Lot, Vacancy
from vacancies.vacancy.models import Status

Test = Callable[[Vacancy, Lot | None], bool]
_tests: list[Test] = []


def register(test: Test) -> None:
    """Ask `test` whether the decision on a lot, or on the whole without lots, is made; called from `AppConfig.ready()`."""
    _tests.append(test)


def is_final(vacancy: Vacancy, lot: Lot | None) -> bool:
    return vacancy.status == Status.DECIDED or any(test(vacancy, lot) for test in _tests)
