"""Scanning a document for viruses, after it was received; a scanner that does not answer is asked again later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django_tasks import task

from applications.documents import found, scanning
from applications.documents.models import FIRST_WAIT, Document, Scan
from portal.kernel import clock
from portal.record.actions import write


@task()
def scan(key: str) -> None:
    """Ask the scanner about the document `key` and note its answer; one already judged is left alone."""
    document = Document.objects.to_scan().filter(key=key).first()
    if document is None:
        return
    _count(document, clock.now())
    with document.file.open("rb") as file:
        verdict, note = scanning.ask(file)
    _note(document, verdict, note, clock.now())


def _count(document: Document, at: datetime) -> None:
    """Before the scanner is asked: a file in which it dies is not asked about for ever."""
    wait = FIRST_WAIT * 2**document.scan_attempts
    Document.objects.filter(pk=document.pk).update(
        scan_attempts=F("scan_attempts") + 1, scan_next_at=at + min(wait, timedelta(days=1))
    )


@transaction.atomic
def _note(asked_about: Document, verdict: Scan, note: str, at: datetime) -> None:
    document = Document.objects.to_scan().select_for_update().filter(pk=asked_about.pk).first()
    if document is None:
        # Judged, or deleted, while the scanner was thinking.
        return
    document.scan, document.scan_note = verdict, note
    document.save(update_fields=["scan", "scan_note"])
    write(
        stream=document.stream,
        action=f"document.{verdict.value}",
        subject=f"document:{document.key}",
        by=None,
        at=at,
        data={"note": note},
    )
    if verdict == Scan.INFECTED:
        found.tell(document, at=at)
