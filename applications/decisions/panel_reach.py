"""Once everything is announced and the time for complaints is over, those without a role leave the panel."""

from datetime import datetime, timedelta
from typing import Any

from applications.decisions.models import Decision
from applications.panels.reach import set_end
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


def announced(vacancy: Vacancy, *, by: Any, at: datetime) -> None:
    """Set the end of the panel's reach, as soon as no part of the vacancy waits for its announcement any more."""
    vacancy = Vacancy.objects.select_related("office", "panel").get(pk=vacancy.pk)
    decisions = Decision.objects.of(vacancy).final()
    days = list(decisions.values_list("contest_until", flat=True))
    if vacancy.status != Status.DECIDED or not all(days):
        return
    last = max(days) + timedelta(days=vacancy.office.panel_reach_days)
    set_end(panel=vacancy.panel, last_day=last, by=by, at=at)
