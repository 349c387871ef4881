"""A panel is told when the vacancy it judges is cancelled; other changes are none of its business."""

from collections.abc import Iterable

from portal.models import User
from vacancies.corrigenda.audience import register
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


def panel_left_without_work(vacancy: Vacancy) -> Iterable[User]:
    if vacancy.status != Status.CANCELLED:
        return []
    return User.objects.filter(seats__panel__vacancy=vacancy, seats__ended_at=None, is_active=True).order_by(
        "pk"
    )


register(panel_left_without_work)
