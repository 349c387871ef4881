"""The application: answers, statements, documents and a sealed price; draft, submitted, withdrawn."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.documents.models import Document
from applications.intake.files import files_of
from portal.kernel.constraints import one_of
from vacancies.models import Criterion, DocumentAsked, Lot, Requirement, Vacancy


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("application status", "draft")
    SUBMITTED = "submitted", pgettext_lazy("application status", "submitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("application status", "withdrawn")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, user: Any) -> "ApplicationQuerySet":
        """What one person has applied for."""
        return self.filter(applicant=user)

    def first_hand(self) -> "ApplicationQuerySet":
        """Applications proper: a draft in which one of them is being amended is not one."""
        return self.filter(amends=None)

    def drafts(self) -> "ApplicationQuerySet":
        """Begun and not handed in; nobody is told that something handed in is being amended."""
        return self.first_hand().filter(status=Status.DRAFT)

    def received(self) -> "ApplicationQuerySet":
        """Applications handed in, those withdrawn afterwards included; never drafts."""
        return self.exclude(submitted_at=None)

    def submitted(self) -> "ApplicationQuerySet":
        return self.filter(status=Status.SUBMITTED)


class Application(models.Model):
    """One person's application for one vacancy."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    # What is being changed after a corrigendum of substance: a second draft, until it is handed in in the first one's place.
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="amendment"
    )
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()
    declared = models.BooleanField(gettext_lazy("what is stated here is true and complete"), default=False)
    # Set by submitting: C1, C2 … within the vacancy, in the order of arrival.
    code = models.CharField(max_length=8, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # How long after the closing time it arrived, within the published grace; null when it was in time.
    late_by_seconds = models.PositiveIntegerField(null=True, blank=True)
    # What was submitted, frozen: name, answers, statements, documents with hashes (the price only as the hash of its seal).
    snapshot = models.JSONField(null=True, blank=True)
    receipt_hash = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "applicant"],
                condition=Q(lot=None, amends=None),
                name="applications_application_one_per_person",
            ),
            models.UniqueConstraint(
                fields=["vacancy", "applicant", "lot"],
                condition=Q(lot__isnull=False, amends=None),
                name="applications_application_one_per_person_and_lot",
            ),
            models.CheckConstraint(
                condition=Q(amends=None) | Q(status=Status.DRAFT),
                name="applications_application_amendment_is_a_draft",
            ),
            models.UniqueConstraint(
                fields=["vacancy", "code"], condition=~Q(code=""), name="applications_application_code_once"
            ),
            one_of("status", Status, name="applications_application_known_status"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, submitted_at=None, code="", receipt_hash="")
                | (
                    Q(
                        status__in=[Status.SUBMITTED, Status.WITHDRAWN],
                        submitted_at__isnull=False,
                        snapshot__isnull=False,
                    )
                    & ~Q(code="")
                    & ~Q(receipt_hash="")
                ),
                name="applications_application_received_whole",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.WITHDRAWN) & Q(withdrawn_at__isnull=False))
                | (~Q(status=Status.WITHDRAWN) & Q(withdrawn_at=None)),
                name="applications_application_withdrawn_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} {self.code or self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("intake:application", args=[self.key])

    @property
    def being_entered(self) -> Any:
        """How it came to the office that enters it, as long as the applicant has not claimed it; None for any other."""
        entered = getattr(self, "on_behalf", None)
        return entered if entered and entered.claimed_at is None else None

    @property
    def stream(self) -> str:
        return self.vacancy.stream

    @property
    def desk(self) -> str:
        """What the names of all places begin with at which it is typed."""
        return f"application:{self.pk}:"

    @property
    def office(self) -> Any:
        return self.vacancy.office

    @property
    def name(self) -> str:
        """The applicant's name as it was submitted."""
        return self.snapshot["person"]["name"] if self.snapshot else str(self.applicant)

    @property
    def names(self) -> str:
        """Of all who apply together, the lead first, as they were submitted; a team is judged as one."""
        team = self.snapshot.get("team", ()) if self.snapshot else ()
        return ", ".join([self.name, *(one["name"] for one in team)])

    @property
    def files_said(self) -> list[dict[str, Any]]:
        """All files that were submitted, as the snapshot says them; nothing of a draft."""
        return files_of(self.snapshot) if self.snapshot else []

    @property
    def email(self) -> str:
        """Where the applicant is written to; empty for who gave no address to the office that enters the application."""
        return self.being_entered.email if self.being_entered else self.applicant.email

    @property
    def receipt_number(self) -> str:
        if not self.code:
            return ""
        again = f"-{self.version}" if self.version > 1 else ""
        return f"{self.vacancy.reference}-{self.code}{again}"

    @property
    def version(self) -> int:
        """How many times it was handed in: above 1 once it was amended."""
        return self.snapshot.get("version", 1) if self.snapshot else 0


class RequirementAnswer(models.Model):
    """What the applicant states on one requirement; `value` is a string in the form its kind wants."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="answers")
    value = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "requirement"], name="applications_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}: {self.value}"


class Statement(models.Model):
    """What the applicant says to one criterion; kept whole even over the limit, which only submitting refuses."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="statements")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="applications_statement_once")
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.text[:40]}"


class Attachment(models.Model):
    """A document handed in for one of the documents asked for."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    asked = models.ForeignKey(DocumentAsked, on_delete=models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")

    class Meta:
        ordering = ("asked__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["application", "asked"], name="applications_attachment_once")
        ]

    def __str__(self) -> str:
        return str(self.document)


class PriceOffer(models.Model):
    """A price, sealed: what stands here can be read by nobody until the technical lock (docs/selection.md section 3.6)."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="price_offer")
    sealed = models.TextField()
    sealed_at = models.DateTimeField()
    # The number of the closed envelope in which a price came on paper: then nothing is sealed here, the envelope is.
    envelope = models.CharField(max_length=40, blank=True)
    # A hash of what it was asked for as (pricing.terms_of); empty for a lump sum without parts.
    terms = models.CharField(max_length=64, blank=True)
    opened = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # What it is made of, decimal numbers as text, in the order of the outputs; once it is opened.
    opened_parts = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opened=None, opened_at=None) | Q(opened__gt=0, opened_at__isnull=False),
                name="applications_price_opened_above_zero",
            )
        ]

    def __str__(self) -> str:
        return f"Price of {self.application_id}"


class EarlierSubmission(models.Model):
    """What was handed in before it was amended: kept, and no longer what counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="earlier")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    receipt_hash = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="applications_earlier_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"


class EarlierDocument(models.Model):
    """A file of an earlier submission: kept as long as that stands, whatever it was replaced by."""

    submission = models.ForeignKey(EarlierSubmission, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="earlier")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "document"], name="applications_earlier_document_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
