"""What a vacancy pays, where the office says so before candidates do: from, to, in which currency, for what time."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.constraints import one_of

PAY = ("pay_least", "pay_most", "pay_currency", "pay_per")
_POSITIVE = MinValueValidator(Decimal("0.01"))


class PayPer(models.TextChoices):
    """The time that the sums are paid for."""

    DAY = "day", pgettext_lazy("pay", "a day")
    MONTH = "month", pgettext_lazy("pay", "a month")
    YEAR = "year", pgettext_lazy("pay", "a year")
    WHOLE = "whole", pgettext_lazy("pay", "for the whole assignment")


class Paid(models.Model):
    """Pay is said whole or not at all; one sum stands in both of its ends."""

    pay_least = models.DecimalField(
        gettext_lazy("pay, lowest"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[_POSITIVE],
    )
    pay_most = models.DecimalField(
        gettext_lazy("pay, highest"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[_POSITIVE],
    )
    pay_currency = models.CharField(gettext_lazy("currency of pay"), max_length=3, blank=True)
    pay_per = models.CharField(gettext_lazy("pay is for"), max_length=5, choices=PayPer, blank=True)

    class Meta:
        abstract = True


PAY_CONSTRAINTS = (
    one_of("pay_per", ("", *PayPer.values), name="vacancies_vacancy_known_pay_per"),
    models.CheckConstraint(
        condition=models.Q(pay_least__gt=0, pay_most__gte=models.F("pay_least")),
        name="vacancies_vacancy_pay_goes_up",
    ),
    models.CheckConstraint(
        condition=models.Q(pay_least=None, pay_most=None, pay_currency="", pay_per="")
        | models.Q(pay_least__isnull=False, pay_most__isnull=False) & ~models.Q(pay_currency="") & ~models.Q(pay_per=""),
        name="vacancies_vacancy_pay_whole_or_not_at_all",
    ),
)  # fmt: skip
