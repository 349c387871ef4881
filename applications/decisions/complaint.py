"""A complaint: an applicant contests the announced decision, and an approver who sat on no panel of it answers."""

import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from applications.decisions.models import Decision
from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Vacancy


class ComplaintStatus(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("complaint", "received")
    IN_HAND = "in_hand", pgettext_lazy("complaint", "being looked at")
    ANSWERED = "answered", pgettext_lazy("complaint", "answered")


class Finding(models.TextChoices):
    UPHELD = "upheld", pgettext_lazy("complaint", "upheld")
    PARTLY = "partly", pgettext_lazy("complaint", "upheld in part")
    REJECTED = "rejected", pgettext_lazy("complaint", "rejected")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def unanswered(self) -> "ComplaintQuerySet":
        return self.exclude(status=ComplaintStatus.ANSWERED)

    def whole(self) -> "ComplaintQuerySet":
        """With all that pages and letters say of them."""
        return self.select_related(
            "decision__lot", "decision__vacancy__office", "application__applicant", "application__lot", "handler"
        )  # fmt: skip


class Complaint(models.Model):
    """One of one applicant against one decision, once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="complaints")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="complaints")
    status = models.CharField(max_length=8, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED)
    text = models.TextField()
    filed_at = models.DateTimeField()
    # The last day for the answer, at the office.
    answer_by = models.DateField()
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=8, choices=Finding, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ("filed_at", "pk")
        constraints = [
            one_of("status", ComplaintStatus, name="applications_complaint_known_status"),
            one_of("finding", ["", *Finding.values], name="applications_complaint_known_finding"),
            both_or_neither("handler", "taken_at", name="applications_complaint_handler_and_when"),
            models.CheckConstraint(
                condition=Q(status=ComplaintStatus.RECEIVED, taken_at=None)
                | (~Q(status=ComplaintStatus.RECEIVED) & Q(taken_at__isnull=False)),
                name="applications_complaint_taken_when",
            ),
            models.CheckConstraint(
                condition=(Q(status=ComplaintStatus.ANSWERED, answered_at__isnull=False) & ~Q(finding=""))
                | (~Q(status=ComplaintStatus.ANSWERED) & Q(answered_at=None, finding="")),
                name="applications_complaint_answered_when",
            ),
            models.UniqueConstraint(fields=["decision", "application"], name="applications_complaint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision.vacancy}: {self.application.code}, {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:complaint", args=[self.key])

    @property
    def vacancy(self) -> Vacancy:
        return self.decision.vacancy

    @property
    def office(self) -> Office:
        return self.decision.vacancy.office

    @property
    def is_received(self) -> bool:
        return self.status == ComplaintStatus.RECEIVED

    @property
    def is_answered(self) -> bool:
        return self.status == ComplaintStatus.ANSWERED

    def is_late(self, *, at: datetime) -> bool:
        return not self.is_answered and self.office.local(at).date() > self.answer_by


def last_day(office: Office, at: datetime, days: int) -> date:
    """The last of so many calendar days after the day of `at`, at the office."""
    return office.local(at).date() + timedelta(days=days)


def can_be_contested(decision: Decision, *, at: datetime) -> bool:
    """Whether the period runs: through the last moment of its last day at the office."""
    until = decision.contest_until
    return until is not None and decision.vacancy.office.local(at).date() <= until
