"""The site map for machines: every public page in every language, with the day it changed."""

from datetime import datetime

from portal.content import sitemaps
from portal.kernel import clock
from vacancies.listing.changed import changed_at, said_in
from vacancies.vacancy.models import Vacancy, VacancyQuerySet


class Vacancies(sitemaps.Translated):
    """Every notice that anybody may read, the closed ones too."""

    def items(self) -> VacancyQuerySet:
        return Vacancy.objects.public(at=clock.now())

    def lastmod(self, item: Vacancy) -> datetime:
        return changed_at(item, at=clock.now())

    def get_languages_for_item(self, item: Vacancy) -> list[str]:
        return said_in(item)


SITEMAPS = {
    "front": sitemaps.Named("listing:home", "listing:vacancies", "listing:check", "listing:api"),
    "vacancies": Vacancies,
    **sitemaps.SITEMAPS,
}
