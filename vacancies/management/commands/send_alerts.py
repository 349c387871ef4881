"""manage.py send_alerts: write the letters that are due; run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.kernel import clock
from vacancies.alerts.sending import send_due


class Command(BaseCommand):
    help = "Mail new vacancies to saved searches, reminders of saved vacancies and drafts, and notices of what ends."

    def handle(self, *_args: Any, **_options: Any) -> None:
        sent = send_due(at=clock.now())
        self.stdout.write(
            f"{sent.alerts} letters on new vacancies, {sent.reminders} reminders, {sent.announcements} notices of an end"
        )
