"""An invitation to a test or an interview, its times, and who of those invited chose which."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.bilingual import Bilingual
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Vacancy


class Kind(models.TextChoices):
    TEST = "test", pgettext_lazy("invitation", "written test")
    INTERVIEW = "interview", pgettext_lazy("invitation", "interview")


class Invitation(models.Model):
    """What candidates of a vacancy are invited to, where, for how long, and until when they choose a time."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(gettext_lazy("kind"), max_length=9, choices=Kind)
    place = Bilingual(models.CharField, gettext_lazy("place"), max_length=300)
    link = models.URLField(gettext_lazy("link of the online meeting"), max_length=500, blank=True)
    notes = Bilingual(models.TextField, gettext_lazy("what to know beforehand"))
    minutes = models.PositiveSmallIntegerField(gettext_lazy("length in minutes"))
    choose_by = models.DateTimeField(gettext_lazy("choose a time by"))
    # Whether candidates send their answers through the portal, and how many minutes after the end that still counts.
    takes_answers = models.BooleanField(gettext_lazy("candidates send their answers here"), default=False)
    grace_minutes = models.PositiveSmallIntegerField(gettext_lazy("minutes after the end"), default=0)
    # The page from which it was sent: a button pressed twice invites once.
    sending = models.UUIDField(default=uuid.uuid4, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = [
            one_of("kind", Kind, name="applications_invitation_known_kind"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=720), name="applications_invitation_of_some_length"
            ),
            models.CheckConstraint(
                condition=Q(takes_answers=False) | Q(kind="test"),
                name="applications_invitation_answers_to_a_test",
            ),
            models.CheckConstraint(
                condition=Q(grace_minutes__lte=60), name="applications_invitation_of_little_grace"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("invitations:invitation", args=[self.key])

    @property
    def office(self) -> Any:
        return self.vacancy.office

    @property
    def stream(self) -> str:
        return self.vacancy.stream

    def takes_choices(self, *, at: datetime) -> bool:
        return at <= self.choose_by


class Slot(models.Model):
    """One time, with so many places; `taken` of them never exceed it, whoever counts."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="slots")
    begins_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("begins_at",)
        constraints = [
            models.UniqueConstraint(fields=["invitation", "begins_at"], name="applications_slot_time_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="applications_slot_has_places"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="applications_slot_never_overfull"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.invitation.minutes)

    @property
    def answers_until(self) -> datetime:
        """The last instant at which answers that arrive count."""
        return self.ends_at + timedelta(minutes=self.invitation.grace_minutes)

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def standing(self) -> "InviteeQuerySet":
        """Those still invited: neither called off nor withdrawn."""
        return self.filter(ended_at=None)

    def without_a_time(self) -> "InviteeQuerySet":
        return self.standing().filter(slot=None)

    def whole(self) -> "InviteeQuerySet":
        """With all that pages and letters say of them."""
        return self.select_related(
            "slot__invitation", "invitation__vacancy__office", "application__applicant", "application__lot"
        )


class Invitee(models.Model):
    """One candidate of an invitation."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="invitees")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="invitations")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="invitees")
    chosen_at = models.DateTimeField(null=True, blank=True)
    # What the person wrote where no time suits; empty once a time is chosen.
    none_suits = models.TextField(blank=True)
    # How often the appointment changed, as calendars count it.
    sequence = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["invitation", "application"], name="applications_invitee_once"),
            both_or_neither("slot", "chosen_at", name="applications_invitee_slot_and_when"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(slot=None), name="applications_invitee_ended_keeps_no_place"
            ),
            models.CheckConstraint(
                condition=Q(none_suits="") | Q(slot=None), name="applications_invitee_none_or_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.application.code}"

    def get_absolute_url(self) -> str:
        return reverse("invitations:own", args=[self.key])

    @property
    def vacancy(self) -> Vacancy:
        return self.invitation.vacancy
