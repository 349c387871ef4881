"""An upload as it stands: how much of a file has arrived, in which pieces, and until when they are kept."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: Any) -> "UploadQuerySet":
        """What one person is sending."""
        return self.filter(owner=user)

    def unfinished(self) -> "UploadQuerySet":
        """Uploads of which something is still to come."""
        return self.filter(finished_at=None)

    def expired(self, *, at: datetime) -> "UploadQuerySet":
        """What nobody will go on with: its pieces may be deleted."""
        return self.filter(expires_at__lte=at)

    def standing(self, *, at: datetime) -> "UploadQuerySet":
        """Unfinished uploads that can be gone on with."""
        return self.unfinished().filter(expires_at__gt=at)


class Upload(models.Model):
    """A file of one person, of a size said beforehand, of which the first `offset` bytes have arrived."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    # Of the whole file, where the sender said it: what arrives is compared, and the same file is known again.
    sha256 = models.CharField(max_length=64, blank=True)
    offset = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    # When it was received, or refused for a reason.
    finished_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    # What the record was last told of it, and at which offset, so that a line that drops ten times is told of once.
    noted = models.CharField(max_length=60, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("begun_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="applications_upload_not_empty"),
            models.CheckConstraint(
                condition=Q(offset__lte=F("size")), name="applications_upload_within_size"
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Exact(Length("sha256"), 64), name="applications_upload_whole_sha256"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, offset__lt=F("size"), refusal="")
                | (Q(finished_at__isnull=False) & (Q(offset=F("size"), refusal="") | ~Q(refusal=""))),
                name="applications_upload_finished_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stream(self) -> str:
        """The record of what happened to the person's files."""
        return f"person:{self.owner_id}"

    def is_expired(self, *, at: datetime) -> bool:
        return self.expires_at <= at


class Piece(models.Model):
    """Some bytes of an upload, kept as an object of their own in the storage.

    The row is there before the object, so that nothing in the storage is ever unknown; with `size` 0 it does not count yet.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    start = models.PositiveIntegerField()
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("start", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "start"], condition=Q(size__gt=0), name="applications_piece_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}: {self.start}"

    @property
    def stored_name(self) -> str:
        """Its name in the storage, which says nothing of the person or the file."""
        key = str(self.key)
        return f"uploads/{key[:2]}/{key[2:4]}/{key}"
