"""manage.py remind_invited: letters a day before a test or an interview; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.invitations.reminding import remind
from portal.kernel import clock


class Command(BaseCommand):
    help = "Remind candidates of the test or interview that they have within a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{remind(at=clock.now())} reminders")
