"""Eligibility: what the rule found on each requirement, what a person decided, and the long list."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Requirement, Vacancy


class Result(models.TextChoices):
    MET = "met", pgettext_lazy("finding", "met")
    NOT_MET = "not_met", pgettext_lazy("finding", "not met")
    UNCLEAR = "unclear", pgettext_lazy("finding", "to check")


class FindingQuerySet(models.QuerySet["Finding"]):
    def undecided(self) -> "FindingQuerySet":
        """Findings on which no person has decided."""
        return self.filter(decision="")

    def refused(self) -> "FindingQuerySet":
        """Requirements that a person decided are not met."""
        return self.filter(decision=Result.NOT_MET)

    def to_look_at(self) -> "FindingQuerySet":
        """Undecided findings that no bulk confirmation may decide: not met, or unclear."""
        return self.undecided().exclude(result=Result.MET)


class Finding(models.Model):
    """One requirement of one application: the rule's result with its evidence, then a person's decision."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="findings")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="findings")
    result = models.CharField(max_length=8, choices=Result)
    evidence = models.JSONField(default=dict)
    decision = models.CharField(max_length=8, choices=Result, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=[Result.MET, Result.NOT_MET], decided_at__isnull=False),
                name="applications_finding_decision_is_clear",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_result_display()}"

    @property
    def vacancy(self) -> Vacancy:
        return self.application.vacancy

    @property
    def is_unclear(self) -> bool:
        return self.result == Result.UNCLEAR

    @property
    def is_overridden(self) -> bool:
        return bool(self.decision) and self.decision != self.result


class Outcome(models.TextChoices):
    LONG_LISTED = "long_listed", pgettext_lazy("screening", "on the long list")
    INELIGIBLE = "ineligible", pgettext_lazy("screening", "not eligible")


class ScreeningQuerySet(models.QuerySet["Screening"]):
    def of(self, vacancy: Vacancy) -> "ScreeningQuerySet":
        """What the long list of one vacancy says; nothing before it is made."""
        return self.filter(application__vacancy=vacancy)


class Screening(models.Model):
    """What screening ended in for one application; set when the long list is made."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="screening")
    outcome = models.CharField(max_length=12, choices=Outcome)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        constraints = [one_of("outcome", Outcome, name="applications_screening_known_outcome")]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

    @property
    def is_listed(self) -> bool:
        return self.outcome == Outcome.LONG_LISTED


class Likeness(models.Model):
    """What a person decided on two applications that look like those of one person; nothing follows but what they do next."""

    first = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    is_same = models.BooleanField()
    reason = models.TextField(gettext_lazy("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="applications_likeness_once"),
            # The earlier stands first, so that a pair is one row whichever way it was come to.
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="applications_likeness_earlier_first"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="applications_likeness_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}: {self.is_same}"
