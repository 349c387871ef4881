"""A reference: one referee of one candidate, asked by the office, and what the referee answered."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Vacancy


class ReferenceStatus(models.TextChoices):
    """The candidate is told; the referee is asked; what came of it."""

    TOLD = "told", pgettext_lazy("reference", "the candidate is told")
    ASKED = "asked", pgettext_lazy("reference", "asked")
    ANSWERED = "answered", pgettext_lazy("reference", "answered")
    DECLINED = "declined", pgettext_lazy("reference", "declined by the referee")
    CALLED_OFF = "called_off", pgettext_lazy("reference", "called off")


OPEN = (ReferenceStatus.TOLD, ReferenceStatus.ASKED)


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def of_vacancy(self, vacancy: Vacancy) -> "ReferenceQuerySet":
        return self.filter(application__vacancy=vacancy)

    def released(self) -> "ReferenceQuerySet":
        """Those that the panel may read, once its marks are locked."""
        return self.exclude(released_at=None)

    def whole(self) -> "ReferenceQuerySet":
        """With all that pages, permissions and letters say of them."""
        return self.select_related(
            "application__vacancy__office", "application__applicant", "application__lot", "asked_by", "noted_by"
        )  # fmt: skip


class Reference(models.Model):
    """The referee as the application named them, or as the office was told; the questions as they were put, and the answers."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="references")
    # Counts those of the candidate: names stand in no entry of the record.
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=ReferenceStatus, default=ReferenceStatus.TOLD)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=160)
    position = models.CharField(gettext_lazy("position"), max_length=200, blank=True)
    organisation = models.CharField(gettext_lazy("organisation"), max_length=200, blank=True)
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    relation = models.CharField(
        gettext_lazy("how this person knows the candidate"), max_length=200, blank=True
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    # Not before: the candidate has time to say that somebody must not be asked.
    ask_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    # Of the secret in the letter; each letter has a new one.
    secret_hash = models.CharField(max_length=64, blank=True)
    reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Who wrote down what was said by telephone; none where the referee wrote it.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    spoken_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    # Whether the evaluation report quotes the answers.
    quoted = models.BooleanField(default=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ("application", "number")
        constraints = [
            one_of("status", ReferenceStatus, name="applications_reference_known_status"),
            models.UniqueConstraint(
                fields=["application", "number"], name="applications_reference_number_once"
            ),
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=~Q(email="") & ~Q(status="called_off"),
                name="applications_reference_asked_once",
            ),
            models.UniqueConstraint(
                fields=["secret_hash"],
                condition=~Q(secret_hash=""),
                name="applications_reference_secret_once",
            ),
            both_or_neither("noted_by", "spoken_at", name="applications_reference_noted_by_and_when"),
            both_or_neither("released_by", "released_at", name="applications_reference_released_by_and_when"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN, ended_at=None)
                | (~Q(status__in=OPEN) & Q(ended_at__isnull=False)),
                name="applications_reference_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="asked") | Q(asked_at__isnull=False),
                name="applications_reference_asked_when",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(status="answered"),
                name="applications_reference_released_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(quoted=False) | Q(released_at__isnull=False),
                name="applications_reference_quoted_when_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.application.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("references:reference", args=[self.key])

    @property
    def vacancy(self) -> Vacancy:
        return self.application.vacancy

    @property
    def office(self) -> Office:
        return self.application.vacancy.office

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_told(self) -> bool:
        return self.status == ReferenceStatus.TOLD

    @property
    def is_asked(self) -> bool:
        return self.status == ReferenceStatus.ASKED

    @property
    def is_answered(self) -> bool:
        return self.status == ReferenceStatus.ANSWERED

    @property
    def who(self) -> str:
        """Name, position, organisation."""
        return ", ".join(filter(None, [self.name, self.position, self.organisation]))

    @property
    def talk(self) -> list[tuple[str, str]]:
        """Each question with its answer."""
        return list(zip(self.questions, self.answers, strict=False))

    def takes_answer(self, *, at: datetime) -> bool:
        return self.is_asked and at <= self.answer_by


def referee_said(row: Reference) -> dict[str, Any]:
    """The referee as the record's hash holds them; `key` keeps names from being tried out against it once it is forgotten."""
    names = ("name", "position", "organisation", "email", "phone", "relation", "language")
    return {"key": str(row.key), **{name: getattr(row, name) for name in names}}


def words_said(row: Reference, words: list[str]) -> dict[str, Any]:
    """Questions or answers as the record's hash holds them."""
    return {"key": str(row.key), "words": words}
