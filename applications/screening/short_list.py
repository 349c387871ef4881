"""The short list: the rule stated for it before any mark is seen, and who goes on after a round by it."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither, one_of
from portal.words.figures import figure
from vacancies.models import Vacancy
from vacancies.plan.models import Stage


class Kind(models.TextChoices):
    """Who goes on; at the border all who are equal do."""

    BEST = "best", pgettext_lazy("short list", "the best by the technical per cent of the rounds so far")
    PERCENT = "percent", pgettext_lazy("short list", "all from a technical per cent of the rounds so far")
    MINIMUM = "minimum", pgettext_lazy("short list", "all who reach every minimum mark of the rounds so far")


class ShortListRule(models.Model):
    """By which rule candidates go on after the round of `stage`; once confirmed, who goes on stands in `places`."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="short_list_rules")
    stage = models.CharField(max_length=10, choices=Stage)
    kind = models.CharField(max_length=8, choices=Kind)
    # How many, or from how many per cent; none for the minimum marks.
    value = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "stage"], name="applications_shortlistrule_stage_once"
            ),
            one_of("kind", Kind, name="applications_shortlistrule_known_kind"),
            models.CheckConstraint(
                condition=Q(kind="minimum", value=None) | (~Q(kind="minimum") & Q(value__gt=0)),
                name="applications_shortlistrule_value_where_asked",
            ),
            both_or_neither(
                "confirmed_by", "confirmed_at", name="applications_shortlistrule_confirmed_by_and_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}, {self.stage}: {self.kind} {self.value or ''}".strip()


class ShortListPlace(models.Model):
    """Whether one candidate goes on: by the rule, and as it was confirmed; `percent` is the exact fraction."""

    rule = models.ForeignKey(ShortListRule, on_delete=models.CASCADE, related_name="places")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="short_list_places")
    percent = models.CharField(max_length=80)
    by_rule = models.BooleanField()
    goes_on = models.BooleanField()
    reason = models.TextField(gettext_lazy("reason"), blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["rule", "application"], name="applications_shortlistplace_once"),
            models.CheckConstraint(
                condition=Q(goes_on=F("by_rule")) | ~Q(reason=""),
                name="applications_shortlistplace_departure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.goes_on}"

    @property
    def shown_percent(self) -> str:
        """The per cent as a reader sees it, rounded half up to two decimals."""
        hundred = Fraction(self.percent) * 100
        return figure(Decimal(floor(hundred + Fraction(1, 2))) / 100, 2)


def is_awaited(vacancy: Vacancy, stages: Iterable[str]) -> bool:
    """Whether a rule is stated for one of `stages` and nobody has confirmed yet who goes on."""
    return ShortListRule.objects.filter(vacancy=vacancy, stage__in=stages, confirmed_at=None).exists()
