"""What has happened to an application, or will at a set hour: the rooms that know register here, the course of things asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from applications.intake.models import Application


@dataclass(frozen=True)
class Happening:
    """Something the applicant may know of, in the active language.

    `settles` names the step of the course that it brings to its end: "screened", "scored" or "decided".
    """

    at: datetime
    title: str
    settles: str = ""


Teller = Callable[[Application], list[Happening]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` what the applicant may know now; called from `AppConfig.ready()`."""
    _tellers.append(teller)


def happenings_of(application: Application) -> list[Happening]:
    """All of it, in the order of time."""
    told = [one for teller in _tellers for one in teller(application)]
    return sorted(told, key=lambda one: one.at)
