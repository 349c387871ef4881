"""``manage.py verify``: whether the record, and all that was frozen against it, stand as they were written."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from applications.desk.verification import CHECKS


class Command(BaseCommand):
    help = "Check every chain of the record, every notice, application, score sheet and ranking; print each fault, exit 1 if any."

    def handle(self, **_options: Any) -> None:
        found = 0
        for name, (model, check) in CHECKS.items():
            for fault in check():
                found += 1
                self.stdout.write(fault)
            self.stdout.write(f"{name}: {model.objects.count()} checked")
        if found:
            self.stdout.write(f"faults: {found}")
            sys.exit(1)
        self.stdout.write("Nothing was changed after it was written.")
