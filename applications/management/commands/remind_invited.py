"""manage.py remind_invited: letters a day before a test or an interview, and a meeting of a panel; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.invitations import reminding as invitations
from applications.meetings import reminding as meetings
from portal.kernel import clock


class Command(BaseCommand):
    help = "Remind candidates of their test or interview within a day, and panels of their meetings."

    def handle(self, *_args: Any, **_options: Any) -> None:
        at = clock.now()
        self.stdout.write(f"{invitations.remind(at=at)} reminders")
        self.stdout.write(f"{meetings.remind(at=at)} meetings of panels")
