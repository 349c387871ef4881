"""A virus found in a file of an application that was handed in, and the time given to put another in its place."""

from datetime import datetime

from django.db import models

from applications.documents.models import Document
from applications.intake.models import Application
from vacancies.models import DocumentAsked


class InfectionQuerySet(models.QuerySet["Infection"]):
    def open(self, *, at: datetime) -> "InfectionQuerySet":
        """Those whose file still stands in the application and may be replaced now."""
        return self.filter(
            application__attachments__document=models.F("document"),
            application__attachments__asked=models.F("asked"),
            replaced_at=None,
            until__gte=at,
        )


class Infection(models.Model):
    """One infected file of one application; `until` is empty where it was found too late for another."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="infections")
    asked = models.ForeignKey(DocumentAsked, on_delete=models.PROTECT, related_name="infections")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="infections")
    found_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = InfectionQuerySet.as_manager()

    class Meta:
        ordering = ("found_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "asked", "document"], name="applications_infection_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.asked}"
