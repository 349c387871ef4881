"""What waits for a person, over all rooms."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Exists

from applications.desk.office_work import office_work
from applications.desk.panel_work import panel_work
from applications.desk.task import Task
from portal.web import asked
from vacancies.models import Vacancy


def tasks_of(user: Any) -> list[Task]:
    """Tasks of `user`: those of a seat first, then those of an office; the menu, the page and the case beside it show the one answer.

    Whether there are any of a kind is part of the one question of the frame; each kind that waits asks what it needs.
    """
    if not hasattr(user, "tasks"):
        answers = asked.answers(user)
        user.tasks = [task for n, kind in enumerate(user.kinds) if answers[_name(n)] for task in kind.tasks()]
    return user.tasks


def _columns(user: Any, at: datetime) -> dict[str, Any]:
    vacancies = Vacancy.objects.select_related("office")
    user.kinds = [*panel_work(user, vacancies), *office_work(user, vacancies, at=at)]
    return {_name(n): Exists(kind.rows) for n, kind in enumerate(user.kinds)}


def _name(place: int) -> str:
    return f"waits {place}"


asked.register(_columns)


def by_vacancy(tasks: Sequence[Task]) -> list[tuple[Vacancy, list[Task]]]:
    """Tasks gathered by vacancy; a vacancy with something late first, then in the order of their closing dates."""

    def place(task: Task) -> tuple[bool, str, int]:
        closes = task.vacancy.closes_at
        is_late = any(other.late for other in tasks if other.vacancy == task.vacancy)
        return not is_late, closes.isoformat() if closes else "", task.vacancy.pk

    groups = groupby(sorted(tasks, key=place), key=lambda task: task.vacancy)
    return [(vacancy, list(group)) for vacancy, group in groups]
