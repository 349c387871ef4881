"""That an office left the closing date as it is after an outage, and why."""

from django.conf import settings
from django.db import models

from portal.outages.models import Outage
from vacancies.vacancy.models import Vacancy


class LeftAsItIs(models.Model):
    """The officer's answer to a proposed extension: no, and the reason for the file of the selection."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="outages_left")
    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="left_by")
    reason = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "outage"], name="vacancies_leftasitis_once")
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.outage}"
