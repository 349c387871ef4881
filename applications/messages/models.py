"""One message of the thread of an application: of the office to who applied, or of who applied to the office."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import one_of


class Side(models.TextChoices):
    OFFICE = "office", pgettext_lazy("who writes", "the office")
    APPLICANT = "applicant", pgettext_lazy("who writes", "the applicant")


class ThreadMessageQuerySet(models.QuerySet["ThreadMessage"]):
    def unread_by(self, user: Any) -> "ThreadMessageQuerySet":
        """What the office wrote to a person who has not opened it yet."""
        return self.filter(application__applicant=user, side=Side.OFFICE, settled_at=None)

    def unanswered(self) -> "ThreadMessageQuerySet":
        """What applicants wrote and the office has neither answered nor put aside."""
        return self.filter(side=Side.APPLICANT, settled_at=None)


class ThreadMessage(models.Model):
    """Signed as the office, whoever of it writes; the panel reads none."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="thread")
    side = models.CharField(max_length=9, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=150, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    # The office's: when the applicant opened it. The applicant's: when the office answered, or put it aside.
    settled_at = models.DateTimeField(null=True, blank=True)
    # The page from which it was sent: a button pressed twice sends once.
    sending = models.UUIDField(default=uuid.uuid4)

    objects = ThreadMessageQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "pk")
        indexes = [
            models.Index(
                fields=["application", "side"],
                condition=Q(settled_at=None),
                name="applications_message_waits",
            )
        ]
        constraints = [
            one_of("side", Side, name="applications_message_known_side"),
            models.CheckConstraint(condition=~Q(text=""), name="applications_message_says_something"),
            models.CheckConstraint(
                condition=~Q(side=Side.OFFICE) | ~Q(subject=""), name="applications_message_has_subject"
            ),
            models.UniqueConstraint(fields=["application", "sending"], name="applications_message_sent_once"),
        ]

    def __str__(self) -> str:
        return self.subject or self.text[:40]

    @property
    def is_of_office(self) -> bool:
        return self.side == Side.OFFICE
