"""The open vacancies in the site map for people."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.content.site_map import Link, Section, register
from portal.words.languages import only_in
from vacancies.vacancy.models import Vacancy


def open_vacancies(at: datetime) -> Section:
    """The vacancies that take applications, closing soonest first."""
    found = Vacancy.objects.open(at=at).order_by("closes_at", "pk")
    links = [Link(vacancy.get_absolute_url(), vacancy.title, only_in(vacancy.title)) for vacancy in found]
    return Section(_("Open vacancies"), links)


register(open_vacancies)
