"""Passages that the office masks by hand in the texts of an application, beside what is masked by rule; each step is recorded."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write

SHORTEST, LONGEST = 2, 500


class HiddenPassage(models.Model):
    """Words that are masked wherever they stand in what the candidate wrote."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="hidden_passages")
    text = models.CharField(gettext_lazy("words to hide"), max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["application", "text"], name="applications_hidden_passage_once"),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="applications_hidden_passage_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Passage of {self.application_id}"


def passages_by(people: Iterable[Application]) -> dict[int, list[str]]:
    """What is masked by hand, by candidate."""
    found: dict[int, list[str]] = {}
    rows = HiddenPassage.objects.filter(application__in=list(people))
    for pk, text in rows.values_list("application", "text"):
        found.setdefault(pk, []).append(text)
    return found


def is_wanted(panel: Panel) -> bool:
    """Whether a round without names runs or is to come."""
    held = {round_.stage for round_ in panel.rounds.all()}
    return panel.is_blind or not held.issuperset(panel.vacancy.plan.blind_stages)


@transaction.atomic
def hide(*, application: Application, text: str, by: Any, at: datetime) -> HiddenPassage:
    """Mask `text` in all that the panel reads of the candidate. Recorded by its hash: the record cannot be erased.

    Raises Refused once the names are shown, for a passage that is too short, and for one that is hidden already.
    """
    panel = locked(application.vacancy.panel)
    require_part("applications.hide_passages", application, by=by)
    said = " ".join(text.split())
    if not is_wanted(panel):
        raise Refused(_("The panel reads names, so nothing is left to hide."))
    if len(said) < SHORTEST:
        raise Refused(_("Write at least two letters."))
    row, is_new = HiddenPassage.objects.get_or_create(
        application=application, text=said, defaults={"by": by, "at": at}
    )
    if not is_new:
        raise Refused(_("This is hidden already."))
    _record(application, "passage.hidden", said, by=by, at=at)
    return row


@transaction.atomic
def show_again(*, passage: HiddenPassage, by: Any, at: datetime) -> None:
    """Take back a passage that was hidden by mistake; what is masked by rule stays so."""
    row = locked(passage)
    require_part("applications.hide_passages", row.application, by=by)
    _record(row.application, "passage.shown", row.text, by=by, at=at)
    row.delete()


def _record(application: Application, action: str, text: str, *, by: Any, at: datetime) -> None:
    write(
        stream=application.stream, action=action, subject=f"application:{application.pk}", by=by, at=at,
        data={"code": application.code, "sha256": sha256_of(text)},
    )  # fmt: skip
