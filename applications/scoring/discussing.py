"""That the panel has talked about the marks of one candidate on one criterion: who noted it, when, with what minute."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from applications.panels.rules import is_conflicted
from applications.scoring.actions import record
from applications.scoring.models import Round
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked
from vacancies.models import Criterion


class Discussion(models.Model):
    """Marks of one candidate on one criterion, discussed in one version of the round; it stands whatever is revised."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="discussions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="discussions")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="discussions")
    version = models.PositiveSmallIntegerField(default=1)
    minute = models.TextField(gettext_lazy("minute"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["round", "application", "criterion", "version"],
                name="applications_discussion_once_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.criterion_id}"

    @property
    def said(self) -> dict[str, Any]:
        """What the record tells of it; the minute only by its hash, since more people read the record than the marks."""
        return {
            "candidate": self.application.code,
            "criterion": self.criterion.code,
            "version": self.version,
            "sha256": sha256_of({"minute": self.minute, "by": self.by_id}),
        }


@transaction.atomic
def discuss(
    *,
    round: Round,  # noqa: A002 - the room's word
    application: Application,
    criterion: Criterion,
    by: Any,
    at: datetime,
    minute: str = "",
) -> Discussion:
    """Note that the panel has discussed these marks, with a minute if there is something to say; revising them stays open.

    Raises Refused for what nobody marked, for a candidate with whom `by` has a conflict, and where it is noted already.
    """
    row = locked(round)
    require_part("applications.note_discussion", row, by=by)
    marks = application.marks.filter(sheet__in=row.sheets.counted(), criterion=criterion)
    if not any(mark.counts for mark in marks.select_related("sheet")):
        raise Refused(_("There are no marks here to discuss."))
    if is_conflicted(by, application):
        raise Refused(_("You declared a conflict of interest with this candidate."))
    which = {"application": application, "criterion": criterion, "version": row.version}
    if row.discussions.filter(**which).exists():
        raise Refused(_("It is noted already that these marks were discussed."))
    discussion = row.discussions.create(**which, minute=minute.strip(), by=by, at=at)
    record(row.vacancy, action="marks.discussed", subject=f"round:{row.pk}", by=by, at=at, **discussion.said)
    return discussion
