"""What the panel recommended, what the approver decided, and what each candidate was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.ranking.models import Ranking
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Vacancy


class DecisionStatus(models.TextChoices):
    RECOMMENDED = "recommended", pgettext_lazy("decision", "recommended")
    RETURNED = "returned", pgettext_lazy("decision", "returned")
    APPROVED = "approved", pgettext_lazy("decision", "approved")
    ANNOUNCED = "announced", pgettext_lazy("decision", "announced")


class Decision(models.Model):
    """One recommendation of the panel and what became of it."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="decisions")
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=12, choices=DecisionStatus, default=DecisionStatus.RECOMMENDED)
    text = models.TextField(gettext_lazy("recommendation of the panel"))
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField()
    reason = models.TextField(gettext_lazy("reason of the approver"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            one_of("status", DecisionStatus, name="applications_decision_known_status"),
            both_or_neither("decided_by", "decided_at", name="applications_decision_decided_by_and_when"),
            both_or_neither("announced_by", "announced_at", name="applications_decision_announced_by_and_when"),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("recommended_by")),
                name="applications_decision_by_another",
                violation_error_message=gettext_lazy("Who recommends does not approve."),
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(reason=""), name="applications_decision_return_has_reason"
            ),
            models.UniqueConstraint(
                fields=["vacancy"], condition=~Q(status="returned"), name="applications_decision_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.get_status_display()}"

    @property
    def office(self):
        return self.vacancy.office


class Place(models.TextChoices):
    SELECTED = "selected", pgettext_lazy("outcome", "selected")
    RESERVE = "reserve", pgettext_lazy("outcome", "on the reserve list")
    NOT_SELECTED = "not_selected", pgettext_lazy("outcome", "not selected")


class Outcome(models.Model):
    """What the decision means for one application."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="outcomes")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="outcomes")
    place = models.CharField(max_length=12, choices=Place)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="applications_outcome_once"),
            one_of("place", Place, name="applications_outcome_known_place"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_place_display()}"
