"""What a plan asks of an application besides documents and statements, and which stages are read without names; what is not asked stands nowhere."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.constraints import one_of

# More than anybody reads in an application: some twenty pages.
LONGEST_METHODOLOGY = 50_000
SMALLEST_TEAM, LARGEST_TEAM = 2, 20


class PriceBasis(models.TextChoices):
    """What a price offer names, and what is compared."""

    LUMP_SUM = "lump_sum", pgettext_lazy("price basis", "a lump sum for the whole assignment")
    DAILY_RATE = "daily_rate", pgettext_lazy("price basis", "a rate for a day of work")


# Each with the value of a plan that does not ask for it; such a key is left out where a plan is written down.
ASKS: Mapping[str, Any] = {
    "methodology_limit": 0,
    "letter_asked": False,
    "experience_asked": False,
    "price_basis": "lump_sum",
    "price_breakdown": False,
    "team_most": 0,
    "blind_desk": False,
    "blind_test": False,
}


class Asking(models.Model):
    """The pages of an application that only some plans ask for."""

    methodology_limit = models.PositiveIntegerField(
        gettext_lazy("characters for the methodology, 0 for none"),
        default=0,
        validators=[MaxValueValidator(LONGEST_METHODOLOGY)],
    )
    letter_asked = models.BooleanField(gettext_lazy("letter of interest and availability"), default=False)
    experience_asked = models.BooleanField(gettext_lazy("experience chosen from the profile"), default=False)
    price_basis = models.CharField(
        gettext_lazy("what a price offer names"),
        max_length=10,
        choices=PriceBasis,
        default=PriceBasis.LUMP_SUM,
    )
    price_breakdown = models.BooleanField(gettext_lazy("lump sum broken down by output"), default=False)
    team_most = models.PositiveSmallIntegerField(
        gettext_lazy("people in a team with its lead, 0 for no teams"),
        default=0,
        validators=[MaxValueValidator(LARGEST_TEAM)],
    )
    # An interview cannot be blind, so there is no such field.
    blind_desk = models.BooleanField(gettext_lazy("desk review without names"), default=False)
    blind_test = models.BooleanField(gettext_lazy("written test without names"), default=False)

    class Meta:
        abstract = True

    @property
    def asks(self) -> dict[str, Any]:
        """What is asked for, by name; nothing of what is not."""
        said = {name: getattr(self, name) for name in ASKS}
        return {name: value for name, value in said.items() if value != ASKS[name]}

    @property
    def blind_stages(self) -> list[str]:
        """The stages at which the panel marks without knowing whose application it reads, in the order of the rounds."""
        return [stage for stage in ("desk", "test") if getattr(self, f"blind_{stage}")]

    @property
    def has_teams(self) -> bool:
        return self.team_most >= SMALLEST_TEAM


ASKS_CONSTRAINTS = (
    one_of("price_basis", PriceBasis, name="vacancies_plan_known_price_basis"),
    models.CheckConstraint(
        condition=models.Q(methodology_limit__lte=LONGEST_METHODOLOGY),
        name="vacancies_plan_methodology_can_be_read",
    ),
    models.CheckConstraint(
        condition=models.Q(price_breakdown=False) | models.Q(price_basis=PriceBasis.LUMP_SUM),
        name="vacancies_plan_only_a_lump_sum_is_broken_down",
    ),
    models.CheckConstraint(
        condition=models.Q(team_most=0) | models.Q(team_most__gte=SMALLEST_TEAM, team_most__lte=LARGEST_TEAM),
        name="vacancies_plan_nobody_is_a_team_alone",
    ),
)
