"""Who keeps a vacancy hears of every change of it."""

from typing import Any

from portal.accounts.models import User
from vacancies.corrigenda import audience
from vacancies.vacancy.models import Vacancy


def keepers(vacancy: Vacancy) -> list[Any]:
    return list(User.objects.filter(saved_vacancies__vacancy=vacancy, is_active=True).order_by("pk"))


audience.register(keepers)
