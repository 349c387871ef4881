"""Whether an application still comes in time: until the closing time, or within the published grace when begun before it."""

from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.intake.on_behalf import came_in_time, is_barred
from vacancies.models import Vacancy


def is_taken(application: Application, *, at: datetime) -> bool:
    """Whether a draft handed in at `at` is received; of one that the office enters, what counts is when it came there."""
    vacancy, entered = application.vacancy, application.being_entered
    if entered:
        return came_in_time(vacancy, entered.received_at) and not is_barred(vacancy)
    if vacancy.is_open(at=at):
        return True
    begun_in_time = vacancy.closes_at is not None and application.started_at <= vacancy.closes_at
    return begun_in_time and vacancy.is_being_handed_over(at=at)


def all_are_in(vacancy: Vacancy, *, at: datetime) -> bool:
    """Whether no application can arrive any more: the closing time has passed, and the published grace with it."""
    return vacancy.is_closed(at=at) and not vacancy.is_being_handed_over(at=at)


def late_words(seconds: int | None) -> str:
    """By how much an application came after the closing time; nothing in time."""
    if seconds is None:
        return ""
    return _("%(minutes)s min %(seconds)s s after the closing time") % {
        "minutes": seconds // 60,
        "seconds": seconds % 60,
    }


def late_by(vacancy: Vacancy, *, at: datetime) -> int | None:
    """Whole seconds after the closing time, a begun one counted; None in time."""
    if vacancy.closes_at is None or at <= vacancy.closes_at:
        return None
    return ceil((at - vacancy.closes_at).total_seconds())
