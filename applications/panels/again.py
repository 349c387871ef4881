"""Who scored the selection that a vacancy advertises anew: to judge it a second time is an apparent conflict (UNDT/2019/041)."""

from applications.panels.models import Seat
from vacancies.models import Vacancy
from vacancies.publishing.renewal import earlier_than


def scored_before(vacancy: Vacancy) -> list[Seat]:
    """Their seats on the earlier panels, those who handed in a sheet; the latest selection first."""
    earlier = earlier_than(vacancy)
    if not earlier:
        return []
    order = {one.pk: place for place, one in enumerate(earlier)}
    seats = Seat.objects.scoring().filter(panel__vacancy__in=earlier, sheets__handed_in_at__isnull=False)
    found = seats.distinct().select_related("user", "panel__vacancy").order_by("pk")
    return sorted(found, key=lambda seat: order[seat.panel.vacancy_id])


def sit_again(vacancy: Vacancy) -> list[Seat]:
    """The earlier seats of those who score this selection as well."""
    people = set(Seat.objects.scoring().filter(panel__vacancy=vacancy).values_list("user", flat=True))
    return [seat for seat in scored_before(vacancy) if seat.user_id in people]
