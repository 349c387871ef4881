"""Whether a person has applied for a vacancy, or is reminded of a draft: asked of the rooms above, which register here."""

from collections.abc import Callable
from typing import Any

from vacancies.vacancy.models import Vacancy

Asked = Callable[[Vacancy, Any], bool]
_asked: list[Asked] = []


def register(asked: Asked) -> None:
    """Let `asked(vacancy, person)` answer as well; called from `AppConfig.ready()`."""
    if asked not in _asked:
        _asked.append(asked)


def have_applied(vacancy: Vacancy, person: Any) -> bool:
    return any(asked(vacancy, person) for asked in _asked)
