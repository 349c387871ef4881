"""manage.py scan_documents: after an outage of the scanner, or when one is new, scan what was missed."""

from typing import Any

from django.core.management.base import BaseCommand

from applications.documents.models import Document
from applications.documents.tasks import scan


class Command(BaseCommand):
    help = "Scan for viruses the documents on which the scanner has not had its say."

    def handle(self, *_args: Any, **_options: Any) -> None:
        keys = list(Document.objects.to_scan().values_list("key", flat=True))
        for key in keys:
            scan.enqueue(str(key))
        self.stdout.write(f"{len(keys)} documents are to be scanned")
