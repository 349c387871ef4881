"""`manage.py reindex`: writes the index of words anew, after an upgrade or when it was lost."""

from typing import Any

from django.core.management.base import BaseCommand

from vacancies.listing.receivers import stamp_all
from vacancies.vacancy import word_index
from vacancies.vacancy.models import PUBLIC, Vacancy
from vacancies.vacancy.search import index_all


class Command(BaseCommand):
    help = "Write the index of words anew for every vacancy; the site can be used meanwhile."

    def handle(self, *_args: Any, **_options: Any) -> None:
        vacancies = Vacancy.objects.all()
        total = vacancies.count()
        word_index.keep_only(vacancies.values_list("pk", flat=True))
        for done in index_all(vacancies):
            self.stdout.write(f"{done} of {total}")
        stamp_all(vacancies.filter(status__in=PUBLIC).values_list("pk", flat=True))
        self.stdout.write(self.style.SUCCESS(f"Indexed {total} vacancies."))
