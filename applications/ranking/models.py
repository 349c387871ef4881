"""A ranking as it was made: what went in, what came out, never changed afterwards."""

from django.conf import settings
from django.db import models

from applications.intake.models import PriceOffer
from applications.scoring.versions import round_versions
from vacancies.models import Lot, Vacancy


class RankingQuerySet(models.QuerySet["Ranking"]):
    def of(self, vacancy: Vacancy, lot: Lot | None = None) -> "RankingQuerySet":
        """The versions for one lot, or of the whole where a vacancy has no lots."""
        return self.filter(vacancy=vacancy, lot=lot)

    def latest_of(self, vacancy: Vacancy, lot: Lot | None = None) -> "Ranking | None":
        return self.of(vacancy, lot).order_by("-version").first()


class Ranking(models.Model):
    """One frozen version (docs/selection.md section 3.7)."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="rankings")
    # Where the vacancy has lots, each is ranked by itself.
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="rankings")
    version = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    seed = models.CharField(max_length=80)
    # Which version of the marks of each stage it was made of.
    rounds = models.JSONField(default=dict)
    plan_fingerprint = models.CharField(max_length=64)
    # The evaluation file and its result (docs/selection.md section 6).
    evaluation = models.JSONField()
    result = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = RankingQuerySet.as_manager()

    class Meta:
        ordering = ("vacancy", "lot", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "version"],
                condition=models.Q(lot=None),
                name="applications_ranking_version_once",
            ),
            models.UniqueConstraint(
                fields=["lot", "version"], name="applications_ranking_version_once_a_lot"
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(reason=""),
                name="applications_ranking_new_version_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.version}"

    @property
    def office(self):
        return self.vacancy.office

    @property
    def versions(self) -> dict[str, int]:
        """By stage: which version of its marks went in; before rounds could be opened again there was one."""
        return {stage: self.rounds.get(stage, 1) for stage in round_versions(self.vacancy)}

    @property
    def is_latest(self) -> bool:
        """Whether it was not made again since; a vacancy whose `rankings` were fetched answers without a query."""
        models.prefetch_related_objects([self.vacancy], RANKINGS)
        versions = [one.version for one in self.vacancy.rankings.all() if one.lot_id == self.lot_id]
        return self.version == max(versions)

    @property
    def openings(self) -> int:
        """How many can be selected by it."""
        return self.lot.openings if self.lot else self.vacancy.openings


class EnvelopeReading(models.Model):
    """What one person read in the envelope in which a price came on paper; sealed as other prices until all are opened."""

    offer = models.ForeignKey(PriceOffer, on_delete=models.CASCADE, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "by"], name="applications_envelopereading_once")
        ]

    def __str__(self) -> str:
        return f"Envelope of {self.offer_id} read by {self.by_id}"


# To prefetch behind a vacancy: which versions there are, without their files.
RANKINGS = models.Prefetch(
    "rankings", Ranking.objects.defer("evaluation", "result").select_related("made_by").order_by("pk")
)
