"""A document as received: where it is kept, what it proved to be, and who has read it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.constraints import one_of


class Kind(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    ODT = "odt", "ODT"
    RTF = "rtf", "RTF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


# After five minutes, ten, twenty …: the last time is ten hours after the first.
FIRST_WAIT = timedelta(minutes=5)
MOST_ATTEMPTS = 8


class Scan(models.TextChoices):
    PENDING = "pending", pgettext_lazy("virus scan", "being checked")
    CLEAN = "clean", pgettext_lazy("virus scan", "clean")
    INFECTED = "infected", pgettext_lazy("virus scan", "infected")
    UNSCANNED = "unscanned", pgettext_lazy("virus scan", "not checked")


MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.RTF: "application/rtf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
# How the names of such files end, the usual way first.
ENDINGS = {**{kind: (f".{kind}",) for kind in Kind}, Kind.JPEG: (".jpg", ".jpeg")}
# Kinds that are a text first; their pages are set here, and leave something out.
SET_HERE = {Kind.DOCX, Kind.ODT, Kind.RTF}


def document_storage() -> Storage:
    """The private place for documents that the settings name."""
    return storages["documents"]


def neutral_name(document: "Document", _original: str) -> str:
    """A name in the storage that says nothing of the person or the file."""
    key = str(document.key)
    return f"documents/{key[:2]}/{key[2:4]}/{key}"


def rendition_name(document: "Document", _original: str) -> str:
    return f"{neutral_name(document, '')}-pages"


class DocumentQuerySet(models.QuerySet["Document"]):
    def of(self, user: Any) -> "DocumentQuerySet":
        """What one person has handed over."""
        return self.filter(owner=user)

    def usable(self) -> "DocumentQuerySet":
        """Documents that may be shown and handed in: all but those found infected."""
        return self.exclude(scan=Scan.INFECTED)

    def cleared(self) -> "DocumentQuerySet":
        """Documents that may be taken away: found clean, or kept where there is no scanner to ask."""
        unjudged = Q(scan=Scan.PENDING) | (Q(scan=Scan.UNSCANNED) & ~Q(scan_note=""))
        return self.usable().exclude(unjudged)

    def to_scan(self) -> "DocumentQuerySet":
        """Documents on which the scanner has not had its say."""
        return self.filter(scan__in=[Scan.PENDING, Scan.UNSCANNED])

    def due_to_scan(self, *, at: datetime) -> "DocumentQuerySet":
        """Those about which the scanner is to be asked now: a bounded number of times, each after twice the wait."""
        due = Q(scan_next_at=None) | Q(scan_next_at__lte=at)
        return self.to_scan().filter(due, scan_attempts__lt=MOST_ATTEMPTS)


class Document(models.Model):
    """One file of one person, proved to be readable; never changed after it was received."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(storage=document_storage, upload_to=neutral_name)
    # What stands in for other kinds where pages are shown; a PDF is its own.
    rendition = models.FileField(storage=document_storage, upload_to=rendition_name, blank=True)
    original_name = models.CharField(gettext_lazy("file name"), max_length=255)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    # The text of each page, in order.
    texts = models.JSONField(default=list)
    received_at = models.DateTimeField()
    scan = models.CharField(max_length=9, choices=Scan, default=Scan.PENDING)
    # What the scanner said: the name of what it found, or why it could not say anything.
    scan_note = models.CharField(max_length=200, blank=True)
    # How often it was asked, and when it is to be asked again if it has not judged.
    scan_attempts = models.PositiveSmallIntegerField(default=0)
    scan_next_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["owner", "sha256"], name="applications_document_once_per_owner"),
            models.CheckConstraint(condition=Q(size__gt=0), name="applications_document_not_empty"),
            models.CheckConstraint(condition=Q(pages__gte=1), name="applications_document_has_pages"),
            models.CheckConstraint(
                condition=Exact(Length("sha256"), 64), name="applications_document_whole_sha256"
            ),
            one_of("kind", Kind, name="applications_document_known_kind"),
            one_of("scan", Scan, name="applications_document_known_scan"),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def stream(self) -> str:
        """The record of what happened to the person's documents."""
        return f"person:{self.owner_id}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Kind(self.kind)]

    @property
    def is_infected(self) -> bool:
        return self.scan == Scan.INFECTED

    @property
    def shown(self) -> Any:
        """The PDF whose pages are shown."""
        return self.rendition or self.file


class Way(models.TextChoices):
    PAGES = "pages", pgettext_lazy("way of reading", "pages")
    DOWNLOAD = "download", pgettext_lazy("way of reading", "download")


class Reading(models.Model):
    """That somebody other than the owner looked at the pages, or took the file away, on one day."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "reader", "on", "way"], name="applications_reading_once_a_day"
            ),
            one_of("way", Way, name="applications_reading_known_way"),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.document}, {self.get_way_display()}, {self.on}"
