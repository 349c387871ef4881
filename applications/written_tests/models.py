"""A file of answers that a candidate wrote in the written test; one that is set aside stays, with the reason."""

import uuid
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.documents.models import Document
from applications.intake.models import Application
from portal.kernel.constraints import both_or_neither
from portal.offices.models import Office
from vacancies.models import Vacancy


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    def standing(self) -> "AnswerFileQuerySet":
        """Those the panel marks: not set aside."""
        return self.filter(set_aside_at=None)

    def of_vacancy(self, vacancy: Vacancy) -> "AnswerFileQuerySet":
        return self.filter(application__vacancy=vacancy)

    def whole(self) -> "AnswerFileQuerySet":
        """With all that pages, permissions and letters say of them."""
        return self.select_related(
            "document", "application__vacancy__office", "application__applicant", "kept_by", "set_aside_by"
        )


class AnswerFile(models.Model):
    """One file of one candidate. `number` counts those of the candidate, set aside or not."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answer_files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="answer_files")
    number = models.PositiveSmallIntegerField()
    # When it reached the portal, and who sent it: the office, or the candidate.
    received_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_because = models.TextField(blank=True)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        ordering = ("application", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="applications_answerfile_number_once"
            ),
            models.UniqueConstraint(
                fields=["application", "document"],
                condition=Q(set_aside_at=None),
                name="applications_answerfile_standing_once",
            ),
            both_or_neither("set_aside_at", "set_aside_by", name="applications_answerfile_aside_by_and_when"),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=False) | Q(set_aside_because=""),
                name="applications_answerfile_reason_when_aside",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("written_tests:answers", args=[self.application.vacancy_id])

    @property
    def vacancy(self) -> Vacancy:
        return self.application.vacancy

    @property
    def office(self) -> Office:
        return self.application.vacancy.office

    @property
    def called(self) -> str:
        """Its name, in which nothing stands that its maker wrote."""
        return self.called_by(self.application.code)

    def called_by(self, code: str) -> str:
        """Its name for who knows the candidate by `code`."""
        return _("%(code)s, answers %(number)s") % {"code": code, "number": self.number}

    @property
    def came_from_candidate(self) -> bool:
        return self.kept_by_id == self.application.applicant_id

    @property
    def is_standing(self) -> bool:
        return self.set_aside_at is None


def said_of(row: AnswerFile) -> dict[str, Any]:
    """What the record says of a file; `verify` compares the row with it."""
    return {
        "code": row.application.code,
        "number": row.number,
        "sha256": row.document.sha256,
        "received_at": row.received_at.astimezone(UTC).isoformat(),
    }
