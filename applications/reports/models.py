"""Papers that take a while to make: who asked for which, how far it is, and where it lies once it is there."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from portal.kernel.constraints import one_of
from vacancies.models import Lot, Vacancy

# How long a made paper can be fetched; made anew it says what is so then.
KEPT = timedelta(hours=24)
# A maker that has said nothing for so long has died.
PATIENCE = timedelta(minutes=10)


class Paper(models.TextChoices):
    REPORT = "report", pgettext_lazy("paper", "Evaluation report")
    PACK = "pack", pgettext_lazy("paper", "Reconstruction pack")


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("paper", "being made")
    MADE = "made", pgettext_lazy("paper", "made")
    FAILED = "failed", pgettext_lazy("paper", "could not be made")


def storage() -> Storage:
    return storages["documents"]


def neutral_name(making: "Making", _name: str) -> str:
    """A name in the storage that says nothing of the selection."""
    return f"made/{making.key}"


class MakingQuerySet(models.QuerySet["Making"]):
    def over(self, *, at: datetime) -> "MakingQuerySet":
        """Those nobody can fetch any more."""
        return self.filter(asked_at__lt=at - KEPT)


class Making(models.Model):
    """One paper that one person asked for; nobody else sees it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="+")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.CASCADE, related_name="+")
    paper = models.CharField(max_length=10, choices=Paper)
    language = models.CharField(max_length=2)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # Parts done, of how many.
    done = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField()
    file = models.FileField(storage=storage, upload_to=neutral_name, blank=True)
    name = models.CharField(max_length=120, blank=True)

    objects = MakingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("paper", Paper, name="applications_making_known_paper"),
            one_of("state", State, name="applications_making_known_state"),
            models.CheckConstraint(
                condition=~Q(state="made") | ~Q(file=""), name="applications_making_made_is_there"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()}: {self.vacancy}"

    @property
    def office(self) -> Any:
        return self.vacancy.office

    @property
    def permission(self) -> str:
        """Who may ask for such a paper, and still must when it is fetched."""
        return "applications.take_pack" if self.paper == Paper.PACK else "applications.view_report"

    @property
    def is_made(self) -> bool:
        return self.state == State.MADE

    def has_failed(self, *, at: datetime) -> bool:
        """Whether nothing will come of it any more."""
        died = self.state == State.WAITING and self.told_at < at - PATIENCE
        return self.state == State.FAILED or died
