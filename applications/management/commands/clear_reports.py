"""manage.py clear_reports: delete reports and packs that were made and whose day is over."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.reports.actions import clear
from applications.reports.models import Making
from portal.kernel import clock


class Command(BaseCommand):
    help = "Delete reports and packs that were made more than a day ago."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = clear(Making.objects.over(at=clock.now()))
        self.stdout.write(f"{count} papers were cleared away")
