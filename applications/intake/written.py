"""What is written on the pages that only some plans ask for: methodology, letter of interest, chosen experience."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.profile.models import Said
from applications.profile.parts import Employment
from portal.kernel.constraints import one_of

LONGEST_LETTER = 4000
# For how many days a price holds, at least and at most.
SHORTEST_VALIDITY, LONGEST_VALIDITY = 30, 365


class Available(models.TextChoices):
    WHOLE = "whole", pgettext_lazy("availability", "I am available for the whole period of the work")
    FROM = "from", pgettext_lazy("availability", "I am available from a later date")


class Methodology(models.Model):
    """How the applicant would do the work; kept whole even over the limit, which only submitting refuses."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="methodology")
    text = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "methodologies"

    def __str__(self) -> str:
        return self.text[:40]


class Letter(models.Model):
    """The letter of interest and availability, in fields; any of it may still be empty."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="letter")
    accepts = models.BooleanField(
        gettext_lazy("terms of reference and general conditions accepted"), default=False
    )
    available = models.CharField(gettext_lazy("availability"), max_length=5, choices=Available, blank=True)
    available_from = models.DateField(gettext_lazy("available from"), null=True, blank=True)
    price_valid_days = models.PositiveSmallIntegerField(
        gettext_lazy("for how many days the price holds"), null=True, blank=True
    )
    barred = models.CharField(
        gettext_lazy("exclusion from work for the United Nations or an international organisation"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    barred_words = models.TextField(gettext_lazy("by whom, why and until when"), blank=True)
    relatives = models.CharField(
        gettext_lazy("relatives who work for the organisation or elsewhere in the UN system"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    relatives_words = models.TextField(gettext_lazy("who, and where they work"), blank=True)
    text = models.TextField(gettext_lazy("why you, and why this work"), blank=True)

    class Meta:
        constraints = [
            one_of("available", ["", *Available.values], name="applications_letter_known_availability"),
            one_of("barred", ["", *Said.values], name="applications_letter_known_barred"),
            one_of("relatives", ["", *Said.values], name="applications_letter_known_relatives"),
            models.CheckConstraint(
                condition=Q(available_from=None) | Q(available=Available.FROM),
                name="applications_letter_a_date_is_for_later",
            ),
            models.CheckConstraint(
                condition=Q(price_valid_days=None)
                | Q(price_valid_days__gte=SHORTEST_VALIDITY, price_valid_days__lte=LONGEST_VALIDITY),
                name="applications_letter_price_holds_a_while",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class ExperienceLeftOut(models.Model):
    """An entry of the profile that is not to count for this application; all others do."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="left_out")
    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="left_out")

    class Meta:
        verbose_name_plural = "experience left out"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "employment"], name="applications_experience_left_out_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.employment_id}"
