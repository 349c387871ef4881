"""The site map for machines: every public page in every language, with the day it changed."""

from datetime import datetime

from portal.content import sitemaps
from portal.kernel import clock
from vacancies.vacancy.models import Vacancy, VacancyQuerySet


class Vacancies(sitemaps.Translated):
    """Every notice that anybody may read, the closed ones too."""

    def items(self) -> VacancyQuerySet:
        return Vacancy.objects.public(at=clock.now())

    def lastmod(self, item: Vacancy) -> datetime:
        return max(item.changed_at, item.published_at)


SITEMAPS = {
    "front": sitemaps.Named("listing:home", "listing:vacancies"),
    "vacancies": Vacancies,
    **sitemaps.SITEMAPS,
}
