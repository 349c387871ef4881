"""manage.py index_applications: writes the index of words within applications anew, after an upgrade or when it was lost."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.intake.models import Application
from applications.screening.indexing import index
from applications.screening.passages import WORDS, Passage


class Command(BaseCommand):
    help = "Write the index of words anew for every application handed in; the site can be used meanwhile."

    def handle(self, *_args: Any, **_options: Any) -> None:
        WORDS.keep_only(Passage.objects.values_list("pk", flat=True))
        received = Application.objects.received()
        for application in received.iterator(chunk_size=100):
            index(application)
        self.stdout.write(f"{received.count()} applications were indexed")
