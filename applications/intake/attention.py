"""What waits for an applicant with the rooms after this one, such as a message not read yet: they register here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.intake.models import Application


@dataclass(frozen=True)
class Call:
    """A sentence, and where what it speaks of is to be found or done; one that is not `new` is a link and no more."""

    words: str
    address: str
    act: str
    new: bool = True


Caller = Callable[[Sequence[Application], datetime], dict[int, list[Call]]]
_callers: list[Caller] = []


def register(caller: Caller) -> None:
    """Ask `caller` for the calls of many applications at once, by primary key; called from `AppConfig.ready()`."""
    _callers.append(caller)


def calls_of(applications: Sequence[Application], *, at: datetime) -> dict[int, list[Call]]:
    """All calls of each of `applications`: first what is new, else in the order of registration."""
    found: dict[int, list[Call]] = {application.pk: [] for application in applications}
    for caller in _callers:
        for key, calls in caller(applications, at).items():
            found[key] += calls
    return {key: sorted(calls, key=lambda call: not call.new) for key, calls in found.items()}
