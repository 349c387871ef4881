"""``manage.py verify``: whether the record, and all that was frozen against it, stand as they were written."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from applications.desk.verification import CHECKS
from applications.reports.pack_checking import NoPack, Pack, faults, opened

BAD_FILE = 2


class Command(BaseCommand):
    help = "Check every chain of the record, every notice, application, score sheet and ranking, or a reconstruction pack without a database; print each fault, exit 1 if any."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "pack", nargs="?", help="a reconstruction pack (ZIP); the database is not asked then"
        )
        parser.add_argument(
            "--keys", help="the portal's public keys (PEM), taken from the portal and not from the pack"
        )

    def handle(self, *, pack: str | None, keys: str | None, **_options: Any) -> None:
        found = self._of_pack(pack, keys) if pack else self._of_database()
        if found:
            self.stdout.write(f"faults: {found}")
            sys.exit(1)
        self.stdout.write("Nothing was changed after it was written.")

    def _of_database(self) -> int:
        found = 0
        for name, (model, check) in CHECKS.items():
            for fault in check():
                found += 1
                self.stdout.write(fault)
            self.stdout.write(f"{name}: {model.objects.count()} checked")
        return found

    def _of_pack(self, name: str, keys: str | None) -> int:
        pack, trusted = self._read(name, keys)
        told = list(faults(pack, keys=trusted))
        for fault in told:
            self.stdout.write(fault)
        manifest, record = pack.read("manifest.json"), pack.entries
        self.stdout.write(f"{manifest['reference']}, made {manifest['made_at']} by {manifest['portal']}")
        self.stdout.write(
            f"parts: {len(pack.parts)}, entries of the record: {len(record)}, the last {record[-1]['hash']}"
        )
        if not keys:
            self.stdout.write(
                "The signature was checked with the keys in the pack. Give --keys to check whose it is."
            )
        return len(told)

    def _read(self, name: str, keys: str | None) -> tuple[Pack, str]:
        try:
            return opened(Path(name).read_bytes()), Path(keys).read_text() if keys else ""
        except NoPack as no_pack:
            self.stderr.write(f"{name}: {no_pack}")
        except (OSError, UnicodeDecodeError) as error:
            self.stderr.write(str(error))
        sys.exit(BAD_FILE)
