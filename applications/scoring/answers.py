"""What a member notes of a candidate's answer to each question of the guide: evidence, a part of the sheet."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from applications.scoring.actions import require_open_to_marks
from applications.scoring.gaps import Progress
from applications.scoring.guide import GuideQuestion, has_guide
from applications.scoring.models import Sheet
from portal.kernel.workflow import Refused, locked


class AnswerNote(models.Model):
    """One member's note on one candidate's answer; handed in, hashed and signed with the sheet, and kept as the marks are."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="answers")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answer_notes")
    question = models.ForeignKey(GuideQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(gettext_lazy("note on the answer"))
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "application", "question"], name="applications_answernote_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="applications_answernote_says_something"),
        ]

    def __str__(self) -> str:
        return f"Answer of {self.application_id} to {self.question_id}"


def answers_of(sheet: Sheet, application: Application) -> dict[int, str]:
    """What the member of `sheet` noted on `application`, by question."""
    return dict(sheet.answers.filter(application=application).values_list("question", "text"))


@transaction.atomic
def save_answers(
    *, sheet: Sheet, application: Application, answers: Mapping[GuideQuestion, str], by: Any, at: datetime
) -> None:
    """Keep notes on a candidate's answers while the sheet is open; an empty one goes. Nothing of it is recorded yet.

    Raises Refused once the sheet is handed in, and for a question that is none of this interview.
    """
    sheet = locked(sheet)
    require_open_to_marks(sheet, application, by=by)
    for question, text in answers.items():
        if not has_guide(sheet.round) or question.panel_id != sheet.round.panel_id:
            raise Refused(_("This is no question of these interviews."))
        _keep(sheet, application, question, text.strip(), at)


def _keep(sheet: Sheet, application: Application, question: GuideQuestion, text: str, at: datetime) -> None:
    which = {"application": application, "question": question}
    if text:
        sheet.answers.update_or_create(**which, defaults={"text": text, "saved_at": at})
    else:
        sheet.answers.filter(**which).delete()


def without_note(sheet: Sheet, progress: Progress, questions: Collection[GuideQuestion]) -> dict[str, int]:
    """By code: how many of the `questions` have no note of the member, for those who lack one."""
    noted: defaultdict[int, set[int]] = defaultdict(set)
    for person, question in sheet.answers.values_list("application", "question"):
        noted[person].add(question)
    asked = {question.pk for question in questions}
    lacking = {line.application: len(asked - noted[line.application.pk]) for line in progress.standing}
    return {person.code: number for person, number in lacking.items() if number}
