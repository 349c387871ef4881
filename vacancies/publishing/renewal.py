"""A vacancy that advertises another one anew, whose selection ended without filling all openings."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vacancies.vacancy.models import Vacancy


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def standing(self) -> "RenewalQuerySet":
        """Those whose new vacancy was not cancelled in its turn."""
        return self.exclude(vacancy__status="cancelled")

    def shown(self) -> "RenewalQuerySet":
        """Those of which the office lets the two notices tell."""
        return self.filter(is_public=True).select_related("vacancy", "earlier")


class Renewal(models.Model):
    """The link of a vacancy to the one that it advertises anew."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="renews")
    earlier = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="renewals")
    # Whether each of the two notices leads to the other, once both are public.
    is_public = models.BooleanField(gettext_lazy("the two notices lead to each other"), default=True)
    begun_at = models.DateTimeField()

    objects = RenewalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(vacancy=F("earlier")), name="vacancies_renewal_of_another")
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.vacancy}"

    @property
    def office(self):  # type: ignore[no-untyped-def]
        return self.vacancy.office


def earlier_than(vacancy: Vacancy) -> list[Vacancy]:
    """What `vacancy` advertises anew, what that did, and so on: the latest first."""
    found: list[Vacancy] = []
    link = Renewal.objects.filter(vacancy=vacancy).select_related("earlier").first()
    while link:
        found.append(link.earlier)
        link = Renewal.objects.filter(vacancy=link.earlier).select_related("earlier").first()
    return found


def shown_beside(vacancy: Vacancy, *, at: datetime) -> list[tuple[str, Vacancy]]:
    """To which public notices that of `vacancy` leads, each with its words: what it advertises anew, what advertises it anew."""
    links = Renewal.objects.shown().filter(Q(vacancy=vacancy) | Q(earlier=vacancy))
    return [
        (_("Advertised again after"), link.earlier)
        if link.vacancy_id == vacancy.pk
        else (_("Advertised anew as"), link.vacancy)
        for link in links
        if link.vacancy.is_public(at=at) and link.earlier.is_public(at=at)
    ]
