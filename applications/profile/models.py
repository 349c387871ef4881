"""The profile of a consultant, told once and copied into each application: the person, and what is declared."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.constraints import one_of


class Sex(models.TextChoices):
    FEMALE = "female", pgettext_lazy("sex", "female")
    MALE = "male", pgettext_lazy("sex", "male")


class Contact(models.TextChoices):
    EMAIL = "email", pgettext_lazy("preferred way", "e-mail")
    CALL = "call", pgettext_lazy("preferred way", "telephone call")
    MESSAGE = "message", pgettext_lazy("preferred way", "text message")


class Said(models.TextChoices):
    """An answer to what is declared; none given is an empty text."""

    NO = "no", pgettext_lazy("declared", "no")
    YES = "yes", pgettext_lazy("declared", "yes")


# Where it is typed, whatever page it stands on: the name for what is saved while one types.
PROFILE = "profile"

# What every application needs of a profile, in the order in which it is asked, shown and frozen.
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
# What is told besides, by who wants to.
BESIDES = ("previous_names", "other_nationalities", "second_phone", "preferred_contact")
# What is declared: each is answered in the field of this name, and told in the field with `_words` after it.
DECLARED = ("relatives", "service", "conviction", "discipline", "barred")


class Profile(models.Model):
    """Who applies, as they write themselves and as their passport does; any of it may still be empty."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    family_name = models.CharField(gettext_lazy("family name"), max_length=80)
    given_name = models.CharField(gettext_lazy("given name"), max_length=80)
    patronymic = models.CharField(gettext_lazy("patronymic"), max_length=80, blank=True)
    previous_names = models.CharField(gettext_lazy("previous names"), max_length=160, blank=True)
    passport_name = models.CharField(
        gettext_lazy("name as in the passport, Latin letters"), max_length=160, blank=True
    )
    nationality = models.CharField(gettext_lazy("nationality"), max_length=2)
    # Codes of countries, as `nationality`.
    other_nationalities = models.JSONField(gettext_lazy("other nationalities"), default=list, blank=True)
    residence = models.CharField(gettext_lazy("country of residence"), max_length=2)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    second_phone = models.CharField(gettext_lazy("second telephone"), max_length=40, blank=True)
    preferred_contact = models.CharField(
        gettext_lazy("preferred way to reach you"), max_length=7, choices=Contact, blank=True
    )
    sex = models.CharField(gettext_lazy("sex"), max_length=6, choices=Sex, blank=True)
    relatives = models.CharField(
        gettext_lazy("relatives who work for the organisation or elsewhere in the UN system"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    relatives_words = models.TextField(gettext_lazy("who, and where they work"), blank=True)
    service = models.CharField(
        gettext_lazy("present or former service with the organisation"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    service_words = models.TextField(gettext_lazy("where, as what, from when to when"), blank=True)
    conviction = models.CharField(
        gettext_lazy("conviction by a court"), max_length=3, choices=Said, blank=True
    )
    conviction_words = models.TextField(gettext_lazy("for what, where and when"), blank=True)
    discipline = models.CharField(
        gettext_lazy("disciplinary measure or dismissal for misconduct"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    discipline_words = models.TextField(gettext_lazy("what for, by whom and when"), blank=True)
    barred = models.CharField(
        gettext_lazy("exclusion from work for the United Nations or an international organisation"),
        max_length=3,
        choices=Said,
        blank=True,
    )
    barred_words = models.TextField(gettext_lazy("by whom, why and until when"), blank=True)

    class Meta:
        constraints = [
            one_of(name, ["", *Said.values], name=f"applications_profile_known_{name}") for name in DECLARED
        ] + [
            one_of(
                "preferred_contact",
                ["", *Contact.values],
                name="applications_profile_known_preferred_contact",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.family_name, self.given_name, self.patronymic]))
