"""Whoever opened a sealed price in an emergency takes no seat on the panel that must not know it."""

from typing import Any

from django.utils.translation import gettext as _

from applications.panels import barred
from applications.ranking.emergency import EmergencyOpening
from vacancies.models import Vacancy


def has_read_a_price(person: Any, vacancy: Vacancy) -> str:
    """Why the person cannot sit, in words; empty for who has opened no price of the selection."""
    if not EmergencyOpening.objects.of(vacancy).made_by(person).exists():
        return ""
    words = _("%(person)s opened a sealed price of this vacancy in an emergency and cannot sit on its panel.")
    return words % {"person": person}


barred.register(has_read_a_price)
