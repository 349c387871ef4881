"""The numbered change of a published notice: what, when, who, why."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.document.models import NoticeVersion
from vacancies.vacancy.models import Vacancy


class Change(models.TextChoices):
    """What kind of change it is; a correction and an extension keep or lengthen what applicants were promised."""

    CORRECTION = "correction", pgettext_lazy("corrigendum", "correction")
    EXTENSION = "extension", pgettext_lazy("corrigendum", "extension")
    SHORTENING = "shortening", pgettext_lazy("corrigendum", "earlier closing")
    CANCELLATION = "cancellation", pgettext_lazy("corrigendum", "cancellation")


class Status(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("corrigendum status", "draft")
    IN_APPROVAL = "in_approval", pgettext_lazy("corrigendum status", "in approval")
    PUBLISHED = "published", pgettext_lazy("corrigendum status", "published")
    DROPPED = "dropped", pgettext_lazy("corrigendum status", "dropped")


UNDER_WAY = (Status.DRAFT, Status.IN_APPROVAL)


class CorrigendumQuerySet(models.QuerySet["Corrigendum"]):
    def public(self) -> "CorrigendumQuerySet":
        return self.filter(status=Status.PUBLISHED)

    def under_way(self) -> "CorrigendumQuerySet":
        return self.filter(status__in=UNDER_WAY)

    def since(self, moment: datetime) -> "CorrigendumQuerySet":
        return self.public().filter(published_at__gt=moment)


class Corrigendum(models.Model):
    """One change; its number is given when it is published, and it never changes again."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="corrigenda")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    change = models.CharField(gettext_lazy("what is to change"), max_length=12, choices=Change)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    reason = Bilingual(models.TextField, gettext_lazy("reason"))
    # After a change of substance applicants can amend what they handed in; a typing error is none.
    of_substance = models.BooleanField(gettext_lazy("a change of substance"), default=True)
    # Of a correction: the working copy that is edited, until it is published or dropped.
    working_copy = models.OneToOneField(
        Vacancy, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrigendum_written"
    )
    closes_before = models.DateTimeField(null=True, blank=True)
    closes_after = models.DateTimeField(gettext_lazy("new closing date and time"), null=True, blank=True)
    # [{"path", "old", "new"}], as in the document of the notice (docs/notice-document.md).
    changes = models.JSONField(default=list, blank=True)
    returned_comment = models.TextField(gettext_lazy("what the approver asks to change"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrigenda_proposed"
    )
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrigenda_approved",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    # The notice as it reads since.
    version = models.OneToOneField(
        NoticeVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="corrigendum"
    )

    objects = CorrigendumQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "corrigenda"
        ordering = ("pk",)
        constraints = [
            one_of("change", Change, name="vacancies_corrigendum_known_change"),
            one_of("status", Status, name="vacancies_corrigendum_known_status"),
            models.UniqueConstraint(fields=["vacancy", "number"], name="vacancies_corrigendum_number_once"),
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(status__in=UNDER_WAY),
                name="vacancies_corrigendum_one_at_a_time",
                violation_error_message=gettext_lazy("Another change of this notice is under way."),
            ),
            both_or_neither("number", "published_at", name="vacancies_corrigendum_numbered_when_published"),
            models.CheckConstraint(
                condition=Q(status=Status.PUBLISHED, published_at__isnull=False)
                | (~Q(status=Status.PUBLISHED) & Q(published_at=None)),
                name="vacancies_corrigendum_published_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | Q(change=Change.EXTENSION)
                | Q(approved_by__isnull=False),
                name="vacancies_corrigendum_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="vacancies_corrigendum_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(change=Change.EXTENSION) | Q(closes_after__gt=F("closes_before")),
                name="vacancies_corrigendum_extends_forward",
            ),
            models.CheckConstraint(
                condition=~Q(change=Change.SHORTENING) | Q(closes_after__lt=F("closes_before")),
                name="vacancies_corrigendum_shortens_backward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} {self.get_change_display()} {self.number or ''}".strip()

    def get_absolute_url(self) -> str:
        return reverse("corrigenda:change", args=[self.pk])

    @property
    def office(self) -> object:
        return self.vacancy.office

    @property
    def subject(self) -> str:
        """What entries of the record call it."""
        return f"corrigendum:{self.pk}"
