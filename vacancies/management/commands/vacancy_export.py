"""``manage.py vacancy_export REF``: one notice with everything in it, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vacancies.document.form import document_of, with_document
from vacancies.document.reading import file_of
from vacancies.vacancy.models import Vacancy


class Command(BaseCommand):
    help = "Write the notice of a vacancy as one JSON file (docs/notice-document.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the reference of the vacancy")
        parser.add_argument("--output", help="the file to write; standard output without it")

    def handle(self, *, reference: str, output: str | None, **_options: Any) -> None:
        vacancy = with_document(Vacancy.objects.filter(reference=reference)).first()
        if vacancy is None:
            raise CommandError(f"There is no vacancy {reference}.")
        content = file_of(document_of(vacancy))
        if output is None:
            self.stdout.write(content.decode(), ending="")
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
