"""How long names of members are kept with the file of a selection, and the accounts that were only good for a panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from applications.decisions.models import Decision
from portal.accounts.models import User
from portal.kernel.local_time import months_after
from portal.retention.erasing import hindrances
from portal.retention.policies import Gone, policies
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


def is_on_file(person: Any, at: datetime) -> bool:
    """Whether the file of a panel on which the person sat is still kept."""
    seats = person.seats.select_related("panel__vacancy__office")
    return any(seat.office.local(at).date() <= (_file_kept_until(seat.vacancy) or date.max) for seat in seats)


def _file_kept_until(vacancy: Vacancy) -> date | None:
    """The day after which nothing holds the file of a panel; None while its selection runs."""
    if vacancy.status not in (Status.DECIDED, Status.CANCELLED):
        return None
    decided = Decision.objects.of(vacancy).final().values_list("decided_at", flat=True)
    last = max(filter(None, [vacancy.closes_at, *decided]))
    return months_after(vacancy.office.local(last).date(), 12 * vacancy.office.retention_years)


@dataclass(frozen=True)
class Guest:
    """An account that was only ever good for a panel whose file is not kept any more."""

    person: User

    @property
    def stream(self) -> str:
        return f"person:{self.person.pk}"


def guests_due(at: datetime) -> Iterator[Guest]:
    """Accounts without a role, an application or a profile, whose panels are all off the file."""
    sat = User.objects.filter(is_active=True, is_staff=False, seats__isnull=False, grants=None)
    only = sat.filter(applications=None, team_places=None, profile=None).distinct()
    for person in only.order_by("pk"):
        if not is_on_file(person, at) and not hindrances(person):
            yield Guest(person)


def erase_guest(guest: Guest, _at: datetime) -> Gone:
    """Close the account as if the person had asked for it; what was signed stays, and names nobody."""
    gone = Gone()
    for policy in policies():
        part = policy.erase(guest.person)
        gone.number += part.number
        gone.hashes += part.hashes
        gone.files += part.files
    return gone
