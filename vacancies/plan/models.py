"""The selection plan: what a vacancy asks and how much each thing counts (docs/selection.md section 1)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual
from portal.kernel.constraints import one_of
from vacancies.plan.asks import ASKS_CONSTRAINTS, Asking, PriceBasis
from vacancies.terms.models import LanguageLevel
from vacancies.vacancy.models import Vacancy

__all__ = [
    "BY_CRITERION", "AbsentRule", "Anchor", "Criterion", "DocumentAsked", "EducationLevel", "Format", "LanguageLevel",
    "Method", "Plan", "PriceBasis", "Requirement", "RequirementKind", "Scaling", "Stage",
]  # fmt: skip


class Method(models.TextChoices):
    TECHNICAL = "technical", pgettext_lazy("method", "technical score alone")
    CUMULATIVE = "cumulative", pgettext_lazy("method", "technical score and price together")
    LOWEST_PRICE = "lowest_price", pgettext_lazy("method", "lowest price among those that pass")


class Scaling(models.TextChoices):
    ABSOLUTE = "absolute", pgettext_lazy("scaling", "per cent of the maximum")
    RELATIVE = "relative", pgettext_lazy("scaling", "per cent of the best technical score")


class AbsentRule(models.TextChoices):
    MEMBER = "member", pgettext_lazy("absent rule", "the member is left out for all candidates")
    CELL = "cell", pgettext_lazy("absent rule", "the member is left out for that candidate only")


class Stage(models.TextChoices):
    """When a criterion is scored, in the order of the rounds."""

    DESK = "desk", pgettext_lazy("stage", "desk review")
    TEST = "test", pgettext_lazy("stage", "written test")
    INTERVIEW = "interview", pgettext_lazy("stage", "interview")


# A step of the tie-break that compares the marks on one criterion: this and its code.
BY_CRITERION = "criterion:"


def _technical_first() -> list[str]:
    return ["technical"]


class Plan(Asking):
    """How a selection is computed; frozen when the first application is submitted."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="plan")
    method = models.CharField(gettext_lazy("method"), max_length=12, choices=Method, default=Method.TECHNICAL)
    technical_scaling = models.CharField(
        gettext_lazy("technical scaling"), max_length=8, choices=Scaling, default=Scaling.ABSOLUTE
    )
    technical_weight = models.DecimalField(
        gettext_lazy("technical weight"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    financial_weight = models.DecimalField(
        gettext_lazy("financial weight"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    pass_mark = models.DecimalField(
        gettext_lazy("technical pass mark, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    absent_rule = models.CharField(
        gettext_lazy("a member who cannot score"), max_length=6, choices=AbsentRule, default=AbsentRule.MEMBER
    )
    tie_break = models.JSONField(gettext_lazy("tie-break"), default=_technical_first)
    divergence = models.DecimalField(
        gettext_lazy("divergence threshold, as a share of the scale"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    currency = models.CharField(gettext_lazy("currency of price offers"), max_length=3, default="USD")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            *ASKS_CONSTRAINTS,
            one_of("method", Method, name="vacancies_plan_known_method"),
            models.CheckConstraint(
                condition=~models.Q(method=Method.TECHNICAL)
                | models.Q(price_basis=PriceBasis.LUMP_SUM, price_breakdown=False),
                name="vacancies_plan_without_prices_says_nothing_of_them",
            ),
            one_of("technical_scaling", Scaling, name="vacancies_plan_known_scaling"),
            one_of("absent_rule", AbsentRule, name="vacancies_plan_known_absent_rule"),
            models.CheckConstraint(
                condition=models.Q(pass_mark=None) | models.Q(pass_mark__gte=0, pass_mark__lte=100),
                name="vacancies_plan_pass_mark_is_per_cent",
            ),
            models.CheckConstraint(
                condition=(models.Q(technical_weight=None) | models.Q(technical_weight__gte=0))
                & (models.Q(financial_weight=None) | models.Q(financial_weight__gte=0)),
                name="vacancies_plan_weights_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_at=None, frozen_fingerprint="")
                | (models.Q(frozen_at__isnull=False) & ~models.Q(frozen_fingerprint="")),
                name="vacancies_plan_frozen_with_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan of {self.vacancy}"

    @property
    def begins_blind(self) -> bool:
        """Whether the first stage at which something is scored is read without names."""
        scored = {criterion.stage for criterion in self.criteria.all()}
        first = next((stage for stage in Stage.values if stage in scored), "")
        return first in self.blind_stages

    @property
    def has_prices(self) -> bool:
        return self.method != Method.TECHNICAL


class RequirementKind(models.TextChoices):
    """What a requirement asks; the values it needs are in `parameters`, named here.

    nationality, residence: countries · experience: years · education: level · language: language, level ·
    document: document (the code of a document asked for) · question: answer ("yes" or "no")
    """

    NATIONALITY = "nationality", pgettext_lazy("requirement", "nationality")
    RESIDENCE = "residence", pgettext_lazy("requirement", "residence")
    EXPERIENCE = "experience", pgettext_lazy("requirement", "years of experience")
    EDUCATION = "education", pgettext_lazy("requirement", "level of education")
    LANGUAGE = "language", pgettext_lazy("requirement", "language")
    DOCUMENT = "document", pgettext_lazy("requirement", "document present")
    QUESTION = "question", pgettext_lazy("requirement", "yes or no question")


class EducationLevel(models.TextChoices):
    """From the lowest to the highest."""

    SECONDARY = "secondary", pgettext_lazy("education", "secondary")
    BACHELOR = "bachelor", pgettext_lazy("education", "bachelor")
    MASTER = "master", pgettext_lazy("education", "master or specialist")
    DOCTORATE = "doctorate", pgettext_lazy("education", "doctorate")


class Requirement(models.Model):
    """An eligibility condition: met or not, never points."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="requirements")
    code = models.CharField(max_length=4)
    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=RequirementKind)
    parameters = models.JSONField(default=dict, blank=True)
    text = Bilingual(models.CharField, gettext_lazy("requirement"), max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="vacancies_requirement_code_once"),
            one_of("kind", RequirementKind, name="vacancies_requirement_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class Criterion(models.Model):
    """What is scored: its points are its share of the technical maximum, its marks run from 0 to the scale."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(gettext_lazy("code"), max_length=4)
    name = Bilingual(models.CharField, pgettext_lazy("criterion", "name"), max_length=200)
    description = Bilingual(models.TextField, gettext_lazy("description"))
    points = models.DecimalField(
        gettext_lazy("points"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    scale = models.DecimalField(
        gettext_lazy("scale"),
        max_digits=6,
        decimal_places=2,
        default=5,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    minimum = models.DecimalField(
        gettext_lazy("minimum mark"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    stage = models.CharField(gettext_lazy("stage"), max_length=10, choices=Stage, default=Stage.DESK)
    limit = models.PositiveIntegerField(
        gettext_lazy("characters for the applicant's statement, 0 for none"), default=1500
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="vacancies_criterion_code_once"),
            one_of("stage", Stage, name="vacancies_criterion_known_stage"),
            models.CheckConstraint(condition=models.Q(points__gt=0), name="vacancies_criterion_has_points"),
            models.CheckConstraint(condition=models.Q(scale__gt=0), name="vacancies_criterion_has_a_scale"),
            models.CheckConstraint(
                condition=models.Q(minimum=None) | models.Q(minimum__gte=0, minimum__lte=models.F("scale")),
                name="vacancies_criterion_minimum_within_scale",
                violation_error_message=gettext_lazy("The minimum mark lies between 0 and the scale."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Anchor(models.Model):
    """Words for one step of a criterion's scale."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    step = models.DecimalField(gettext_lazy("step"), max_digits=6, decimal_places=2)
    text = Bilingual(models.CharField, gettext_lazy("what it means"), max_length=300)

    class Meta:
        ordering = ("step",)
        constraints = [
            models.UniqueConstraint(fields=["criterion", "step"], name="vacancies_anchor_step_once"),
            models.CheckConstraint(
                condition=models.Q(step__gte=0), name="vacancies_anchor_step_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.text}"


class Format(models.TextChoices):
    """Formats of files that the portal reads."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    ODT = "odt", "ODT"
    RTF = "rtf", "RTF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class DocumentAsked(models.Model):
    """A document to hand in with an application."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents")
    code = models.SlugField(max_length=20)
    name = Bilingual(models.CharField, gettext_lazy("document"), max_length=200)
    required = models.BooleanField(gettext_lazy("required"), default=True)
    # Names of formats the portal reads (`Format`); none chosen means all of them.
    formats = models.JSONField(gettext_lazy("formats"), default=list, blank=True)
    max_megabytes = models.PositiveSmallIntegerField(
        gettext_lazy("largest size, in megabytes"), null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="vacancies_document_code_once")]

    def __str__(self) -> str:
        return str(self.name)
