"""The vacancy: who posts what, where, until when; its texts in two languages, and its state by the clock."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual, Text, languages, missing
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.vacancy.pay import PAY_CONSTRAINTS, Paid


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


class Category(models.TextChoices):
    """The two kinds of consultancy contract: for time spent, or for what is handed over."""

    A = "A", pgettext_lazy("category of a consultancy", "A: paid by time")
    B = "B", pgettext_lazy("category of a consultancy", "B: paid by deliverables")


class Level(models.TextChoices):
    """Years of experience a vacancy is meant for, in the bands that job boards of the field share."""

    JUNIOR = "0-2", pgettext_lazy("level", "0–2 years of experience")
    MIDDLE = "3-4", pgettext_lazy("level", "3–4 years of experience")
    SENIOR = "5-9", pgettext_lazy("level", "5–9 years of experience")
    LEAD = "10+", pgettext_lazy("level", "10 years of experience and more")


class Field(models.TextChoices):
    """The field of work, by which consultants look for vacancies."""

    MIGRATION = "migration", pgettext_lazy("field of work", "migration management")
    LAW = "law", pgettext_lazy("field of work", "law")
    PROTECTION = "protection", pgettext_lazy("field of work", "protection and counter-trafficking")
    HEALTH = "health", pgettext_lazy("field of work", "health")
    RESEARCH = "research", pgettext_lazy("field of work", "research and data")
    EVALUATION = "evaluation", pgettext_lazy("field of work", "monitoring and evaluation")
    EDUCATION = "education", pgettext_lazy("field of work", "training and education")
    ENVIRONMENT = "environment", pgettext_lazy("field of work", "environment and climate")
    EMERGENCY = "emergency", pgettext_lazy("field of work", "emergencies and resilience")
    LIVELIHOODS = "livelihoods", pgettext_lazy("field of work", "livelihoods and the economy")
    COMMUNICATION = "communication", pgettext_lazy("field of work", "communication and translation")
    IT = "it", pgettext_lazy("field of work", "information technology")
    FINANCE = "finance", pgettext_lazy("field of work", "finance and procurement")
    OPERATIONS = "operations", pgettext_lazy("field of work", "administration and logistics")


class Status(models.TextChoices):
    """Stored states; scheduled, open and closed follow from the clock."""

    DRAFT = "draft", pgettext_lazy("vacancy status", "draft")
    IN_APPROVAL = "in_approval", pgettext_lazy("vacancy status", "in approval")
    PUBLISHED = "published", pgettext_lazy("vacancy status", "published")
    UNDER_EVALUATION = "under_evaluation", pgettext_lazy("vacancy status", "under evaluation")
    DECIDED = "decided", pgettext_lazy("vacancy status", "decided")
    CANCELLED = "cancelled", pgettext_lazy("vacancy status", "cancelled")


PUBLIC = (Status.PUBLISHED, Status.UNDER_EVALUATION, Status.DECIDED, Status.CANCELLED)


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def public(self, *, at: datetime) -> "VacancyQuerySet":
        """Vacancies whose notice anybody may read at the instant `at`; a scheduled one not before its time."""
        return self.filter(status__in=PUBLIC, published_at__lte=at)

    def open(self, *, at: datetime) -> "VacancyQuerySet":
        """Vacancies that take applications at the instant `at`; the deadline itself is in time."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=at, closes_at__gte=at)

    def closed(self, *, at: datetime) -> "VacancyQuerySet":
        return self.public(at=at).exclude(status=Status.PUBLISHED, closes_at__gte=at)

    def scheduled(self, *, at: datetime) -> "VacancyQuerySet":
        """Vacancies approved to be published later than `at`."""
        return self.filter(status=Status.PUBLISHED, published_at__gt=at)

    def of_offices(self, offices: set[int]) -> "VacancyQuerySet":
        return self.filter(office__in=offices)

    def with_office(self) -> "VacancyQuerySet":
        return self.select_related("office").prefetch_related("duty_stations")


class VacancyManager(models.Manager.from_queryset(VacancyQuerySet)):  # type: ignore[misc]
    """Vacancies proper: the working copy of a notice that is being corrected is not one."""

    def get_queryset(self) -> VacancyQuerySet:
        return super().get_queryset().filter(amends=None)


class Vacancy(Paid):
    """A post or an assignment with its whole life, or the working copy of a corrigendum to one."""

    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="vacancies", verbose_name=gettext_lazy("office")
    )
    reference = models.CharField(gettext_lazy("reference"), max_length=40, unique=True)
    slug = models.SlugField(max_length=50, unique=True)
    kind = models.CharField(gettext_lazy("type"), max_length=12, choices=Kind, default=Kind.CONSULTANT)
    scope = models.CharField(
        gettext_lazy("national or international"), max_length=14, choices=Scope, default=Scope.NATIONAL
    )
    category = models.CharField(
        pgettext_lazy("of a consultancy", "category"), max_length=1, choices=Category, blank=True
    )
    level = models.CharField(pgettext_lazy("of a vacancy", "level"), max_length=4, choices=Level, blank=True)
    field = models.CharField(gettext_lazy("field of work"), max_length=16, choices=Field, blank=True)
    unit = Bilingual(models.CharField, gettext_lazy("unit"), max_length=200)
    project = models.CharField(gettext_lazy("project code"), max_length=60, blank=True)
    title = Bilingual(models.CharField, gettext_lazy("title"), max_length=250)
    summary = Bilingual(models.TextField, gettext_lazy("summary"))
    terms = Bilingual(models.TextField, gettext_lazy("terms of reference"))
    duration = Bilingual(models.CharField, gettext_lazy("duration"), max_length=120)
    eligible_countries = models.JSONField(gettext_lazy("eligible countries"), default=list, blank=True)
    home_based = models.BooleanField(gettext_lazy("home-based"), default=False)
    openings = models.PositiveSmallIntegerField(gettext_lazy("openings"), default=1)
    working_days = models.PositiveSmallIntegerField(gettext_lazy("working days"), null=True, blank=True)
    starts_on = models.DateField(gettext_lazy("estimated start"), null=True, blank=True)
    closes_at = models.DateTimeField(gettext_lazy("closing date and time"), null=True, blank=True)
    # How long after the closing time an application begun before it is still taken: published with the notice.
    grace_minutes = models.PositiveSmallIntegerField(gettext_lazy("grace, in minutes"), default=0)
    questions_until = models.DateTimeField(gettext_lazy("questions are taken until"), null=True, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    gap_reason = models.CharField(
        gettext_lazy("why it is published with a language missing"), max_length=300, blank=True
    )
    # For what the checks before approval find and a reason excuses: a short period, a closing date on a day off.
    overruled_because = models.CharField(
        gettext_lazy("why it is published all the same"), max_length=500, blank=True
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
    amends = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendment"
    )

    objects = VacancyManager()
    with_amendments = VacancyQuerySet.as_manager()

    class Meta:
        base_manager_name = "with_amendments"
        verbose_name_plural = "vacancies"
        ordering = ("-created_at", "-pk")
        constraints = [
            *PAY_CONSTRAINTS,
            one_of("status", Status, name="vacancies_vacancy_known_status"),
            one_of("kind", Kind, name="vacancies_vacancy_known_kind"),
            one_of("scope", Scope, name="vacancies_vacancy_known_scope"),
            one_of("category", ("", *Category.values), name="vacancies_vacancy_known_category"),
            one_of("level", ("", *Level.values), name="vacancies_vacancy_known_level"),
            one_of("field", ("", *Field.values), name="vacancies_vacancy_known_field"),
            models.CheckConstraint(
                condition=models.Q(amends=None) | models.Q(status__in=[Status.DRAFT, Status.IN_APPROVAL]),
                name="vacancies_vacancy_working_copy_is_never_public",
            ),
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
        """The stream of the record that belongs to this vacancy, the working copies of its corrigenda included."""
        return f"vacancy:{self.amends_id or self.pk}"

    @property
    def gap_words(self) -> Text:
        """Why a language is missing, marked with the one it is most likely said in: the one that lacks nothing."""
        lacking = {language for _name, language in missing(self)}
        whole = [code for code in languages() if code not in lacking]
        reader = get_language() or languages()[0]
        said_in = whole[0] if len(whole) == 1 else reader
        return Text.of(self.gap_reason, language=said_in, borrowed=said_in != reader)

    @property
    def takes_until(self) -> datetime | None:
        """The last instant at which an application begun in time is taken: the deadline and the published grace."""
        return self.closes_at and self.closes_at + timedelta(minutes=self.grace_minutes)

    @property
    def questions_end(self) -> datetime | None:
        """The last instant at which questions are taken: as the notice says, else by the custom of the office."""
        if self.questions_until or self.closes_at is None:
            return self.questions_until
        return self.closes_at - timedelta(days=self.office.questions_close_days)

    def takes_questions(self, *, at: datetime) -> bool:
        return self.is_open(at=at) and self.questions_end is not None and at <= self.questions_end

    def is_public(self, *, at: datetime) -> bool:
        return self.status in PUBLIC and self.published_at is not None and self.published_at <= at

    def is_scheduled(self, *, at: datetime) -> bool:
        """Whether the notice is approved and its publication still to come."""
        return self.status == Status.PUBLISHED and self.published_at is not None and at < self.published_at

    def is_open(self, *, at: datetime) -> bool:
        return (
            self.status == Status.PUBLISHED
            and self.is_public(at=at)
            and self.closes_at is not None
            and at <= self.closes_at
        )

    def is_closed(self, *, at: datetime) -> bool:
        return self.is_public(at=at) and not self.is_open(at=at)

    def is_being_handed_over(self, *, at: datetime) -> bool:
        """Whether applications may still arrive: the vacancy is open, or its published grace runs."""
        return self.status == Status.PUBLISHED and self.takes_until is not None and at <= self.takes_until


class DutyStation(models.Model):
    """A place of work."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="duty_stations")
    city = Bilingual(models.CharField, gettext_lazy("city"), max_length=80)
    country = models.CharField(gettext_lazy("country"), max_length=2)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.city)


class Lot(models.Model):
    """One place or part of a vacancy that is applied for, ranked and decided by itself."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="lots")
    code = models.CharField(gettext_lazy("code"), max_length=8)
    name = Bilingual(models.CharField, pgettext_lazy("lot", "name"), max_length=160)
    openings = models.PositiveSmallIntegerField(gettext_lazy("openings"), default=1)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "code"], name="vacancies_lot_code_once"),
            models.CheckConstraint(condition=models.Q(openings__gte=1), name="vacancies_lot_has_an_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
