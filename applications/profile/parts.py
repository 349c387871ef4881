"""The parts of a profile, each of many entries: education, work, languages, publications, referees."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.profile.models import Profile
from portal.kernel.constraints import one_of
from vacancies.plan.models import EducationLevel, LanguageLevel


class PartManager(models.Manager):
    """What the profile tells now; what was removed can be brought back, and is asked for as `with_removed`."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(removed_at=None)


class Part(models.Model):
    """One entry of a profile. It may be half told: `is_whole` says whether everything in `NEEDED` is there."""

    NEEDED: tuple[str, ...] = ()

    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PartManager()
    with_removed = models.Manager()  # noqa: DJ012 - a manager too; it must not come first, or it would be the default

    class Meta:
        abstract = True

    @property
    def is_whole(self) -> bool:
        return all(getattr(self, name) not in ("", None, False) for name in self.NEEDED)


def _in_order(name: str) -> models.CheckConstraint:
    """A time that ends after it began, where both are told."""
    return models.CheckConstraint(
        condition=Q(began=None) | Q(ended=None) | Q(ended__gte=F("began")),
        name=f"applications_{name}_ends_after_it_began",
        violation_error_message=gettext_lazy("The end lies before the beginning"),
    )


def _newest_first() -> list[Any]:
    return [F("ended").desc(nulls_first=True), F("began").desc(nulls_first=True), "-pk"]


class Education(Part):
    """A degree, or the way to one; months are kept as their first day."""

    NEEDED = ("level", "institution", "degree", "began")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="educations")
    level = models.CharField(
        pgettext_lazy("of education", "level"), max_length=12, choices=EducationLevel, blank=True
    )
    institution = models.CharField(gettext_lazy("university or school"), max_length=200, blank=True)
    place = models.CharField(gettext_lazy("city and country"), max_length=120, blank=True)
    degree = models.CharField(gettext_lazy("degree, exactly as in the diploma"), max_length=200, blank=True)
    field = models.CharField(gettext_lazy("field of study"), max_length=200, blank=True)
    began = models.DateField(pgettext_lazy("month", "from"), null=True, blank=True)
    ended = models.DateField(pgettext_lazy("month", "to"), null=True, blank=True)

    class Meta:
        ordering = _newest_first()
        constraints = [
            _in_order("education"),
            one_of("level", ["", *EducationLevel.values], name="applications_education_known_level"),
        ]

    def __str__(self) -> str:
        return self.degree or self.institution


class Basis(models.TextChoices):
    """How work is paid for."""

    STAFF = "staff", pgettext_lazy("basis of work", "employed")
    LUMP_SUM = "lump_sum", pgettext_lazy("basis of work", "consultancy, lump sum")
    DAILY_RATE = "daily_rate", pgettext_lazy("basis of work", "consultancy, daily rate")


class Employment(Part):
    """Work for somebody; months are kept as their first day, and work that has not ended goes on."""

    NEEDED = ("began", "employer", "title", "basis", "duties")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="employments")
    began = models.DateField(pgettext_lazy("month", "from"), null=True, blank=True)
    ended = models.DateField(pgettext_lazy("month", "to"), null=True, blank=True)
    employer = models.CharField(gettext_lazy("employer or client"), max_length=200, blank=True)
    business = models.CharField(gettext_lazy("what the employer does"), max_length=200, blank=True)
    place = models.CharField(gettext_lazy("city and country"), max_length=120, blank=True)
    title = models.CharField(gettext_lazy("your title"), max_length=200, blank=True)
    supervisor = models.CharField(gettext_lazy("supervisor"), max_length=160, blank=True)
    share = models.PositiveSmallIntegerField(gettext_lazy("share of full time, per cent"), default=100)
    basis = models.CharField(gettext_lazy("basis of work"), max_length=10, choices=Basis, blank=True)
    rate = models.DecimalField(
        gettext_lazy("daily rate or lump sum"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(gettext_lazy("currency"), max_length=3, blank=True)
    duties = models.TextField(gettext_lazy("duties and results"), blank=True)
    reason_for_leaving = models.CharField(gettext_lazy("reason for leaving"), max_length=300, blank=True)
    may_contact = models.BooleanField(
        gettext_lazy("the office may ask this employer about me"), default=False
    )

    class Meta:
        ordering = _newest_first()
        constraints = [
            _in_order("employment"),
            one_of("basis", ["", *Basis.values], name="applications_employment_known_basis"),
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=100),
                name="applications_employment_share_is_per_cent",
                violation_error_message=gettext_lazy("The share lies between 1 and 100 per cent"),
            ),
            models.CheckConstraint(
                condition=Q(rate=None) | Q(rate__gt=0), name="applications_employment_rate_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.title, self.employer]))


# What one can do with a language, in the order in which it is asked.
SKILLS = ("read", "write", "speak", "understand")


class LanguageSkill(Part):
    """How well one has a language; of a mother tongue no levels are asked."""

    NEEDED = ("language",)

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="language_skills")
    # A code of ISO 639-1.
    language = models.CharField(gettext_lazy("language"), max_length=3, blank=True)
    mother_tongue = models.BooleanField(gettext_lazy("mother tongue"), default=False)
    read = models.CharField(
        pgettext_lazy("language skill", "reading"), max_length=2, choices=LanguageLevel, blank=True
    )
    write = models.CharField(
        pgettext_lazy("language skill", "writing"), max_length=2, choices=LanguageLevel, blank=True
    )
    speak = models.CharField(
        pgettext_lazy("language skill", "speaking"), max_length=2, choices=LanguageLevel, blank=True
    )
    understand = models.CharField(
        pgettext_lazy("language skill", "understanding"), max_length=2, choices=LanguageLevel, blank=True
    )

    class Meta:
        ordering = ("-mother_tongue", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "language"],
                condition=Q(removed_at=None) & ~Q(language=""),
                name="applications_languageskill_once_per_profile",
                violation_error_message=gettext_lazy("Your profile names this language already"),
            ),
            *(
                one_of(skill, ["", *LanguageLevel.values], name=f"applications_languageskill_known_{skill}")
                for skill in SKILLS
            ),
        ]

    def __str__(self) -> str:
        return self.language

    @property
    def is_whole(self) -> bool:
        levels = [getattr(self, skill) for skill in SKILLS]
        return bool(self.language) and (self.mother_tongue or all(levels))


class Publication(Part):
    """Something published, alone or with others."""

    NEEDED = ("title", "year")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="publications")
    title = models.CharField(pgettext_lazy("of a publication", "title"), max_length=300, blank=True)
    published_in = models.CharField(gettext_lazy("journal or publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(gettext_lazy("year"), null=True, blank=True)
    link = models.URLField(gettext_lazy("link"), max_length=500, blank=True)

    class Meta:
        ordering = (F("year").desc(nulls_first=True), "-pk")

    def __str__(self) -> str:
        return self.title


class Referee(Part):
    """Somebody, not a relative, who can tell how the person works."""

    NEEDED = ("name", "organisation", "email", "relation", "not_related")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="referees")
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=160, blank=True)
    position = models.CharField(gettext_lazy("position"), max_length=200, blank=True)
    organisation = models.CharField(gettext_lazy("organisation"), max_length=200, blank=True)
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=40, blank=True)
    relation = models.CharField(gettext_lazy("how this person knows your work"), max_length=200, blank=True)
    not_related = models.BooleanField(gettext_lazy("this person is not a relative of mine"), default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


PARTS: tuple[type[Part], ...] = (Education, Employment, LanguageSkill, Publication, Referee)
