"""Which vacancies an outage concerns, and what extension is proposed, with its figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import ceil

from portal.outages.models import Outage
from vacancies.corrigenda.models import Change
from vacancies.outages.models import LeftAsItIs
from vacancies.publishing.days_off import day_off
from vacancies.vacancy.models import Status, Vacancy

# An outage counts for a vacancy when any part of it lies in the last day before the closing time.
LAST = timedelta(days=1)
# A vacancy that closed longer ago than this is not reopened for an outage that nobody answered.
LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Proposal:
    """The outages of the last day before a closing time, and until when the vacancy might be extended."""

    vacancy: Vacancy
    outages: Sequence[Outage]
    closes_after: datetime

    @cached_property
    def lost(self) -> timedelta:
        """How much of the last day the portal was not known to answer."""
        closes = self.vacancy.closes_at
        return sum((outage.within(closes - LAST, closes) for outage in self.outages), timedelta())

    @property
    def minutes(self) -> int:
        return ceil(self.lost / timedelta(minutes=1))

    @property
    def per_cent(self) -> int:
        """The share of the last day that was lost, rounded up."""
        return ceil(100 * (self.lost / LAST))


def proposal_for(vacancy: Vacancy, *, at: datetime) -> Proposal | None:
    """What is proposed to the office of `vacancy` now; None where no outage waits for an answer."""
    return next(iter(proposals_for([vacancy], at=at)), None)


def proposals_for(vacancies: Iterable[Vacancy], *, at: datetime) -> list[Proposal]:
    """What is proposed for `vacancies`, in their order; three queries, however many they are.

    An extension that was published after an outage ended answers it, and so does the officer's word that the date stays.
    """
    near = [vacancy for vacancy in vacancies if _is_near(vacancy, at)]
    if not near:
        return []
    closing = [vacancy.closes_at for vacancy in near]
    outages = list(Outage.objects.touching(min(closing) - LAST, max(closing)))
    left = set(LeftAsItIs.objects.filter(vacancy__in=near).values_list("vacancy", "outage"))
    found = []
    for vacancy in near:
        extended = _last_extension(vacancy)
        waiting = [
            outage
            for outage in outages
            if outage.within(vacancy.closes_at - LAST, vacancy.closes_at)
            and (vacancy.pk, outage.pk) not in left
            and not (extended and extended > outage.ended_at)
        ]
        if waiting:
            found.append(Proposal(vacancy, waiting, proposed_closing(vacancy, waiting, at=at)))
    return found


def _is_near(vacancy: Vacancy, at: datetime) -> bool:
    closes = vacancy.closes_at
    if vacancy.status != Status.PUBLISHED or closes is None or not vacancy.is_public(at=at):
        return False
    return at - LOOKED_BACK < closes


def _last_extension(vacancy: Vacancy) -> datetime | None:
    """When the vacancy was extended last; `vacancy.corrigenda` may be prefetched."""
    published = (
        row.published_at
        for row in vacancy.corrigenda.all()
        if row.change == Change.EXTENSION and row.published_at
    )
    return max(published, default=None)


def proposed_closing(vacancy: Vacancy, outages: Sequence[Outage], *, at: datetime) -> datetime:
    """The usual hour on the first working day that gives back at least a day, or as much as was lost if that was more."""
    office, closes = vacancy.office, vacancy.closes_at
    lost = sum((outage.within(closes - LAST, closes) for outage in outages), timedelta())
    earliest = max(closes, at) + max(LAST, lost)
    hour = office.local(closes).time()
    day = office.local(earliest).date()
    while day_off(day, office.country) or datetime.combine(day, hour, office.zone) < earliest:
        day += timedelta(days=1)
    return datetime.combine(day, hour, office.zone)
