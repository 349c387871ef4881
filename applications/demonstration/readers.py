"""What readers of the demonstration keep: a consultant two vacancies and a search, an address without an account another."""

from datetime import datetime, timedelta

from applications.demonstration.people import FIRST_APPLICANT
from portal.models import User
from vacancies.alerts.actions import ask_for_confirmation, confirm, keep, subscribe
from vacancies.alerts.models import Frequency
from vacancies.models import Vacancy

KEPT = ("IOMKAZ/2026/41(C)", "IOMTJK/2026/19(C)")
SEARCH = "home=1"
ADDRESS, ITS_SEARCH = "reader@example.org", "language=ru&type=consultant"


def load_readers(*, now: datetime) -> None:
    """The search of the address began just now, and is weekly for the consultant: no letter is due while this is loaded."""
    consultant = User.objects.get(email=FIRST_APPLICANT)
    for vacancy in Vacancy.objects.filter(reference__in=KEPT):
        keep(vacancy=vacancy, by=consultant, at=now - timedelta(days=4))
    subscribe(search=SEARCH, frequency=Frequency.WEEKLY, by=consultant, at=now - timedelta(days=4))
    asked_at = now - timedelta(minutes=20)
    subscription = ask_for_confirmation(
        email=ADDRESS, language="ru", search=ITS_SEARCH, frequency=Frequency.DAILY, at=asked_at
    )
    if subscription:
        confirm(subscription=subscription, at=asked_at + timedelta(minutes=7))
