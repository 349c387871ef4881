"""Scanning a document for viruses, after it was received."""

from django.db import transaction
from django_tasks import task

from applications.documents import scanning
from applications.documents.models import Document, Scan
from portal.kernel import clock
from portal.record.actions import write


@task()
def scan(key: str) -> None:
    """Ask the scanner about the document `key` and note its answer; one already judged is left alone."""
    document = Document.objects.to_scan().filter(key=key).first()
    if document is None:
        return
    with document.file.open("rb") as file:
        verdict, note = scanning.ask(file)
    _note(document, verdict, note)


@transaction.atomic
def _note(document: Document, verdict: Scan, note: str) -> None:
    document.scan, document.scan_note = verdict, note
    document.save(update_fields=["scan", "scan_note"])
    write(
        stream=document.stream,
        action=f"document.{verdict.value}",
        subject=f"document:{document.key}",
        by=None,
        at=clock.now(),
        data={"note": note},
    )
