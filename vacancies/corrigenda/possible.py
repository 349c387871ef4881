"""Which changes of a published notice can be begun now, and what stands in the way of the others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused
from vacancies.corrigenda import checks
from vacancies.corrigenda.models import Change
from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Possible:
    """One kind of change: what it does, where it is begun, or the sentence that says why not."""

    title: str
    words: str
    address: str
    obstacle: str


def possible_changes(vacancy: Vacancy, *, by: Any, at: datetime) -> list[Possible]:
    """All kinds, for who may begin one; nothing for everybody else."""
    if not by.has_perm("vacancies.propose_corrigendum", vacancy):
        return []
    return [
        Possible(title, words, reverse("corrigenda:new", args=[vacancy.pk, change]), _obstacle(test))
        for change, title, words, test in _kinds(vacancy, at)
    ]


def _kinds(vacancy: Vacancy, at: datetime) -> list[tuple[Change, str, str, Callable[[], None]]]:
    later = max(vacancy.closes_at or at, at) + timedelta(minutes=1)

    def alone(test: Callable[[], None]) -> Callable[[], None]:
        def both() -> None:
            test()
            checks.require_none_under_way(vacancy)

        return both

    return [
        (
            Change.EXTENSION, _("Extend"),
            _("A later closing date, with a reason. Published at once, without an approver."),
            lambda: checks.require_extendable(vacancy, later, at=at),
        ),
        (
            Change.CORRECTION, _("Correct"),
            _("Change texts and conditions in the editor. Another person sees what changes and approves it."),
            alone(lambda: checks.require_open(vacancy, at=at)),
        ),
        (
            Change.SHORTENING, _("Close earlier"),
            _("An earlier closing date, a day from now at the earliest. Another person approves it."),
            alone(lambda: checks.require_shortenable(vacancy, at + checks.SHORTENED_AT_LEAST, at=at)),
        ),
        (
            Change.CANCELLATION, _("Cancel the vacancy"),
            _("No more applications, no evaluation; the notice stays readable. Another person approves it."),
            alone(lambda: checks.require_cancellable(vacancy, at=at)),
        ),
    ]  # fmt: skip


def _obstacle(test: Callable[[], None]) -> str:
    try:
        test()
    except Refused as refused:
        return str(refused)
    return ""
