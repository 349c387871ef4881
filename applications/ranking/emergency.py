"""That one sealed price was opened in an emergency, before all are opened: who did, when and why, and never what it was."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from vacancies.models import Vacancy


class EmergencyOpeningQuerySet(models.QuerySet["EmergencyOpening"]):
    def of(self, vacancy: Vacancy) -> "EmergencyOpeningQuerySet":
        """All in one selection."""
        return self.filter(application__vacancy=vacancy)

    def made_by(self, person: Any) -> "EmergencyOpeningQuerySet":
        return self.filter(by=person)

    def told(self) -> "EmergencyOpeningQuerySet":
        """In the order in which they were made, with whose price it was and who opened it."""
        return self.select_related("application", "by").order_by("pk")


class EmergencyOpening(models.Model):
    """One look at one price (docs/selection.md section 3.6); looking again is another opening with a reason of its own."""

    # Not the price itself: where applications are taken again, another one may be sealed in its place, and this stays.
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="emergency_openings")
    number = models.PositiveSmallIntegerField()
    sealed_sha256 = models.CharField(max_length=64)
    reason = models.TextField(gettext_lazy("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = EmergencyOpeningQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="applications_emergencyopening_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="applications_emergencyopening_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.number}"


def next_number(application: Application) -> int:
    """The number of the next opening of this price."""
    return EmergencyOpening.objects.filter(application=application).count() + 1
