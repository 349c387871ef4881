"""Offices and their hotlines."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.bilingual import Bilingual


def validate_time_zone(name: str) -> None:
    """Accept a name of the IANA time zone database only."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a name of the IANA time zone database.") % {"name": name})


def validate_reference_scheme(scheme: str) -> None:
    """Accept a scheme that can be filled with a year, a number and the letter of the type."""
    try:
        scheme.format(year=2026, number=1, type="C")
    except (KeyError, IndexError, ValueError) as error:
        raise ValidationError(_("Use only {year}, {number} and {type} in the scheme.")) from error
    if "{number" not in scheme:
        raise ValidationError(_("The scheme lacks {number}: references would repeat."))


class OfficeQuerySet(models.QuerySet["Office"]):
    def by_name(self) -> "OfficeQuerySet":
        return self.order_by("order", "code")


class Office(models.Model):
    """Who posts: a country office or a sub-office."""

    code = models.CharField(max_length=8, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_offices"
    )
    name = Bilingual(models.CharField, gettext_lazy("name"), max_length=120)
    country = models.CharField(gettext_lazy("country (ISO 3166-1 alpha-2)"), max_length=2)
    city = Bilingual(models.CharField, gettext_lazy("city"), max_length=80)
    city_genitive_ru = models.CharField(gettext_lazy("city in Russian, genitive"), max_length=80)
    time_zone = models.CharField(gettext_lazy("time zone"), max_length=40, validators=[validate_time_zone])
    reference_scheme = models.CharField(max_length=40, validators=[validate_reference_scheme])
    languages = models.JSONField(gettext_lazy("working languages"), default=list)
    email = models.EmailField(blank=True)
    address = Bilingual(models.CharField, gettext_lazy("address"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    minimum_days = models.PositiveSmallIntegerField(
        gettext_lazy("days a vacancy is advertised at least"), default=14
    )
    questions_close_days = models.PositiveSmallIntegerField(
        gettext_lazy("days before the closing date when questions are no longer taken"), default=5
    )
    retention_years = models.PositiveSmallIntegerField(
        gettext_lazy("years for which applications are kept after the decision"),
        default=5,
        validators=[MinValueValidator(1)],
    )
    reserve_months = models.PositiveSmallIntegerField(
        gettext_lazy("months for which a reserve list is valid"),
        default=12,
        validators=[MinValueValidator(1)],
        help_text=gettext_lazy(
            "Counted from the approval of the decision; later changes concern later decisions."
        ),
    )
    complaint_days = models.PositiveSmallIntegerField(
        gettext_lazy("days in which a decision can be contested"),
        default=10,
        validators=[MinValueValidator(1)],
        help_text=gettext_lazy("Calendar days after the day of the announcement."),
    )
    complaint_answer_days = models.PositiveSmallIntegerField(
        gettext_lazy("days in which a complaint is answered"),
        default=15,
        validators=[MinValueValidator(1)],
        help_text=gettext_lazy("Calendar days after the day on which it came."),
    )
    panel_reach_days = models.PositiveSmallIntegerField(
        gettext_lazy("days after which members of a panel without a role do not reach it any more"),
        default=14,
        help_text=gettext_lazy("Calendar days after the last day on which the decision can be contested."),
    )
    # What is promised in a notice holds for its applicants, so the switch is a day and not a tick.
    own_scores_from = models.DateField(
        gettext_lazy("applicants see their own scores for notices published from this day on"),
        null=True,
        blank=True,
        help_text=gettext_lazy(
            "Empty: they never do. The notice says so; scores are shown when the decision is announced."
        ),
    )
    # As with own scores: what a notice says of its outcome holds for those who applied.
    outcome_from = models.DateField(
        gettext_lazy(
            "the public reads that a selection is completed, for notices published from this day on"
        ),
        null=True,
        blank=True,
        help_text=gettext_lazy("Empty: never. The day and the number of applications; the notice says so."),
    )
    names_from = models.DateField(
        gettext_lazy("the public also reads who was selected, for notices published from this day on"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Empty: never. Only who accepted the offer and agreed to be named."),
    )
    outcome_months = models.PositiveSmallIntegerField(
        gettext_lazy("months for which the outcome stands on the page of the vacancy"),
        default=6,
        validators=[MinValueValidator(1)],
        help_text=gettext_lazy("Counted from the announcement."),
    )
    panel_least = models.PositiveSmallIntegerField(
        gettext_lazy("people who score on a panel, at least"), default=3, validators=[MinValueValidator(1)]
    )
    panel_quorum = models.PositiveSmallIntegerField(
        gettext_lazy("people who must be left to judge each candidate after recusals, at least"),
        default=1,
        validators=[MinValueValidator(1)],
    )
    panel_both_sexes = models.BooleanField(
        gettext_lazy("a panel has at least one woman and one man who score"), default=False
    )
    panel_outsider = models.BooleanField(
        gettext_lazy("a panel has at least one person from outside the unit who scores"), default=False
    )
    panel_expert = models.BooleanField(
        gettext_lazy("a panel has at least one expert on the subject who scores"), default=False
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("order", "code")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="portal_office_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                # An unknown comparison would pass.
                condition=models.Q(names_from=None)
                | models.Q(outcome_from__isnull=False, outcome_from__lte=models.F("names_from")),
                name="portal_office_names_with_the_outcome",
                violation_error_message=gettext_lazy(
                    "Names are shown with the outcome: give a day for the outcome that is not later."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("content:office", args=[self.code])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def hotline_office(self) -> "Office":
        """Whose hotlines are shown for this office: the parent's where it has none of its own."""
        return self.parent if self.parent and not self.hotlines.all() else self

    def shows_own_scores(self, *, published_at: datetime | None) -> bool:
        """Whether a notice, published then or still to be, promises applicants their own scores."""
        return self._promised(self.own_scores_from, published_at)

    def shows_outcome(self, *, published_at: datetime | None) -> bool:
        """Whether a notice, published then or still to be, promises that its page says how the selection ended."""
        return self._promised(self.outcome_from, published_at)

    def shows_names(self, *, published_at: datetime | None) -> bool:
        """Whether its page also names who was selected, accepted and agreed to be named."""
        return self.shows_outcome(published_at=published_at) and self._promised(self.names_from, published_at)

    def _promised(self, since: date | None, published_at: datetime | None) -> bool:
        if since is None:
            return False
        return published_at is None or self.local(published_at).date() >= since

    def local(self, moment: datetime) -> datetime:
        """`moment` on the clock of the office."""
        return moment.astimezone(self.zone)


class Hotline(models.Model):
    """A free and confidential telephone line, shown beside every notice of its office."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hotlines")
    phone = models.CharField(max_length=40)
    note = Bilingual(models.CharField, gettext_lazy("note"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.phone

    @property
    def dialled(self) -> str:
        """The number as a `tel:` link wants it: digits and a leading plus."""
        return "+" + "".join(filter(str.isdigit, self.phone))
