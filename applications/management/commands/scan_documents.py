"""manage.py scan_documents: ask the scanner again about what it has not judged, each time after a longer wait."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.documents import scanning
from applications.documents.models import FIRST_WAIT, Document
from applications.documents.tasks import scan
from portal.kernel import clock


class Command(BaseCommand):
    help = "Scan for viruses the documents on which the scanner has not had its say and whose turn has come."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="also those whose turn has not come, or that were asked about too often: after an outage",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not scanning.is_configured():
            self.stdout.write("no scanner is configured")
            return
        at = clock.now()
        waiting = Document.objects.to_scan() if options["all"] else Document.objects.due_to_scan(at=at)
        keys = list(waiting.values_list("key", flat=True))
        # Whoever runs this again before the tasks are done does not order them twice.
        Document.objects.filter(key__in=keys).update(scan_next_at=at + FIRST_WAIT)
        for key in keys:
            scan.enqueue(str(key))
        self.stdout.write(f"{len(keys)} documents are to be scanned")
