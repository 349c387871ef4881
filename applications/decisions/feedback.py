"""What the office adds for one applicant to the letter that tells the decision."""

from django.conf import settings
from django.db import models

from applications.decisions.models import Decision
from applications.intake.models import Application


class Feedback(models.Model):
    """The words for one applicant, in the language of the letter; empty when they were taken back or erased."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="feedback")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="feedback")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="applications_feedback_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision.vacancy}: {self.application.code}"


def feedback_to(application: Application, decision: Decision) -> str:
    """The words for one applicant; empty where there are none."""
    row = Feedback.objects.filter(decision=decision, application=application).first()
    return row.text if row else ""
