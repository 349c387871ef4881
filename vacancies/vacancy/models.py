"""The vacancy: who posts what, where, until when; its texts in two languages, and its state by the clock."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual, Text, languages, missing
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office


class Kind(models.TextChoices):
    """What is engaged; the letter of the type ends a reference."""

    CONSULTANT = "consultant", pgettext_lazy("type of vacancy", "consultant")
    EXPERT = "expert", pgettext_lazy("type of vacancy", "expert")
    STAFF = "staff", pgettext_lazy("type of vacancy", "staff member")
    INTERN = "intern", pgettext_lazy("type of vacancy", "intern")

    @property
    def letter(self) -> str:
        return {"consultant": "C", "expert": "E", "staff": "S", "intern": "I"}[self.value]


class Scope(models.TextChoices):
    """Who may be engaged."""

    NATIONAL = "national", pgettext_lazy("scope of vacancy", "national")
    INTERNATIONAL = "international", pgettext_lazy("scope of vacancy", "international")


class Status(models.TextChoices):
    """Stored states; open and closed follow from the clock."""

    DRAFT = "draft", pgettext_lazy("vacancy status", "draft")
    IN_APPROVAL = "in_approval", pgettext_lazy("vacancy status", "in approval")
    PUBLISHED = "published", pgettext_lazy("vacancy status", "published")
    UNDER_EVALUATION = "under_evaluation", pgettext_lazy("vacancy status", "under evaluation")
    DECIDED = "decided", pgettext_lazy("vacancy status", "decided")


PUBLIC = (Status.PUBLISHED, Status.UNDER_EVALUATION, Status.DECIDED)


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def public(self) -> "VacancyQuerySet":
        """Vacancies whose notice anybody may read."""
        return self.filter(status__in=PUBLIC)

    def open(self, *, at: datetime) -> "VacancyQuerySet":
        """Vacancies that take applications at the instant `at`; the deadline itself is in time."""
        return self.filter(status=Status.PUBLISHED, closes_at__gte=at)

    def closed(self, *, at: datetime) -> "VacancyQuerySet":
        return self.public().exclude(status=Status.PUBLISHED, closes_at__gte=at)

    def of_offices(self, offices: set[int]) -> "VacancyQuerySet":
        return self.filter(office__in=offices)

    def with_office(self) -> "VacancyQuerySet":
        return self.select_related("office").prefetch_related("duty_stations")


class Vacancy(models.Model):
    """A post or an assignment with its whole life."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="vacancies", verbose_name=gettext_lazy("office")
    )
    reference = models.CharField(gettext_lazy("reference"), max_length=40, unique=True)
    slug = models.SlugField(max_length=50, unique=True)
    kind = models.CharField(gettext_lazy("type"), max_length=12, choices=Kind, default=Kind.CONSULTANT)
    scope = models.CharField(
        gettext_lazy("national or international"), max_length=14, choices=Scope, default=Scope.NATIONAL
    )
    title = Bilingual(models.CharField, gettext_lazy("title"), max_length=250)
    summary = Bilingual(models.TextField, gettext_lazy("summary"))
    terms = Bilingual(models.TextField, gettext_lazy("terms of reference"))
    duration = Bilingual(models.CharField, gettext_lazy("duration"), max_length=120)
    eligible_countries = models.JSONField(gettext_lazy("eligible countries"), default=list, blank=True)
    home_based = models.BooleanField(gettext_lazy("home-based"), default=False)
    openings = models.PositiveSmallIntegerField(gettext_lazy("openings"), default=1)
    closes_at = models.DateTimeField(gettext_lazy("closing date and time"), null=True, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    gap_reason = models.CharField(
        gettext_lazy("why it is published with a language missing"), max_length=300, blank=True
    )
    returned_comment = models.TextField(gettext_lazy("what the approver asks to change"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vacancies_written"
    )
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vacancies_approved",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    # Stems of the texts in both languages, each between spaces; kept by saving and by publishing the notice.
    search_text = models.TextField(blank=True, editable=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vacancies"
        ordering = ("-created_at", "-pk")
        constraints = [
            one_of("status", Status, name="vacancies_vacancy_known_status"),
            one_of("kind", Kind, name="vacancies_vacancy_known_kind"),
            one_of("scope", Scope, name="vacancies_vacancy_known_scope"),
            both_or_neither("approved_by", "published_at", name="vacancies_vacancy_approved_by_and_when"),
            models.CheckConstraint(
                condition=models.Q(openings__gte=1), name="vacancies_vacancy_has_an_opening"
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("written_by")),
                name="vacancies_vacancy_approved_by_another",
                violation_error_message=gettext_lazy("Who wrote the notice does not approve it."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=PUBLIC)
                | models.Q(published_at__isnull=False, closes_at__isnull=False),
                name="vacancies_vacancy_public_has_dates",
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_at"], name="vacancies_status_closes")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("listing:vacancy", args=[self.slug])

    @property
    def stream(self) -> str:
        """The stream of the record that belongs to this vacancy."""
        return f"vacancy:{self.pk}"

    @property
    def gap_words(self) -> Text:
        """Why a language is missing, marked with the one it is most likely said in: the one that lacks nothing."""
        lacking = {language for _name, language in missing(self)}
        whole = [code for code in languages() if code not in lacking]
        reader = get_language() or languages()[0]
        said_in = whole[0] if len(whole) == 1 else reader
        return Text.of(self.gap_reason, language=said_in, borrowed=said_in != reader)

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC

    def is_open(self, *, at: datetime) -> bool:
        return self.status == Status.PUBLISHED and self.closes_at is not None and at <= self.closes_at

    def is_closed(self, *, at: datetime) -> bool:
        return self.is_public and not self.is_open(at=at)


class DutyStation(models.Model):
    """A place of work."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="duty_stations")
    city = Bilingual(models.CharField, gettext_lazy("city"), max_length=80)
    country = models.CharField(gettext_lazy("country"), max_length=2)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.city)
