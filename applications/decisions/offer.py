"""An offer to a candidate: of which opening, until when it is answered, and what came of it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.decisions.models import Decision
from applications.intake.models import Application
from applications.intake.on_behalf import Source
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Vacancy


class OfferStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("offer", "waits for the answer")
    ACCEPTED = "accepted", pgettext_lazy("offer", "accepted")
    DECLINED = "declined", pgettext_lazy("offer", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "withdrawn by the office")
    LAPSED = "lapsed", pgettext_lazy("offer", "not answered in time")
    GIVEN_UP = "given_up", pgettext_lazy("offer", "accepted, then given up")


# An opening is kept for whoever has such an offer.
STANDING = (OfferStatus.OPEN, OfferStatus.ACCEPTED)
ANSWERED = (OfferStatus.ACCEPTED, OfferStatus.DECLINED, OfferStatus.GIVEN_UP)
ENDED = (OfferStatus.WITHDRAWN, OfferStatus.LAPSED, OfferStatus.GIVEN_UP)


class OfferQuerySet(models.QuerySet["Offer"]):
    def standing(self) -> "OfferQuerySet":
        """Those for which an opening is kept: not answered yet, or accepted."""
        return self.filter(status__in=STANDING)

    def unanswered(self) -> "OfferQuerySet":
        return self.filter(status=OfferStatus.OPEN)

    def accepted(self) -> "OfferQuerySet":
        return self.filter(status=OfferStatus.ACCEPTED)

    def whole(self) -> "OfferQuerySet":
        """With all that pages and letters say of them."""
        return self.select_related(
            "decision__lot", "decision__vacancy__office", "application__applicant", "application__lot", "made_by", "answered_by", "ended_by"
        )  # fmt: skip


class Offer(models.Model):
    """One offer of one of the openings of a decision."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="offers")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    status = models.CharField(max_length=10, choices=OfferStatus, default=OfferStatus.OPEN)
    # Which of the openings, and how many there are: so the database itself keeps more from being promised.
    opening = models.PositiveSmallIntegerField()
    openings = models.PositiveSmallIntegerField()
    answer_by = models.DateTimeField()
    # Not empty where the offer leaves the order of the list.
    departure = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # How the answer came to the office that recorded it; empty where the candidate answered here.
    source = models.CharField(max_length=9, choices=Source, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    # When the candidate agreed to be named in public; none: did not, or took it back.
    name_agreed_at = models.DateTimeField(null=True)
    # Of whoever declined, gave up or withdrew it; empty where none was given.
    reason = models.TextField(blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            one_of("status", OfferStatus, name="applications_offer_known_status"),
            one_of("source", ["", *Source.values], name="applications_offer_known_source"),
            both_or_neither("answered_by", "answered_at", name="applications_offer_answered_by_and_when"),
            both_or_neither("ended_by", "ended_at", name="applications_offer_ended_by_and_when"),
            models.CheckConstraint(
                condition=Q(status__in=ANSWERED, answered_at__isnull=False)
                | (~Q(status__in=ANSWERED) & Q(answered_at=None)),
                name="applications_offer_answered_when",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at=None)),
                name="applications_offer_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=OfferStatus.WITHDRAWN) | ~Q(reason=""),
                name="applications_offer_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(opening__gte=1, opening__lte=F("openings")),
                name="applications_offer_of_an_opening",
                violation_error_message=gettext_lazy("There is no opening left."),
            ),
            models.CheckConstraint(
                condition=Q(name_agreed_at=None) | Q(status=OfferStatus.ACCEPTED),
                name="applications_offer_named_once_accepted",
            ),
            models.UniqueConstraint(
                fields=["decision", "opening"],
                condition=Q(status__in=STANDING),
                name="applications_offer_one_an_opening",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(status__in=STANDING),
                name="applications_offer_one_a_candidate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.vacancy}: {self.application.code}, {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("offers:own", args=[self.key])

    @property
    def vacancy(self) -> Vacancy:
        return self.decision.vacancy

    @property
    def office(self) -> Office:
        return self.decision.vacancy.office

    @property
    def is_open(self) -> bool:
        return self.status == OfferStatus.OPEN

    @property
    def stands(self) -> bool:
        """Whether an opening is kept for it."""
        return self.status in STANDING

    @property
    def is_accepted(self) -> bool:
        return self.status == OfferStatus.ACCEPTED

    def takes_answers(self, *, at: datetime) -> bool:
        """Whether the candidate can answer now."""
        return self.is_open and at <= self.answer_by

    def is_overdue(self, *, at: datetime) -> bool:
        """Whether it was not answered in time, and the office has not let it go yet."""
        return self.is_open and at > self.answer_by
