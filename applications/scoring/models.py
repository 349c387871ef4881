"""Rounds, score sheets and marks; a mark and its reason, then, beside it, a revision and its reason."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.panels.models import Panel, Seat
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Criterion, Vacancy
from vacancies.plan.models import Stage


class RoundStatus(models.TextChoices):
    """Members mark alone; all sheets are in and shown; the figures are evidence."""

    SCORING = "scoring", pgettext_lazy("round", "scoring")
    MODERATION = "moderation", pgettext_lazy("round", "moderation")
    LOCKED = "locked", pgettext_lazy("round", "locked")


SEATS = ("seats__user", "seats__declaration__conflicts")


class RoundQuerySet(models.QuerySet["Round"]):
    def of_vacancy(self, vacancy: Vacancy) -> "RoundQuerySet":
        return self.filter(panel__vacancy=vacancy)

    def locked(self) -> "RoundQuerySet":
        return self.filter(status=RoundStatus.LOCKED)

    def with_panel(self) -> "RoundQuerySet":
        """With all that the permissions and the pages ask of the panel, fetched at once."""
        return self.select_related("panel__vacancy__office").prefetch_related(
            *(f"panel__{path}" for path in SEATS)
        )


class Round(models.Model):
    """One stage of a selection, marked by the panel."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="rounds")
    stage = models.CharField(max_length=10, choices=Stage)
    status = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.SCORING)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    locked_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "stage"], name="applications_round_stage_once"),
            one_of("status", RoundStatus, name="applications_round_known_status"),
            both_or_neither("locked_by", "locked_at", name="applications_round_locked_by_and_when"),
            models.CheckConstraint(
                condition=(Q(status="locked") & Q(locked_at__isnull=False))
                | (~Q(status="locked") & Q(locked_at=None)),
                name="applications_round_locked_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel.vacancy}: {self.get_stage_display()}"

    @property
    def vacancy(self) -> Vacancy:
        return self.panel.vacancy

    @property
    def office(self) -> Office:
        return self.panel.vacancy.office

    @property
    def stream(self) -> str:
        """The record of what is nobody else's business while members mark alone: who has handed in."""
        return f"round:{self.pk}"

    @property
    def is_revealed(self) -> bool:
        """Whether every counted sheet is in, so that the panel sees all of them at once."""
        return self.status != RoundStatus.SCORING

    @property
    def is_locked(self) -> bool:
        return self.status == RoundStatus.LOCKED


# Why a sheet does not count where the rule of the plan, and nobody's own words, left the member out.
CONFLICT = "conflict"


class SheetQuerySet(models.QuerySet["Sheet"]):
    def counted(self) -> "SheetQuerySet":
        """Sheets that count for their round."""
        return self.filter(left_out_reason="")

    def left_out(self) -> "SheetQuerySet":
        return self.exclude(left_out_reason="")

    def awaited(self) -> "SheetQuerySet":
        """Counted sheets that are not handed in."""
        return self.counted().filter(handed_in_at=None)

    def of_panel(self, panel: Panel) -> "SheetQuerySet":
        return self.filter(round__panel=panel)

    def of_selection(self, panel: Panel) -> "SheetQuerySet":
        """Counted sheets of the members who are left out of no round: the figures rest on these alone."""
        absent = Sheet.objects.of_panel(panel).left_out().values("seat")
        return self.of_panel(panel).counted().exclude(seat__in=absent)

    def with_panel(self) -> "SheetQuerySet":
        """With all that the permissions and the pages ask of the panel, fetched at once."""
        return self.select_related("round__panel__vacancy__office", "seat__user").prefetch_related(
            *(f"round__panel__{path}" for path in SEATS)
        )


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
                condition=Q(signed_at=None) | Q(handed_in_at__isnull=False),
                name="applications_sheet_signed_when_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.seat}"

    @property
    def vacancy(self) -> Vacancy:
        return self.round.panel.vacancy

    @property
    def office(self) -> Office:
        return self.round.panel.vacancy.office

    @property
    def member(self) -> str:
        """The name of the member in the evaluation file: M1, M2 … by seat."""
        return f"M{self.seat_id}"

    @property
    def counts(self) -> bool:
        return not self.left_out_reason

    @property
    def left_out_words(self) -> str:
        """Why the sheet does not count, for a reader; empty when it counts."""
        if self.left_out_reason == CONFLICT:
            return gettext("a conflict of interest, by the rule of the plan")
        return self.left_out_reason

    def belongs_to(self, user: Any) -> bool:
        return self.seat.user_id == user.pk

    def is_open_to(self, user: Any) -> bool:
        """Whether `user` may see its marks at all: their own, or a counted one once all are in."""
        return self.belongs_to(user) or (self.round.is_revealed and self.counts)


class MarkQuerySet(models.QuerySet["Mark"]):
    def whole(self) -> "MarkQuerySet":
        """Marks that have both their figure and their reason."""
        return self.exclude(value=None).exclude(reason="")

    def with_revisions(self) -> "MarkQuerySet":
        return self.select_related("application", "criterion", "sheet").prefetch_related("revisions")


class Mark(models.Model):
    """A mark on one criterion for one candidate, and the reason for it; both may wait until handing in."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="marks")
    value = models.DecimalField(gettext_lazy("mark"), max_digits=6, decimal_places=2, null=True, blank=True)
    reason = models.TextField(gettext_lazy("reason"), blank=True)
    saved_at = models.DateTimeField()

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "application", "criterion"], name="applications_mark_once"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="applications_mark_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"

    @property
    def is_whole(self) -> bool:
        return self.value is not None and bool(self.reason)

    @property
    def current(self) -> Decimal | None:
        """The figure that counts: that of the latest revision, else the original."""
        revisions = list(self.revisions.all())
        return revisions[-1].value if revisions else self.value


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
