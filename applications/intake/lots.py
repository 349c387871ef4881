"""The parts of a vacancy that are applied for, ranked and decided by themselves: its lots, or the whole without lots."""

from django.db.models import Count

from applications.intake.models import Application
from vacancies.models import Lot, Vacancy


def parts_of(vacancy: Vacancy) -> list[Lot | None]:
    """The lots for which an application was received, in order; [None], the whole, where the vacancy has no lots.

    A lot whose applicants have all withdrawn is ranked and decided as well: it says that there is no candidate.
    """
    lots = list(vacancy.lots.all())
    if not lots:
        return [None]
    received = received_by_lot(vacancy)
    return [lot for lot in (None, *lots) if key_of(lot) in received]


def received_by_lot(vacancy: Vacancy) -> dict[int | None, int]:
    """How many applications were received, by the primary key of their lot."""
    received = Application.objects.received().filter(vacancy=vacancy).order_by()
    return dict(received.values_list("lot").annotate(Count("pk")))


def key_of(lot: Lot | None) -> int | None:
    return lot.pk if lot else None


def said_of(lot: Lot | None) -> dict[str, str]:
    """What an entry of the record says of a lot; nothing without one."""
    return {"lot": lot.code} if lot else {}
