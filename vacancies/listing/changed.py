"""When a notice changed last for its readers, and in which languages it can be read."""

from datetime import datetime

from django.db.models import Max, Q

from portal.kernel.bilingual import languages
from vacancies.vacancy.models import Vacancy, VacancyQuerySet


def changed_at(vacancy: Vacancy, *, at: datetime) -> datetime:
    """When the public notice became what it is at the instant `at`: published, changed, or closed."""
    moments = [vacancy.published_at, vacancy.changed_at, vacancy.closes_at]
    return max(moment for moment in moments if moment and moment <= at)


def last_change(vacancies: VacancyQuerySet, *, at: datetime) -> datetime:
    """When a list of `vacancies` changed last: one was published, changed or closed; the present for an empty one."""
    moments = vacancies.order_by().aggregate(
        Max("changed_at"), Max("published_at"), passed=Max("closes_at", filter=Q(closes_at__lt=at))
    )
    return max((moment for moment in moments.values() if moment), default=at)


def said_in(vacancy: Vacancy) -> list[str]:
    """The languages whose reader finds what the notice is about: those that have a title."""
    return [code for code in languages() if getattr(vacancy, f"title_{code}")]
