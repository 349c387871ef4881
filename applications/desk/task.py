"""One thing that waits for a person."""

from dataclasses import dataclass

from vacancies.models import Vacancy


@dataclass(frozen=True)
class Task:
    """What to do for which vacancy, where it is done, until when or why; `late` where it is overdue or due today."""

    vacancy: Vacancy
    label: str
    address: str
    note: str = ""
    late: bool = False
