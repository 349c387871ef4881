"""What the public reads of the outcome, once every part of the vacancy is announced and while its term runs."""

from datetime import datetime

from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.intake.lots import key_of, parts_of
from applications.intake.models import Application
from portal.kernel.local_time import months_after
from portal.words.moments import day
from vacancies.listing.outcome import Outcome, register
from vacancies.models import Vacancy


def outcome(vacancy: Vacancy, at: datetime) -> Outcome | None:
    """None while a lot is undecided or its applicants do not know, and after the months of the office."""
    told = dict(Decision.objects.of(vacancy).told().values_list("lot", "announced_at"))
    if not told or any(key_of(lot) not in told for lot in parts_of(vacancy)):
        return None
    office, announced = vacancy.office, vacancy.office.local(max(told.values())).date()
    if office.local(at).date() > months_after(announced, office.outcome_months):
        return None
    applied = Application.objects.received().filter(vacancy=vacancy).count()
    named = _names(vacancy) if office.shows_names(published_at=vacancy.published_at) else []
    return Outcome(day(announced), applied, named)


def _names(vacancy: Vacancy) -> list[str]:
    """Who accepted and agreed, with their lot; nobody whose data are erased."""
    agreed = Offer.objects.accepted().exclude(name_agreed_at=None).filter(decision__vacancy=vacancy)
    found = agreed.select_related("application__applicant", "application__lot").order_by(
        "decision__lot__order", "opening"
    )
    return [
        f"{one.application.names} ({one.application.lot})" if one.application.lot else one.application.names
        for one in found
        if one.application.names
    ]


register(outcome)
