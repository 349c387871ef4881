"""Who keeps a vacancy hears of every change of it, with an account and without."""

from portal.accounts.models import User
from portal.kernel import clock
from portal.mailing.actions import Address
from vacancies.alerts.leaving import one_click, way_out
from vacancies.alerts.models import OF_ONE, Subscription
from vacancies.corrigenda import audience
from vacancies.vacancy.models import Vacancy


def keepers(vacancy: Vacancy) -> list[User]:
    """Accounts that saved the vacancy; each letter can be answered by not saving it any longer."""
    found = list(User.objects.filter(saved_vacancies__vacancy=vacancy, is_active=True).order_by("pk"))
    for person in found:
        person.letter_headers = one_click(way_out(person, vacancy))  # type: ignore[attr-defined]
    return found


def followers(vacancy: Vacancy) -> list[Address]:
    """Confirmed addresses that asked for the changes of the vacancy."""
    asked = Subscription.objects.running(at=clock.now()).filter(search=f"{OF_ONE}{vacancy.slug}", user=None)
    return [Address(row.email, row.language, letter_headers=one_click(row.end_url)) for row in asked]


audience.register(keepers)
audience.register(followers)
