"""A meeting of a panel, the times proposed for it and whom they suit, its agenda and its minutes."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.panels.models import Panel, Seat, seats_behind
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status as VacancyStatus

REMINDED_BEFORE = timedelta(days=1)


class Purpose(models.TextChoices):
    DECLARATION = "declaration", pgettext_lazy("meeting", "declarations of interest")
    MODERATION = "moderation", pgettext_lazy("meeting", "discussion of the marks")
    INTERVIEWS = "interviews", pgettext_lazy("meeting", "interviews")
    OTHER = "other", pgettext_lazy("meeting", "another meeting")


class Suits(models.TextChoices):
    YES = "yes", pgettext_lazy("time", "suits")
    IF_NEED_BE = "maybe", pgettext_lazy("time", "if need be")
    NO = "no", pgettext_lazy("time", "does not suit")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def with_panel(self) -> "MeetingQuerySet":
        """With all that the permissions ask of the panel, fetched at once."""
        return self.select_related("panel__vacancy__office").prefetch_related(*seats_behind("panel__"))

    def standing(self) -> "MeetingQuerySet":
        return self.filter(cancelled_at=None)

    def open(self) -> "MeetingQuerySet":
        """Those for which a time is still sought."""
        return self.standing().filter(begins_at=None)

    def to_remind_of(self, *, at: datetime) -> "MeetingQuerySet":
        """Those within a day whose time was told before that day and of which nobody was reminded; none of a cancelled vacancy."""
        near = self.standing().filter(begins_at__gt=at, begins_at__lte=at + REMINDED_BEFORE, reminded_at=None)
        told = near.filter(timed_at__lte=F("begins_at") - REMINDED_BEFORE)
        return told.exclude(panel__vacancy__status=VacancyStatus.CANCELLED)

    def held(self, *, at: datetime) -> "MeetingQuerySet":
        return self.standing().filter(begins_at__lte=at)


class Meeting(models.Model):
    """One meeting: proposed at several times, then fixed at one, moved or cancelled."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    purpose = models.CharField(gettext_lazy("what for"), max_length=12, choices=Purpose)
    length = models.PositiveSmallIntegerField(gettext_lazy("length in minutes"))
    place = models.CharField(gettext_lazy("place"), max_length=300, blank=True)
    link = models.URLField(gettext_lazy("link of the online meeting"), max_length=500, blank=True)
    agenda = models.TextField(gettext_lazy("agenda"), blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    begins_at = models.DateTimeField(null=True)
    # When that time was fixed, or moved last; and when all were reminded of it.
    timed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    # How often the appointment changed, as calendars count it.
    sequence = models.PositiveSmallIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(gettext_lazy("reason"), blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-called_at", "-pk")
        constraints = [
            one_of("purpose", Purpose, name="applications_meeting_known_purpose"),
            models.CheckConstraint(
                condition=Q(length__gte=5, length__lte=720), name="applications_meeting_of_some_length"
            ),
            models.CheckConstraint(condition=~Q(place="", link=""), name="applications_meeting_is_somewhere"),
            both_or_neither("begins_at", "timed_at", name="applications_meeting_timed_when"),
            models.CheckConstraint(
                condition=Q(reminded_at=None) | Q(begins_at__isnull=False),
                name="applications_meeting_reminded_of_a_time",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_reason="")),
                name="applications_meeting_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel.vacancy}: {self.get_purpose_display()}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def vacancy(self) -> Vacancy:
        return self.panel.vacancy

    @property
    def office(self) -> Any:
        return self.panel.vacancy.office

    @property
    def ends_at(self) -> datetime | None:
        return self.begins_at + timedelta(minutes=self.length) if self.begins_at else None

    @property
    def items(self) -> list[str]:
        """The agenda, item by item."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class Option(models.Model):
    """One of the times proposed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="options")
    begins_at = models.DateTimeField()

    class Meta:
        ordering = ("begins_at",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "begins_at"], name="applications_option_time_once")
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M}"


class Answer(models.Model):
    """Whether one of the times suits somebody who sits on the panel."""

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="answers")
    suits = models.CharField(max_length=5, choices=Suits)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "seat"], name="applications_answer_to_a_time_once"),
            one_of("suits", Suits, name="applications_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.option}: {self.suits}"


class Minutes(models.Model):
    """What was said at a meeting and who was there: written by the secretary, approved by the chair, then fixed."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField(gettext_lazy("what was said and decided"))
    # Names of those who were there.
    present = models.JSONField(gettext_lazy("who was there"), default=list)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="applications_minutes_say_something"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("written_by")),
                name="applications_minutes_approved_by_another",
            ),
            both_or_neither("approved_by", "approved_at", name="applications_minutes_approved_by_and_when"),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"
