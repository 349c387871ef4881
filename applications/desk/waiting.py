"""What waits for a person, over all rooms."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists

from applications.desk.office_work import office_work
from applications.desk.panel_work import panel_work
from applications.desk.task import Kind, Task
from portal.kernel import clock
from portal.kernel.counting import any_of
from portal.web import asked
from vacancies.models import Vacancy


def waiting_for(user: Any, *, at: datetime) -> list[Task]:
    """Tasks of `user`: those of a seat first, then those of an office; one query, and what each kind that waits needs."""
    kinds = _kinds(user, at=at)
    return _tasks(kinds, any_of(user, [kind.rows for kind in kinds]))


def tasks_of(user: Any, *, at: datetime) -> list[Task]:
    """The same, asked once a request: the menu, the page and the case beside it show the one answer."""
    if not hasattr(user, "tasks"):
        answers, kinds = asked.answers(user), _kinds(user, at=at)
        user.tasks = _tasks(kinds, [answers[_name(n)] for n, _kind in enumerate(kinds)])
    return user.tasks


def _kinds(user: Any, *, at: datetime) -> list[Kind]:
    vacancies = Vacancy.objects.select_related("office")
    return [*panel_work(user, vacancies), *office_work(user, vacancies, at=at)]


def _tasks(kinds: Sequence[Kind], waits: Sequence[bool]) -> list[Task]:
    return [task for kind, is_there in zip(kinds, waits, strict=True) if is_there for task in kind.tasks()]


def _name(place: int) -> str:
    return f"waits {place}"


def _columns(user: Any) -> dict[str, Any]:
    """Of which kinds anything waits, for the one question of the frame."""
    return {_name(n): Exists(kind.rows) for n, kind in enumerate(_kinds(user, at=clock.now()))}


asked.register(_columns)


def by_vacancy(tasks: Sequence[Task]) -> list[tuple[Vacancy, list[Task]]]:
    """Tasks gathered by vacancy; a vacancy with something late first, then in the order of their closing dates."""

    def place(task: Task) -> tuple[bool, str, int]:
        closes = task.vacancy.closes_at
        is_late = any(other.late for other in tasks if other.vacancy == task.vacancy)
        return not is_late, closes.isoformat() if closes else "", task.vacancy.pk

    groups = groupby(sorted(tasks, key=place), key=lambda task: task.vacancy)
    return [(vacancy, list(group)) for vacancy, group in groups]
