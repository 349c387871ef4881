"""The terms of reference section by section, outputs with payment shares, languages asked for, standard clauses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual
from portal.kernel.constraints import one_of
from portal.offices.models import Office
from vacancies.vacancy.models import Kind, Vacancy


class TermsOfReference(models.Model):
    """The sections of a consultancy notice; those that stay empty are not shown."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="sections")
    context = Bilingual(models.TextField, gettext_lazy("context"))
    scope = Bilingual(models.TextField, gettext_lazy("scope of work"))
    supervision = Bilingual(models.TextField, gettext_lazy("supervision"))
    indicators = Bilingual(models.TextField, gettext_lazy("performance indicators"))
    qualifications = Bilingual(models.TextField, gettext_lazy("qualifications"))
    travel = Bilingual(models.TextField, gettext_lazy("travel"))
    competencies = Bilingual(models.TextField, gettext_lazy("competencies"))

    def __str__(self) -> str:
        return f"Terms of reference of {self.vacancy}"


class Output(models.Model):
    """Something handed over: when it is due, and which share of the payment it earns."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="outputs")
    title = Bilingual(models.TextField, gettext_lazy("output"))
    due_on = models.DateField(gettext_lazy("due on"), null=True, blank=True)
    due = Bilingual(models.CharField, gettext_lazy("due, in words"), max_length=120)
    share = models.DecimalField(
        gettext_lazy("share of the payment, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(share=None) | models.Q(share__gte=0, share__lte=100),
                name="vacancies_output_share_is_per_cent",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class LanguageLevel(models.TextChoices):
    """Levels of the Common European Framework, from the lowest to the highest."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", pgettext_lazy("language level", "C2 or native")


class LanguageAsked(models.Model):
    """A language the work needs, or one that is an advantage."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="languages_asked")
    # A code of ISO 639-1.
    language = models.CharField(gettext_lazy("language"), max_length=3)
    level = models.CharField(pgettext_lazy("of a language", "level"), max_length=2, choices=LanguageLevel)
    required = models.BooleanField(pgettext_lazy("language", "required"), default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "language"], name="vacancies_languageasked_once"),
            one_of("level", LanguageLevel, name="vacancies_languageasked_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class Topic(models.TextChoices):
    """What a standard clause is about, in the order of the notice."""

    NO_FEE = "no_fee", pgettext_lazy("standard clause", "no fee")
    EQUAL_OPPORTUNITY = "equal_opportunity", pgettext_lazy("standard clause", "equal opportunity")
    ZERO_TOLERANCE = "zero_tolerance", pgettext_lazy("standard clause", "zero tolerance")
    DATA_PROTECTION = "data_protection", pgettext_lazy("standard clause", "data protection")
    RELATIVES = "relatives", pgettext_lazy("standard clause", "relatives")
    RIGHT_TO_CANCEL = "right_to_cancel", pgettext_lazy("standard clause", "right to cancel")
    OTHER = "other", pgettext_lazy("standard clause", "other")


class ClauseQuerySet(models.QuerySet["StandardClause"]):
    def in_force(self) -> "ClauseQuerySet":
        """The latest version of each clause that has not been retired."""
        return self.filter(replaced_by=None, retired_at=None)

    def fitting(self, office: Office, kind: str) -> "ClauseQuerySet":
        """Clauses for a vacancy of `office` and type `kind`: the office's own, those of the one above, those for all."""
        offices = models.Q(office=None) | models.Q(office__in=[office.pk, office.parent_id])
        return self.filter(offices, kind__in=["", kind])


class StandardClause(models.Model):
    """One version of a clause; a change makes the next version, and notices keep the one they were published with."""

    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="clauses",
        help_text=gettext_lazy("With none, the clause is for all offices."),
    )  # fmt: skip
    kind = models.CharField(
        gettext_lazy("type"), max_length=12, choices=Kind, blank=True,
        help_text=gettext_lazy("With none, the clause is for every type of vacancy."),
    )  # fmt: skip
    topic = models.CharField(gettext_lazy("topic"), max_length=20, choices=Topic)
    version = models.PositiveSmallIntegerField(default=1)
    text = Bilingual(models.TextField, gettext_lazy("text"))
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="clauses_made"
    )
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            one_of("topic", Topic, name="vacancies_clause_known_topic"),
            models.CheckConstraint(
                condition=models.Q(version=1, replaces=None)
                | models.Q(version__gt=1, replaces__isnull=False),
                name="vacancies_clause_versions_follow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} {self.version}"


class ChosenClause(models.Model):
    """A version of a standard clause as part of a notice."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="clauses")
    clause = models.ForeignKey(StandardClause, on_delete=models.PROTECT, related_name="uses")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "clause"], name="vacancies_chosenclause_once")
        ]

    def __str__(self) -> str:
        return str(self.clause)
