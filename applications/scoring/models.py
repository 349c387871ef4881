"""Rounds, score sheets and marks; a mark and its reason, then, beside it, a revision and its reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.panels.models import Panel, Seat
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Criterion
from vacancies.plan.models import Stage


class RoundStatus(models.TextChoices):
    """Members mark alone; all sheets are in and shown; the figures are evidence."""

    SCORING = "scoring", pgettext_lazy("round", "scoring")
    MODERATION = "moderation", pgettext_lazy("round", "moderation")
    LOCKED = "locked", pgettext_lazy("round", "locked")


class Round(models.Model):
    """One stage of a selection, marked by the panel."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="rounds")
    stage = models.CharField(max_length=10, choices=Stage)
    status = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.SCORING)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "stage"], name="applications_round_stage_once"),
            one_of("status", RoundStatus, name="applications_round_known_status"),
            both_or_neither("locked_by", "locked_at", name="applications_round_locked_by_and_when"),
            models.CheckConstraint(
                condition=(Q(status="locked") & Q(locked_at__isnull=False)) | (~Q(status="locked") & Q(locked_at=None)),
                name="applications_round_locked_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel.vacancy}: {self.get_stage_display()}"

    @property
    def vacancy(self):
        return self.panel.vacancy

    @property
    def office(self):
        return self.panel.vacancy.office


class SheetQuerySet(models.QuerySet["Sheet"]):
    def counted(self) -> "SheetQuerySet":
        """Sheets that count for their round."""
        return self.filter(left_out_reason="")


class Sheet(models.Model):
    """One member's score sheet for one round; private until every counted sheet is in."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    # Primary keys of the candidates in this member's own order, shuffled once.
    order = models.JSONField(default=list)
    # Not empty: this sheet does not count (absence, or a conflict under the rule `member`), and why.
    left_out_reason = models.TextField(blank=True)
    handed_in_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="applications_sheet_one_per_seat"),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(handed_in_at__isnull=False), name="applications_sheet_signed_when_in"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.seat}"

    @property
    def vacancy(self):
        return self.round.panel.vacancy

    @property
    def office(self):
        return self.round.panel.vacancy.office

    @property
    def member(self) -> str:
        """The name of the member in the evaluation file: M1, M2 … by seat."""
        return f"M{self.seat_id}"


class Mark(models.Model):
    """A mark on one criterion for one candidate, and the reason for it; both may wait until handing in."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    value = models.DecimalField(gettext_lazy("mark"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "application", "criterion"], name="applications_mark_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="applications_mark_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class Revision(models.Model):
    """A mark revised in moderation; the original stays beside it and the latest revision counts."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="revisions")
    value = models.DecimalField(gettext_lazy("revised mark"), max_digits=6, decimal_places=2)
    reason = models.TextField(gettext_lazy("reason for the revision"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="applications_revision_has_reason"),
            models.CheckConstraint(condition=Q(value__gte=0), name="applications_revision_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.mark_id}: {self.value}"
