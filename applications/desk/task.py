"""One thing that waits for a person, and the kinds there are of such things."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from vacancies.models import Vacancy


@dataclass(frozen=True)
class Task:
    """What to do for which vacancy, where it is done, until when or why; `late` where it is overdue or due today."""

    vacancy: Vacancy
    label: str
    address: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Kind:
    """Tasks of one kind: the `rows` that may wait, and what `told(row)` says of each; None of one that does not.

    Whether there are any is asked of all kinds at once. `found(rows)` gives what is told, where it is not the rows themselves.
    """

    rows: QuerySet[Any, Any]
    told: Callable[[Any], Task | None]
    found: Callable[[Any], Iterable[Any]] = iter

    def tasks(self) -> list[Task]:
        return [task for row in self.found(self.rows) if (task := self.told(row))]
