"""The selection panel, its seats, and the declarations of interest of those who sit."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.profile.models import Sex
from portal.kernel import clock
from portal.kernel.constraints import both_or_neither, one_of
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status


class SeatRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("seat", "chair")
    MEMBER = "member", pgettext_lazy("seat", "member")
    SECRETARY = "secretary", pgettext_lazy("seat", "secretary")
    OBSERVER = "observer", pgettext_lazy("seat", "observer")


SCORING = (SeatRole.CHAIR, SeatRole.MEMBER)


class EndedBy(models.TextChoices):
    """Why somebody does not sit any more, as all of the panel may know it; the reason itself is read by few."""

    ABSENCE = "absence", pgettext_lazy("end of a seat", "cannot take part any more")
    DEPARTURE = "departure", pgettext_lazy("end of a seat", "has left the organisation or the post")
    CONFLICT = "conflict", pgettext_lazy("end of a seat", "conflicts of interest")
    OTHER = "other", pgettext_lazy("end of a seat", "another reason")


class PanelQuerySet(models.QuerySet["Panel"]):
    def of(self, user: Any) -> "PanelQuerySet":
        """Panels on which a person has a seat."""
        return self.filter(Exists(Seat.objects.reached_by(user).filter(panel=OuterRef("pk"))))

    def with_seats(self) -> "PanelQuerySet":
        """With the vacancy, and with all that the permissions ask of seats, fetched at once."""
        return self.select_related("vacancy__office").prefetch_related(
            *seats_behind(""), "seats__declaration__conflicts__application"
        )


class Panel(models.Model):
    """Who scores the candidates of one vacancy."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.PROTECT, related_name="panel")
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    # Why the chair chose to leave a conflicted member out for one candidate only; empty: the plan's rule stands.
    cell_reason = models.TextField(
        gettext_lazy("why members are left out for single candidates only"), blank=True
    )

    # Names are kept from who judges: from the first day where the first stage is blind, else since a blind round was opened,
    # until the blind rounds are unblinded.
    is_blind = models.BooleanField(default=False)

    # Why the office lets the panel judge candidates for whom it does not meet a rule of the office, and which: rule to codes.
    shortfall_reason = models.TextField(gettext_lazy("why the panel judges all the same"), blank=True)
    shortfalls = models.JSONField(default=dict)

    # The instant from which those without a role reach it no more; none: not known before everything is announced.
    reach_until = models.DateTimeField(null=True)

    objects = PanelQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Panel of {self.vacancy}"

    @property
    def office(self):
        return self.vacancy.office


class SeatQuerySet(models.QuerySet["Seat"]):
    def scoring(self) -> "SeatQuerySet":
        """Seats whose holders mark candidates."""
        return self.filter(role__in=SCORING)

    def sitting(self) -> "SeatQuerySet":
        """Seats that have not ended."""
        return self.filter(ended_at=None)

    def reached_by(self, user: Any) -> "SeatQuerySet":
        """Seats of a person that have not ended, on panels which the person still reaches."""
        seats = self.sitting().filter(user=user)
        if user.has_role:
            return seats
        now = clock.now()
        reaches = Q(panel__reach_until=None) | Q(panel__reach_until__gt=now) | Q(reach_until__gt=now)
        return seats.filter(reaches).exclude(panel__vacancy__status=Status.CANCELLED)


class Seat(models.Model):
    """One person's place on a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    # What HR states for the rules of the office on panels; empty: not stated, or not so.
    sex = models.CharField(gettext_lazy("sex"), max_length=10, choices=Sex, blank=True)
    outside = models.CharField(
        gettext_lazy("unit or organisation, if from outside the unit"), max_length=120, blank=True
    )
    expertise = models.CharField(gettext_lazy("expert on"), max_length=200, blank=True)

    # None: since the panel was convened, or joined before scoring began.
    joined_at = models.DateTimeField(null=True)
    joined_reason = models.TextField(gettext_lazy("why this person joined"), blank=True)
    # The first seat of the place that was taken over; none: a place of its own.
    place = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_because = models.CharField(
        gettext_lazy("why the seat ends"), max_length=10, choices=EndedBy, blank=True
    )
    ended_reason = models.TextField(gettext_lazy("reason"), blank=True)
    # Where HR has prolonged it: the instant from which the holder reaches the panel no more, and why so late.
    reach_until = models.DateTimeField(null=True)
    reach_reason = models.TextField(gettext_lazy("reason"), blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="applications_seat_one_per_person"),
            models.UniqueConstraint(
                fields=["panel"],
                condition=Q(role="chair", ended_at=None),
                name="applications_seat_one_chair",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(place__isnull=False, ended_at=None),
                name="applications_seat_place_held_once",
            ),
            one_of("role", SeatRole, name="applications_seat_known_role"),
            one_of("ended_because", ["", *EndedBy.values], name="applications_seat_known_end"),
            both_or_neither("ended_at", "ended_by", name="applications_seat_ended_when_and_by_whom"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="", ended_reason="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="") & ~Q(ended_reason="")),
                name="applications_seat_ends_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(reach_until=None, reach_reason="")
                | Q(reach_until__isnull=False) & ~Q(reach_reason=""),
                name="applications_seat_prolonged_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(place=None) | (Q(joined_at__isnull=False) & ~Q(joined_reason="")),
                name="applications_seat_taken_over_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def vacancy(self) -> Vacancy:
        return self.panel.vacancy

    @property
    def office(self):
        return self.panel.vacancy.office

    @property
    def stated(self) -> dict[str, str]:
        """What HR stated of the holder; nothing where nothing was stated."""
        said = {"sex": self.sex, "outside": self.outside, "expertise": self.expertise}
        return said if any(said.values()) else {}

    @property
    def scores(self) -> bool:
        return self.role in SCORING

    @property
    def sits(self) -> bool:
        """Whether the seat has not ended."""
        return self.ended_at is None

    @property
    def reach_ends(self) -> datetime | None:
        """The instant from which a holder without a role reaches the panel no more; None while it is not known."""
        ends = self.panel.reach_until
        return max(ends, self.reach_until) if ends and self.reach_until else ends

    def is_reached_by(self, user: Any) -> bool:
        """Whether its holder still reaches the panel: by the clock, whatever runs or does not run besides."""
        ends = self.reach_ends
        in_time = ends is None or clock.now() < ends
        # Of a selection that is cancelled there is nothing to judge.
        is_wanted = in_time and self.vacancy.status != Status.CANCELLED
        return self.sits and (is_wanted or user.has_role)

    @property
    def code(self) -> str:
        """The name of the place in the evaluation file: M1, M2 … by its first seat."""
        return f"M{self.place_id or self.pk}"


def seats_behind(path: str) -> tuple[Prefetch, str]:
    """What to prefetch behind `path` for all that the permissions ask of seats, in two questions."""
    return seats_of(path), f"{path}seats__declaration__conflicts"


def seats_of(path: str) -> Prefetch:
    """The same without the conflicts, for a page that shows nothing of one candidate apart."""
    return Prefetch(f"{path}seats", Seat.objects.select_related("user", "declaration"))


def judges_on(panel: Panel) -> list[Seat]:
    """The seats whose holders mark, or marked until they ended, with person and declaration; asked once for a page or a step."""
    prefetch_related_objects([panel], *seats_behind(""))
    return [seat for seat in panel.seats.all() if seat.scores]


class Declaration(models.Model):
    """That a person on the panel has declared: no conflict, or the conflicts below it."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="declaration")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Declaration of {self.seat}"


class Conflict(models.Model):
    """A conflict of interest of one person with one candidate."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.TextField(gettext_lazy("what connects you"))
    # When it was found, after the declaration; none: it was declared with the others.
    found_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "application"], name="applications_conflict_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="applications_conflict_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.declaration.seat} / {self.application}"
