"""manage.py clear_uploads: delete what arrived of files that nobody went on sending."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.uploads.actions import clear
from applications.uploads.models import Upload
from portal.kernel import clock


class Command(BaseCommand):
    help = "Delete unfinished uploads, and what is known of finished ones, after their time."

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = clear(Upload.objects.expired(at=clock.now()))
        self.stdout.write(f"{count} uploads were cleared away")
