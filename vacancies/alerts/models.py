"""What a reader wants to hear of: a vacancy, or whatever a search finds."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from portal.kernel.constraints import one_of
from vacancies.vacancy.models import Vacancy


class SavedVacancy(models.Model):
    """A vacancy somebody keeps an eye on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_vacancies"
    )
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="savings")
    saved_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-saved_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["user", "vacancy"], name="vacancies_saved_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.vacancy_id}"


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", pgettext_lazy("letters about new vacancies", "at once")
    DAILY = "daily", pgettext_lazy("letters about new vacancies", "once a day")
    WEEKLY = "weekly", pgettext_lazy("letters about new vacancies", "once a week")


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def running(self, *, at: datetime) -> "SubscriptionQuerySet":
        """Confirmed, not ended and not expired, of an address or of an account that is not closed."""
        of_somebody = Q(user=None) | Q(user__is_active=True)
        return self.filter(of_somebody, confirmed_at__isnull=False, ended_at=None, expires_at__gt=at)


# A search that finds one vacancy, whose changes are mailed to an address without an account.
OF_ONE = "vacancy="


class Subscription(models.Model):
    """A saved search with its letters: of an account, or of an address that was confirmed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    email = models.EmailField(gettext_lazy("e-mail address"))
    language = models.CharField(gettext_lazy("language of letters"), max_length=2)
    # The query string of the list, in canonical order, without page and sorting.
    search = models.CharField(max_length=1000, blank=True)
    frequency = models.CharField(
        gettext_lazy("how often"), max_length=8, choices=Frequency, default=Frequency.DAILY
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Vacancies published up to here have been looked at.
    seen_until = models.DateTimeField()
    expires_at = models.DateTimeField()
    expiry_announced_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            one_of("frequency", Frequency, name="vacancies_subscription_known_frequency"),
            models.UniqueConstraint(
                fields=["email", "search"], condition=Q(ended_at=None), name="vacancies_subscription_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.search}"

    def runs(self, *, at: datetime) -> bool:
        """Whether letters are written at the instant `at`: confirmed, not ended and not expired."""
        return self.confirmed_at is not None and self.ended_at is None and self.expires_at > at

    def address(self, name: str, language: str = "") -> str:
        """One of the pages of this subscription; who knows its key may use them, so it stands in the letters alone."""
        with override(language or self.reader_language):
            return reverse(f"alerts:{name}", args=[self.key])

    def end_address(self, language: str = "") -> str:
        return self.address("end", language)

    @property
    def is_of_one(self) -> bool:
        """Whether it is the changes of one vacancy that are mailed, not new ones."""
        return self.search.startswith(OF_ONE)

    @property
    def end_url(self) -> str:
        return self.end_address()

    @property
    def manage_url(self) -> str:
        return self.address("manage")

    @property
    def reader_language(self) -> str:
        return self.user.language if self.user else self.language

    @property
    def list_address(self) -> str:
        """The list of vacancies that the search finds."""
        with override(self.reader_language):
            return reverse("listing:vacancies") + (f"?{self.search}" if self.search else "")
