"""What the panel recommended, what the approver decided, and what each candidate was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.intake.models import Application
from applications.ranking.models import Ranking
from portal.kernel.constraints import both_or_neither, one_of
from portal.offices.models import Office
from vacancies.models import Lot, Vacancy


class DecisionStatus(models.TextChoices):
    RECOMMENDED = "recommended", pgettext_lazy("decision", "recommended")
    RETURNED = "returned", pgettext_lazy("decision", "returned")
    APPROVED = "approved", pgettext_lazy("decision", "approved")
    ANNOUNCED = "announced", pgettext_lazy("decision", "announced")
    REFUSED = "refused", pgettext_lazy("decision", "refused")
    REFUSAL_TOLD = "refusal_told", pgettext_lazy("decision", "refused, announced")


AGREED = (DecisionStatus.APPROVED, DecisionStatus.ANNOUNCED)
# The selection ends without an appointment.
REFUSALS = (DecisionStatus.REFUSED, DecisionStatus.REFUSAL_TOLD)
FINAL = (*AGREED, *REFUSALS)
TOLD = (DecisionStatus.ANNOUNCED, DecisionStatus.REFUSAL_TOLD)
UNTOLD = (DecisionStatus.APPROVED, DecisionStatus.REFUSED)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def of(self, vacancy: Vacancy) -> "DecisionQuerySet":
        """What was recommended for one vacancy, over all its lots, the latest first."""
        return self.filter(vacancy=vacancy)

    def on(self, vacancy: Vacancy, lot: Lot | None) -> "DecisionQuerySet":
        """What was recommended for one lot, or for the whole where a vacancy has no lots."""
        return self.filter(vacancy=vacancy, lot=lot)

    def standing(self) -> "DecisionQuerySet":
        """Not returned; a vacancy has at most one, or one a lot."""
        return self.exclude(status=DecisionStatus.RETURNED)

    def final(self) -> "DecisionQuerySet":
        """Approved or refused: nobody withdraws and nothing is ranked any more."""
        return self.filter(status__in=FINAL)

    def carried(self) -> "DecisionQuerySet":
        """Those whose places are somebody's: neither returned nor refused."""
        return self.standing().exclude(status__in=REFUSALS)

    def told(self) -> "DecisionQuerySet":
        """Announced to the applicants, whatever was decided."""
        return self.filter(status__in=TOLD)

    def untold(self) -> "DecisionQuerySet":
        """Approved or refused, and the applicants do not know yet."""
        return self.filter(status__in=UNTOLD)

    def with_people(self) -> "DecisionQuerySet":
        """With everything a page says of it, fetched at once."""
        people = ("recommended_by", "decided_by", "announced_by")
        return self.with_line().select_related("ranking__lot", *people)

    def with_selected(self) -> "DecisionQuerySet":
        """With how many each `selected`; of what was refused, nobody."""
        chosen = Q(outcomes__place=Place.SELECTED) & ~Q(status__in=REFUSALS)
        return self.annotate(selected=models.Count("outcomes", filter=chosen))

    def with_line(self) -> "DecisionQuerySet":
        """With what tells who is next to be made an offer: the places, whose they are, and the offers made."""
        places = models.Prefetch("outcomes", Outcome.objects.select_related("application"))
        return self.select_related("vacancy__office", "lot").prefetch_related(places, "offers")


class Decision(models.Model):
    """One recommendation of the panel and what became of it."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="decisions")
    # The lot of the ranking.
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=12, choices=DecisionStatus, default=DecisionStatus.RECOMMENDED)
    text = models.TextField(gettext_lazy("recommendation of the panel"))
    # Not empty where the recommendation leaves the order of the ranking, or recommends nobody.
    departure = models.TextField(gettext_lazy("why not in the order of the ranking"), blank=True)
    recommended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField()
    reason = models.TextField(gettext_lazy("reason of the approver"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    announced_at = models.DateTimeField(null=True)
    # The last day on which an offer can be made from the reserve list; set by the approval.
    reserve_until = models.DateField(null=True)
    # The last day on which an applicant can contest it; set by the announcement.
    contest_until = models.DateField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            one_of("status", DecisionStatus, name="applications_decision_known_status"),
            both_or_neither("decided_by", "decided_at", name="applications_decision_decided_by_and_when"),
            both_or_neither(
                "announced_by", "announced_at", name="applications_decision_announced_by_and_when"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("recommended_by")),
                name="applications_decision_by_another",
                violation_error_message=gettext_lazy("Who recommends does not approve."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[DecisionStatus.RETURNED, *REFUSALS]) | ~Q(reason=""),
                name="applications_decision_no_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status="recommended", decided_at=None)
                | (~Q(status="recommended") & Q(decided_at__isnull=False)),
                name="applications_decision_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(status__in=TOLD, announced_at__isnull=False)
                | (~Q(status__in=TOLD) & Q(announced_at=None)),
                name="applications_decision_announced_when",
            ),
            models.CheckConstraint(
                condition=Q(contest_until=None) | Q(status__in=TOLD),
                name="applications_decision_contested_once_announced",
            ),
            models.CheckConstraint(
                condition=Q(reserve_until=None) | Q(status__in=AGREED),
                name="applications_decision_reserve_once_approved",
            ),
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(lot=None) & ~Q(status="returned"),
                name="applications_decision_one_standing",
            ),
            models.UniqueConstraint(
                fields=["lot"],
                condition=~Q(status="returned"),
                name="applications_decision_one_standing_a_lot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.get_status_display()}"

    @property
    def office(self) -> Office:
        return self.vacancy.office

    @property
    def stream(self) -> str:
        return self.vacancy.stream

    @property
    def openings(self) -> int:
        """How many can be selected."""
        return self.lot.openings if self.lot else self.vacancy.openings

    @property
    def is_open(self) -> bool:
        """Whether it waits for the approver."""
        return self.status == DecisionStatus.RECOMMENDED

    @property
    def is_returned(self) -> bool:
        return self.status == DecisionStatus.RETURNED

    @property
    def is_approved(self) -> bool:
        """Whether offers can be made."""
        return self.status in AGREED

    @property
    def is_refused(self) -> bool:
        return self.status in REFUSALS

    @property
    def chosen(self) -> list["Outcome"]:
        """Those selected, then those in reserve, each by rank."""
        return [
            one
            for place in (Place.SELECTED, Place.RESERVE)
            for one in self.outcomes.all()
            if one.place == place
        ]


class Place(models.TextChoices):
    SELECTED = "selected", pgettext_lazy("outcome", "selected")
    RESERVE = "reserve", pgettext_lazy("outcome", "on the reserve list")
    NOT_SELECTED = "not_selected", pgettext_lazy("outcome", "not selected")


class Outcome(models.Model):
    """What the decision means for one application."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="outcomes")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="outcomes")
    place = models.CharField(max_length=12, choices=Place)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        # The two databases disagree on where those without a rank stand.
        ordering = (models.F("rank").asc(nulls_last=True), "pk")
        constraints = [
            models.UniqueConstraint(fields=["decision", "application"], name="applications_outcome_once"),
            one_of("place", Place, name="applications_outcome_known_place"),
            models.CheckConstraint(
                condition=Q(place="not_selected") | Q(rank__isnull=False),
                name="applications_outcome_only_the_ranked_are_chosen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_place_display()}"
