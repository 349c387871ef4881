"""Rounds, score sheets and marks; a mark and its reason, then, beside it, a revision and its reason."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.panels.models import Panel, Seat, seats_behind
from applications.scoring.blind import BLIND_CONSTRAINTS, MayBeBlind
from applications.scoring.left_out import REPLACED, words_of
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Criterion, Vacancy
from vacancies.plan.models import Stage


class RoundStatus(models.TextChoices):
    """Members mark alone; all sheets are in and shown; the figures are evidence."""

    SCORING = "scoring", pgettext_lazy("round", "scoring")
    MODERATION = "moderation", pgettext_lazy("round", "moderation")
    LOCKED = "locked", pgettext_lazy("round", "locked")


class RoundQuerySet(models.QuerySet["Round"]):
    def of_vacancy(self, vacancy: Vacancy) -> "RoundQuerySet":
        return self.filter(panel__vacancy=vacancy)

    def locked(self) -> "RoundQuerySet":
        return self.filter(status=RoundStatus.LOCKED)

    def with_panel(self) -> "RoundQuerySet":
        """With all that the permissions and the pages ask of the panel, fetched at once."""
        return self.select_related("panel__vacancy__office").prefetch_related(*seats_behind("panel__"))


class Round(MayBeBlind):
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
    # Of the marks: each opening after a lock begins the next one (applications.scoring.versions).
    version = models.PositiveSmallIntegerField(default=1)

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
            *BLIND_CONSTRAINTS,
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


class SheetQuerySet(models.QuerySet["Sheet"]):
    def counted(self) -> "SheetQuerySet":
        """Sheets that count for their round."""
        return self.filter(left_out_reason="")

    def left_out(self) -> "SheetQuerySet":
        return self.exclude(left_out_reason="")

    def absent(self) -> "SheetQuerySet":
        """Sheets that do not count, and in whose place nobody else's does."""
        return self.left_out().exclude(left_out_reason=REPLACED)

    def awaited(self) -> "SheetQuerySet":
        """Counted sheets that are not handed in."""
        return self.counted().filter(handed_in_at=None)

    def of_panel(self, panel: Panel) -> "SheetQuerySet":
        return self.filter(round__panel=panel)

    def of_selection(self, panel: Panel) -> "SheetQuerySet":
        """Counted sheets of the members who are left out of no round: the figures rest on these alone."""
        absent = Sheet.objects.of_panel(panel).absent().by_place().values("place")
        return self.of_panel(panel).counted().by_place().exclude(place__in=absent)

    def by_place(self) -> "SheetQuerySet":
        """With `place`: the first seat of the place on the panel, which a successor takes over."""
        return self.annotate(place=Coalesce("seat__place", "seat"))

    def to_sign(self) -> "SheetQuerySet":
        """Unsigned sheets of those who still sit: nobody waits for the signature of one who left."""
        return self.filter(signed_at=None, seat__ended_at=None)

    def with_panel(self) -> "SheetQuerySet":
        """With all that the permissions and the pages ask of the panel, fetched at once."""
        return self.select_related("round__panel__vacancy__office", "seat__user").prefetch_related(
            *seats_behind("round__panel__")
        )

    def to_mark(self) -> "SheetQuerySet":
        """With all that the permissions and the pages of its member ask, and no more."""
        rows = self.select_related(
            "round__panel__vacancy__office", "round__panel__vacancy__plan", "seat__user"
        )
        seats = Prefetch("round__panel__seats", Seat.objects.select_related("declaration"))
        return rows.prefetch_related(seats, "round__panel__seats__declaration__conflicts")


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
    def desk(self) -> str:
        """Under which name it is remembered what is typed on it."""
        return f"sheet:{self.pk}:"

    @property
    def member(self) -> str:
        """The name of the member in the evaluation file: M1, M2 … by the place on the panel."""
        return self.seat.code

    @property
    def counts(self) -> bool:
        return not self.left_out_reason

    @property
    def left_out_words(self) -> str:
        """Why the sheet does not count, for a reader; empty when it counts."""
        return words_of(self.left_out_reason)

    def belongs_to(self, user: Any) -> bool:
        """Whether it is the sheet of `user`; nobody's any more once the seat has ended."""
        return self.seat.user_id == user.pk and self.seat.sits

    def is_open_to(self, user: Any) -> bool:
        """Whether `user` may see its marks at all: their own, or a counted one once all are in."""
        return self.belongs_to(user) or (self.round.is_revealed and self.counts)


class MarkQuerySet(models.QuerySet["Mark"]):
    def whole(self) -> "MarkQuerySet":
        """Marks that have both their figure and their reason."""
        return self.exclude(value=None).exclude(reason="")

    def with_revisions(self, among: "RevisionQuerySet | None" = None) -> "MarkQuerySet":
        """With what a mark belongs to and all revisions, or those `among` the given ones only."""
        # A candidate is read once, however many marks there are.
        rows = self.revised(Revision.objects.all() if among is None else among)
        return rows.select_related("criterion", "sheet__seat").prefetch_related("application")

    def revised(self, among: "RevisionQuerySet") -> "MarkQuerySet":
        """With the revisions `among` the given ones, as plain lists: a manager for each of thousands of marks takes a second."""
        return self.prefetch_related(models.Prefetch("revisions", queryset=among, to_attr="revised"))


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
    def counts(self) -> bool:
        """Whether its candidate stands on the sheet: one is taken off for a conflict that was found later."""
        return self.application_id in self.sheet.order

    @property
    def is_whole(self) -> bool:
        return self.value is not None and bool(self.reason)

    @cached_property
    def revised(self) -> "list[Revision]":
        """In order, all or those asked for with the mark: a prefetch fills a cached_property of Django only."""
        return list(self.revisions.all())

    @property
    def current(self) -> Decimal | None:
        """The figure that counts: that of the latest revision, else the original."""
        return self.revised[-1].value if self.revised else self.value


class RevisionQuerySet(models.QuerySet["Revision"]):
    def up_to(self, versions: Mapping[str, int]) -> "RevisionQuerySet":
        """Those made before the given version of each stage was locked."""
        made = [Q(mark__sheet__round__stage=stage, version__lte=last) for stage, last in versions.items()]
        return self.filter(Q(Q(pk=None), *made, _connector=Q.OR))


class Revision(models.Model):
    """A mark revised in moderation; the original stays beside it and the latest revision counts."""

    mark = models.ForeignKey(Mark, on_delete=models.CASCADE, related_name="revisions")
    value = models.DecimalField(gettext_lazy("revised mark"), max_digits=6, decimal_places=2)
    reason = models.TextField(gettext_lazy("reason for the revision"))
    # The version of the round's marks in which it was made.
    version = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="applications_revision_has_reason"),
            models.CheckConstraint(condition=Q(value__gte=0), name="applications_revision_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.mark_id}: {self.value}"
