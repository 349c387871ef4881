"""How the two languages of a text last stood to each other."""

from django.conf import settings
from django.db import models

from portal.kernel.constraints import both_or_neither
from vacancies.vacancy.models import Vacancy


class Pairing(models.Model):
    """The versions of one text that were last written or found to say the same; what changed since is stale.

    `path` names the text within the notice: "title", "sections.context", "criteria.A.name".
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="pairings")
    path = models.CharField(max_length=120)
    texts = models.JSONField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="texts_reviewed",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "path"], name="vacancies_pairing_once"),
            both_or_neither("reviewed_by", "reviewed_at", name="vacancies_pairing_reviewed_by_and_when"),
        ]

    def __str__(self) -> str:
        return self.path
