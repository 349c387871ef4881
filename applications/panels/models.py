"""The selection panel, its seats, and the declarations of interest of those who sit."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import one_of
from vacancies.models import Vacancy


class SeatRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("seat", "chair")
    MEMBER = "member", pgettext_lazy("seat", "member")
    SECRETARY = "secretary", pgettext_lazy("seat", "secretary")
    OBSERVER = "observer", pgettext_lazy("seat", "observer")


SCORING = (SeatRole.CHAIR, SeatRole.MEMBER)


class PanelQuerySet(models.QuerySet["Panel"]):
    def of(self, user: Any) -> "PanelQuerySet":
        """Panels on which a person has a seat."""
        return self.filter(seats__user=user)

    def with_seats(self) -> "PanelQuerySet":
        """With the vacancy, and with all that the permissions ask of seats, fetched at once."""
        return self.select_related("vacancy__office").prefetch_related(
            "seats__user", "seats__declaration__conflicts__application"
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


class Seat(models.Model):
    """One person's place on a panel."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole, default=SeatRole.MEMBER)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="applications_seat_one_per_person"),
            models.UniqueConstraint(
                fields=["panel"], condition=Q(role="chair"), name="applications_seat_one_chair"
            ),
            one_of("role", SeatRole, name="applications_seat_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    @property
    def office(self):
        return self.panel.vacancy.office

    @property
    def scores(self) -> bool:
        return self.role in SCORING


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "application"], name="applications_conflict_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="applications_conflict_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.declaration.seat} / {self.application}"
