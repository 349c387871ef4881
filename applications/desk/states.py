"""Where a vacancy stands for those who work on it: its stored state, and open or closed by the clock."""

from datetime import datetime

from django.db.models import Case, CharField, F, Value, When
from django.utils.translation import pgettext_lazy

from vacancies.models import Vacancy
from vacancies.vacancy.models import Status, VacancyQuerySet

# State: its word, and the kind of its chip.
STATES = {
    "draft": (pgettext_lazy("vacancy status", "draft"), ""),
    "in_approval": (pgettext_lazy("vacancy status", "in approval"), "soon half"),
    "scheduled": (pgettext_lazy("vacancy status", "to be published"), "soon half"),
    "open": (pgettext_lazy("vacancy status", "open for applications"), "go on"),
    "closed": (pgettext_lazy("vacancy status", "closed, to be screened"), "soon half"),
    "under_evaluation": (pgettext_lazy("vacancy status", "under evaluation"), "soon half"),
    "decided": (pgettext_lazy("vacancy status", "decided"), "ok on"),
    "cancelled": (pgettext_lazy("vacancy status", "cancelled"), "no"),
}


def state_of(vacancy: Vacancy, *, at: datetime) -> str:
    """One of STATES."""
    if vacancy.status == Status.PUBLISHED:
        if vacancy.is_scheduled(at=at):
            return "scheduled"
        return "open" if vacancy.is_open(at=at) else "closed"
    return vacancy.status


def with_state(vacancies: VacancyQuerySet, *, at: datetime) -> VacancyQuerySet:
    """The same as `state_of`, computed by the database as `state`."""
    return vacancies.annotate(
        state=Case(
            When(status=Status.PUBLISHED, published_at__gt=at, then=Value("scheduled")),
            When(status=Status.PUBLISHED, closes_at__gte=at, then=Value("open")),
            When(status=Status.PUBLISHED, then=Value("closed")),
            default=F("status"),
            output_field=CharField(),
        )
    )
