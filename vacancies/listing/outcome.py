"""How a selection ended, as far as its office lets the public read it: told by the room that knows, which registers here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vacancies.vacancy.models import Status, Vacancy


@dataclass(frozen=True)
class Outcome:
    """The day on which the last decision was announced, how many applied, and who agreed to be named."""

    day: str
    applications: int
    names: list[str]


Teller = Callable[[Vacancy, datetime], Outcome | None]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` what the public may read of a decided vacancy; called from `AppConfig.ready()`."""
    if teller not in _tellers:
        _tellers.append(teller)


def outcome_of(vacancy: Vacancy, *, at: datetime) -> Outcome | None:
    """The same for every reader; None where the notice promised nothing, before the announcement, and after the term."""
    if vacancy.status != Status.DECIDED or not vacancy.office.shows_outcome(
        published_at=vacancy.published_at
    ):
        return None
    return next((found for teller in _tellers if (found := teller(vacancy, at))), None)
