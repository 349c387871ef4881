"""Advertising anew what a selection left unfilled, and what the case says of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from applications.decisions.unfilled import Unfilled, unfilled
from portal.kernel.workflow import Refused, locked
from vacancies.models import Renewal, Vacancy
from vacancies.publishing.renewing import renew

NOTHING_LEFT = gettext_lazy(
    "There is nothing to advertise anew: every opening is filled, awaited or advertised again already."
)


@dataclass(frozen=True)
class Course:
    """The links of a vacancy to others, and what of it can be advertised anew."""

    before: Renewal | None
    after: list[Renewal]
    left: list[Unfilled]


def course_of(vacancy: Vacancy, *, at: datetime) -> Course:
    """As the office reads it; drafts are links too."""
    links = Renewal.objects.filter(Q(earlier=vacancy) | Q(vacancy=vacancy)).select_related(
        "vacancy", "earlier"
    )
    before = next((one for one in links if one.vacancy_id == vacancy.pk), None)
    after = [one for one in links if one.earlier_id == vacancy.pk]
    return Course(before, after, left_to_renew(vacancy, at=at))


def left_to_renew(vacancy: Vacancy, *, at: datetime) -> list[Unfilled]:
    """What ended unfilled, less the lots for which a new vacancy stands."""
    found = unfilled(vacancy, at=at)
    if not found:
        return []
    standing = Renewal.objects.standing().filter(earlier=vacancy)
    begun = set(standing.values_list("vacancy__lots__code", flat=True))
    if found[0].lot is None:
        return [] if standing.exists() else found
    return [part for part in found if part.code not in begun]


@transaction.atomic
def advertise_anew(*, vacancy: Vacancy, shown: bool, by: Any, at: datetime) -> Renewal:
    """Begin a draft for all that is left; sent twice it is begun once. `shown`: the notices lead to each other.

    Raises Refused where nothing is left.
    """
    row = locked(vacancy)
    left = left_to_renew(row, at=at)
    if not left:
        raise Refused(NOTHING_LEFT)
    openings = {part.code: part.openings for part in left}
    why = [part.said for part in left]
    return renew(vacancy=row, openings=openings, shown=shown, by=by, at=at, why=why)
