"""Versions of a round's marks: each opening after a lock keeps the locked one whole and begins the next."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy

from applications.scoring.left_out import REPLACED
from applications.scoring.models import Round, RoundQuerySet, Sheet, SheetQuerySet
from applications.scoring.stages import rounds_of
from vacancies.models import Vacancy


class Allowance(models.Model):
    """That a round may be opened once more although the prices have been seen, by an approver who sits on no panel of it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="allowances")
    # The locked version that may be opened.
    version = models.PositiveSmallIntegerField()
    reason = models.TextField(gettext_lazy("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="applications_allowance_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="applications_allowance_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.version}"


class Reopening(models.Model):
    """The end of a locked version: who opened the round again and why, and what the version was.

    Its marks are the sheets' with the revisions made up to it: neither is ever changed. Who had signed is kept here.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reopenings")
    version = models.PositiveSmallIntegerField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    locked_at = models.DateTimeField()
    # By member whose sheet counted: the hash of what it said, when it was signed (ISO 8601 or null), whom it judged.
    sheets = models.JSONField()
    reason = models.TextField(gettext_lazy("reason"))
    # Not empty where the office did it: why the chair could not.
    instead = models.TextField(blank=True)
    prices_seen = models.BooleanField()
    allowance = models.OneToOneField(Allowance, null=True, on_delete=models.PROTECT, related_name="reopening")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("round", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version"], name="applications_reopening_once_a_version"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="applications_reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(prices_seen=False, allowance=None) | Q(prices_seen=True, allowance__isnull=False),
                name="applications_reopening_allowed_after_prices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.version}"


@dataclass(frozen=True)
class Version:
    """One locked version of a round's marks; `ended` says who opened it again, None for the one that stands."""

    round: Round
    number: int
    locked_by: Any
    locked_at: datetime
    signed: dict[str, datetime | None]
    ended: Reopening | None


def versions_of(round_: Round) -> list[Version]:
    """The locked versions in order; a round under discussion has none of its own yet."""
    ended = [
        ended_version(one) for one in round_.reopenings.select_related("by", "locked_by", "allowance__by")
    ]
    if not round_.is_locked:
        return ended
    signed = {sheet.member: sheet.signed_at for sheet in sheets_on(round_) if sheet.counts}
    return [*ended, Version(round_, round_.version, round_.locked_by, round_.locked_at, signed, None)]


def ended_version(one: Reopening) -> Version:
    """The version that ended with an opening."""
    signed = {member: _moment(said["signed_at"]) for member, said in one.sheets.items()}
    return Version(one.round, one.version, one.locked_by, one.locked_at, signed, one)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


# To prefetch behind a round: its sheets with their members.
SHEETS = Prefetch("sheets", Sheet.objects.select_related("seat__user"))


def rounds_to_show() -> RoundQuerySet:
    """Rounds with panel, sheets and criteria, for a page that shows where one stands; a step reads the rows anew."""
    rows = Round.objects.with_panel().select_related("panel__vacancy__plan", "locked_by")
    return rows.prefetch_related("panel__rounds", "panel__vacancy__plan__criteria", SHEETS)


def sheets_on(round_: Round) -> list[Sheet]:
    """All sheets of a round with their members, asked once for a page or a step."""
    prefetch_related_objects([round_], SHEETS)
    return list(round_.sheets.all())


def sheets_of(round_: Round, version: int) -> list[Sheet]:
    """The sheets that counted in a version, each with the candidates whom it judged then."""
    sheets = sheets_on(round_)
    ended = round_.reopenings.filter(version=version).first() if version != round_.version else None
    if ended is None:
        return [sheet for sheet in sheets if sheet.counts]
    # Who took a place over did so before anything was locked: of the place one sheet counted in every version.
    counted = [
        copy(sheet) for sheet in sheets if sheet.member in ended.sheets and sheet.left_out_reason != REPLACED
    ]
    for sheet in counted:
        sheet.order = ended.sheets[sheet.member]["order"]
    return counted


def judged_in(vacancy: Vacancy, versions: Mapping[str, int]) -> dict[int, set[int]]:
    """By sheet: the candidates whose marks counted in those versions, of the members who are left out of no round."""
    rounds = [
        (round_, sheets_of(round_, versions.get(round_.stage, round_.version)))
        for round_ in rounds_of(vacancy)
    ]
    absent = {
        place
        for round_, counted in rounds
        for place in _not_counted(round_, counted).values_list("place", flat=True)
    }
    return {
        sheet.pk: set(sheet.order)
        for _round, counted in rounds
        for sheet in counted
        if (sheet.seat.place_id or sheet.seat_id) not in absent
    }


def _not_counted(round_: Round, counted: list[Sheet]) -> SheetQuerySet:
    rest = round_.sheets.exclude(pk__in=[sheet.pk for sheet in counted])
    return rest.exclude(left_out_reason=REPLACED).by_place()


def round_versions(vacancy: Vacancy) -> dict[str, int]:
    """Which version each stage's marks are at, locked or not."""
    return {round_.stage: round_.version for round_ in rounds_of(vacancy)}
