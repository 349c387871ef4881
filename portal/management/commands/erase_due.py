"""manage.py erase_due: erase what no retention keeps any longer; run it daily."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.kernel import clock
from portal.retention.erasing import erase_due


class Command(BaseCommand):
    help = "Erase what has been kept for as long as its office keeps it, and write a proof of each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how much would be erased")

    def handle(self, *_args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        done = erase_due(at=clock.now(), dry_run=dry)
        words = "would be erased" if dry else "erased"
        self.stdout.write(", ".join(f"{key}: {number} {words}" for key, number in done.items()))
