"""What stands beside a notice: the facts of the vacancy, each with its name."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.words.moments import day, moment_in
from vacancies.listing import wording
from vacancies.vacancy.models import Vacancy


def facts_of(vacancy: Vacancy) -> list[tuple[str, Any]]:
    """Names and values, without those that nothing is said of."""
    facts = [*_of_contract(vacancy), *_of_work(vacancy), *_of_time(vacancy)]
    return [(term, value) for term, value in facts if value]


def grace_of(vacancy: Vacancy) -> str:
    """What is published of applications that arrive just after the closing time; empty where there is no grace."""
    if not vacancy.grace_minutes:
        return ""
    return ngettext(
        "An application begun before the closing time is still taken %(n)s minute after it.",
        "An application begun before the closing time is still taken %(n)s minutes after it.",
        vacancy.grace_minutes,
    ) % {"n": vacancy.grace_minutes}


def _of_contract(vacancy: Vacancy) -> list[tuple[str, Any]]:
    return [
        (pgettext("facts of a vacancy", "Contract"), wording.contract(vacancy)),
        (pgettext("facts of a vacancy", "Pay"), wording.pay(vacancy)),
        (pgettext("facts of a vacancy", "Category"), vacancy.get_category_display()),
        (pgettext("facts of a vacancy", "Field of work"), capfirst(vacancy.get_field_display())),
        (pgettext("facts of a vacancy", "Level"), vacancy.get_level_display()),
        (pgettext("facts of a vacancy", "Unit"), vacancy.unit),
        (pgettext("facts of a vacancy", "Project"), vacancy.project),
    ]


def _of_work(vacancy: Vacancy) -> list[tuple[str, Any]]:
    return [
        (_("Duty station"), wording.duty_stations(vacancy)),
        (pgettext("facts of a vacancy", "Duration"), vacancy.duration),
        (_("Working days"), vacancy.working_days),
        (_("Estimated start"), day(vacancy.starts_on)),
        (_("Openings"), vacancy.openings),
        (_("Who may apply"), wording.eligible(vacancy)),
    ]


def _of_time(vacancy: Vacancy) -> list[tuple[str, Any]]:
    return [
        (_("Questions are taken until"), moment_in(vacancy.questions_until, vacancy.office.zone)),
    ]
