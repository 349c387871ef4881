"""``manage.py vacancy_import FILE --by EMAIL``: a draft made from the file of a notice, or every fault of the file."""

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import User
from portal.kernel import clock
from portal.kernel.workflow import Refused
from vacancies.document.reading import LARGEST, read_file
from vacancies.publishing.beginnings import import_notice


class Command(BaseCommand):
    help = (
        "Make a draft from the file of a notice (docs/notice-document.md). A file with a fault makes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file of format notice/1; - for standard input")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="whose draft it becomes")

    def handle(self, *, file: str, by: str, **_options: Any) -> None:
        writer = User.objects.filter(email__iexact=by, is_active=True).first()
        if writer is None:
            raise CommandError(f"Nobody with the address {by} has an account.")
        document, faults = read_file(_content(file))
        if document is None:
            raise CommandError("\n".join(f"{file}: {fault}" for fault in faults))
        try:
            made = import_notice(document=document, by=writer, at=clock.now())
        except PermissionDenied as error:
            raise CommandError(f"{by} begins no notices in the office {document['office']}.") from error
        except Refused as refused:
            raise CommandError(f"{file}: {refused}") from refused
        self.stdout.write(f"{made.reference}: a draft in the office {made.office.code}")


def _content(file: str) -> bytes:
    """As much of the file as is needed to know that it is too large."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as source:
            return source.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
