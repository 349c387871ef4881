"""The outbox: every letter as it was written, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from portal.kernel.canonical import sha256_of


class MessageQuerySet(models.QuerySet["Message"]):
    def unsent(self) -> "MessageQuerySet":
        return self.filter(sent_at=None)


class Message(models.Model):
    """One letter to one person, in the language they chose."""

    kind = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="letters"
    )
    to = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    # An appointment that goes with it (RFC 5545), with its method.
    calendar = models.TextField(blank=True)
    # Headers beyond the usual ones, such as the one-click unsubscribing of RFC 8058.
    headers = models.JSONField(default=dict, blank=True)
    stream = models.CharField(max_length=80, blank=True)
    # What the letter is written for where it must be written once, such as a reminder of one closing time.
    once = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - null is for all the others
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("mail", "letter")
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} → {self.to}"

    @property
    def content_hash(self) -> str:
        """SHA-256 of what the letter says; the record keeps it, and not to whom it says so."""
        return sha256_of([self.subject, self.text, self.calendar])
