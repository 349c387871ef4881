"""manage.py ask_referees: letters to referees whose candidates have had notice, and reminders; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.reference_checks.asking import ask_due, remind_due
from portal.kernel import clock


class Command(BaseCommand):
    help = "Write to the referees whose time has come, and remind once those who have not answered."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{ask_due(at=clock.now())} letters to referees")
        self.stdout.write(f"{remind_due(at=clock.now())} reminders")
