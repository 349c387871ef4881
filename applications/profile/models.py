"""The profile of a consultant: names, nationality, residence; told once and copied into each application."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy


class Sex(models.TextChoices):
    FEMALE = "female", pgettext_lazy("sex", "female")
    MALE = "male", pgettext_lazy("sex", "male")


# What a profile tells, in the order in which it is asked, shown and frozen.
TOLD = (
    "family_name",
    "given_name",
    "patronymic",
    "passport_name",
    "nationality",
    "residence",
    "phone",
    "sex",
)


class Profile(models.Model):
    """Who applies, as they write themselves and as their passport does."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    family_name = models.CharField(gettext_lazy("family name"), max_length=80)
    given_name = models.CharField(gettext_lazy("given name"), max_length=80)
    patronymic = models.CharField(gettext_lazy("patronymic"), max_length=80, blank=True)
    passport_name = models.CharField(
        gettext_lazy("name as in the passport, Latin letters"), max_length=160, blank=True
    )
    nationality = models.CharField(gettext_lazy("nationality"), max_length=2)
    residence = models.CharField(gettext_lazy("country of residence"), max_length=2)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    sex = models.CharField(gettext_lazy("sex"), max_length=6, choices=Sex, blank=True)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.family_name, self.given_name, self.patronymic]))
