"""Eligibility: what the rule found on each requirement, what a person decided, and the long list."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Requirement


class Result(models.TextChoices):
    MET = "met", pgettext_lazy("finding", "met")
    NOT_MET = "not_met", pgettext_lazy("finding", "not met")
    UNCLEAR = "unclear", pgettext_lazy("finding", "to check")


class Finding(models.Model):
    """One requirement of one application: the rule's result with its evidence, then a person's decision."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="findings")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="findings")
    result = models.CharField(max_length=8, choices=Result)
    evidence = models.JSONField(default=dict)
    decision = models.CharField(max_length=8, choices=Result, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("requirement__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="applications_finding_once"),
            one_of("result", Result, name="applications_finding_known_result"),
            both_or_neither("decided_by", "decided_at", name="applications_finding_decided_by_and_when"),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decision=F("result")) | ~Q(reason=""),
                name="applications_finding_override_has_reason",
                violation_error_message=gettext_lazy("A decision against the finding needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_result_display()}"


class Outcome(models.TextChoices):
    LONG_LISTED = "long_listed", pgettext_lazy("screening", "on the long list")
    INELIGIBLE = "ineligible", pgettext_lazy("screening", "not eligible")


class Screening(models.Model):
    """What screening ended in for one application; set when the long list is made."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="screening")
    outcome = models.CharField(max_length=12, choices=Outcome)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("outcome", Outcome, name="applications_screening_known_outcome")]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"
