"""The proof that something was erased: what, how much, when; nothing of what it said, and nobody's name."""

import uuid

from django.db import models
from django.urls import reverse


class Erasure(models.Model):
    """One act of erasing. Whoever has its key may read it; it says nothing about anybody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    # How much of each part was erased, and the SHA-256 of the files and receipts that went or stayed without their content.
    counts = models.JSONField(default=dict)
    hashes = models.JSONField(default=list)
    # By language: what stays, until which day, and why.
    kept = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("retention:proof", args=[self.key])
