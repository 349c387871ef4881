"""When nothing more is taken: the rooms above say whether what was written has been marked, and register here."""

from collections.abc import Callable

from vacancies.models import Vacancy

Test = Callable[[Vacancy], bool]
_tests: list[Test] = []


def register(test: Test) -> None:
    """Ask `test` whether the marks of the written test of a vacancy have been seen; called from `AppConfig.ready()`."""
    _tests.append(test)


def is_closed(vacancy: Vacancy) -> bool:
    return any(test(vacancy) for test in _tests)
