"""Whom an officer may write to, the groups to choose at once, and the threads there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from applications.intake.models import Status
from applications.messages.models import Side
from applications.panels.rules import declaration_of
from applications.screening.filters import received_of
from applications.screening.states import STATES
from vacancies.models import Vacancy


@dataclass(frozen=True)
class Group:
    """Applicants that one link chooses together."""

    words: str
    query: str
    number: int


def people_of(vacancy: Vacancy, *, writer: Any) -> Any:
    """Applications whose applicants `writer` may write to: not withdrawn, with an account, without a conflict."""
    rows = received_of(vacancy).filter(status=Status.SUBMITTED, applicant__is_active=True)
    declared = declaration_of(writer, vacancy)
    if declared:
        rows = rows.exclude(conflicts__declaration=declared)
    return rows.select_related("applicant", "vacancy__office").order_by("full_name", "pk")


def groups_of(people: Iterable[Any]) -> list[Group]:
    """All, and those of each state, as far as there are any."""
    found = list(people)
    numbers = {state: sum(one.state == state for one in found) for state in STATES}
    by_state = [Group(str(STATES[state][0]), f"?state={state}", n) for state, n in numbers.items() if n]
    everybody = Group(_("all applicants"), "?state=all", len(found))
    return [everybody, *by_state] if found else []


def chosen(people: Iterable[Any], *, state: str, keys: Iterable[str]) -> list[int]:
    """Primary keys of those whom the address chooses: by state, or one by one."""
    wanted = set(keys)
    return [one.pk for one in people if state in ("all", one.state) or str(one.key) in wanted]


def threads_of(vacancy: Vacancy, *, reader: Any) -> Any:
    """Applications with messages, those that wait for an answer first, then the latest."""
    rows = received_of(vacancy).filter(thread__isnull=False)
    declared = declaration_of(reader, vacancy)
    if declared:
        rows = rows.exclude(conflicts__declaration=declared)
    counted = rows.annotate(
        latest=Max("thread__written_at"),
        messages=Count("thread", distinct=True),
        waiting=Count(
            "thread", filter=Q(thread__side=Side.APPLICANT, thread__settled_at=None), distinct=True
        ),
        unread=Count("thread", filter=Q(thread__side=Side.OFFICE, thread__settled_at=None), distinct=True),
    )
    return counted.order_by("-waiting", "-latest", "pk")
