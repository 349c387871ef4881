"""Where a vacancy stands for those who work on it: its stored state, and open or closed by the clock."""

from datetime import datetime, timedelta

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import LessThan
from django.utils.translation import pgettext_lazy

from vacancies.models import Vacancy
from vacancies.vacancy.models import Status, VacancyQuerySet

# State: its word, and the kind of its chip.
STATES = {
    "draft": (pgettext_lazy("vacancy status", "draft"), ""),
    "in_approval": (pgettext_lazy("vacancy status", "in approval"), "soon half"),
    "scheduled": (pgettext_lazy("vacancy status", "to be published"), "soon half"),
    "open": (pgettext_lazy("vacancy status", "open for applications"), "go on"),
    "grace": (pgettext_lazy("vacancy status", "closed, late ones are taken"), "go half"),
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
        if vacancy.is_open(at=at):
            return "open"
        return "grace" if vacancy.is_being_handed_over(at=at) else "closed"
    return vacancy.status


def is_handed_over(*, at: datetime) -> Q:
    """Of a vacancy: whether it is published and neither its closing time nor its grace leaves anybody time."""
    grace = ExpressionWrapper(
        Cast("grace_minutes", IntegerField()) * Value(timedelta(minutes=1)), output_field=DurationField()
    )
    takes_until = ExpressionWrapper(F("closes_at") + grace, output_field=DateTimeField())
    return Q(status=Status.PUBLISHED) & Q(LessThan(takes_until, Value(at, output_field=DateTimeField())))


def with_state(vacancies: VacancyQuerySet, *, at: datetime) -> VacancyQuerySet:
    """The same as `state_of`, computed by the database as `state`."""
    return vacancies.annotate(
        state=Case(
            When(status=Status.PUBLISHED, published_at__gt=at, then=Value("scheduled")),
            When(status=Status.PUBLISHED, closes_at__gte=at, then=Value("open")),
            When(is_handed_over(at=at), then=Value("closed")),
            When(status=Status.PUBLISHED, then=Value("grace")),
            default=F("status"),
            output_field=CharField(),
        )
    )
