"""The last time the portal is known to have answered, and the times in which it is not."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q


class Watch(models.Model):
    """One row: when the heartbeat got an answer last."""

    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="portal_watch_one_row")]

    def __str__(self) -> str:
        return self.answered_at.isoformat()


class OutageQuerySet(models.QuerySet["Outage"]):
    def touching(self, begins: datetime, ends: datetime) -> "OutageQuerySet":
        """Outages of which any part lies between the two moments."""
        return self.filter(began_at__lt=ends, ended_at__gt=begins)


class Outage(models.Model):
    """A time in which nobody can say that the portal answered: from the last answer to the next."""

    began_at = models.DateTimeField(unique=True)
    ended_at = models.DateTimeField()

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ("began_at",)
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gt=F("began_at")), name="portal_outage_goes_forward")
        ]

    def __str__(self) -> str:
        return f"{self.began_at.isoformat()} – {self.ended_at.isoformat()}"

    def within(self, begins: datetime, ends: datetime) -> timedelta:
        """How much of the outage lies between the two moments."""
        return max(min(self.ended_at, ends) - max(self.began_at, begins), timedelta())
