"""The forms of the question guide: its questions as rows, and the notes of a member on the answers to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.scoring.forms import LONGEST_REASON, MarksForm
from applications.scoring.guide import Guide, GuideQuestion, text_columns
from portal.web.forms import LimitedText
from portal.web.pairs import Paired, Prose
from portal.web.rows import Row, Rows, rows_of
from vacancies.models import Criterion

LONGEST_ANSWER = 3000
AT_FIRST = 3
LONGEST_INTERVIEW = 240


class QuestionRow(Paired, Row):
    """One question. Its number, kept out of sight, tells which one it changes."""

    caption_words = gettext_lazy("Question %(number)s")
    texts = {
        "text": Prose(
            label=gettext_lazy("Question"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "expected": Prose(
            label=gettext_lazy("What a good answer contains"),
            required=False,
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
    }
    needed = ("text", "expected")
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    criteria = forms.MultipleChoiceField(
        label=gettext_lazy("On which criteria it gives evidence"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one criterion.")},
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=LONGEST_INTERVIEW)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {one.code: one for one in criteria}
        choices = [(one.code, f"{one.code} {one.name}") for one in criteria]
        self.fields["criteria"].choices = choices  # type: ignore[attr-defined]

    @property
    def question(self) -> dict[str, Any]:
        """What the row says, for the verb."""
        said = self.cleaned_data
        texts = {name: said[name] for name in text_columns()}
        criteria = [self.by_code[code] for code in said["criteria"]]
        return {"number": said["number"], "minutes": said["minutes"], "criteria": criteria, **texts}


class _Questions(Rows):
    """At least one question, and none twice."""

    def clean(self) -> None:
        numbers = [number for row in self.kept if (number := row.cleaned_data.get("number"))]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError(_("One question stands here twice. Open this page again."))
        if not self.kept:
            raise forms.ValidationError(_("Write at least one question."))

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [row.question for row in self.kept]  # type: ignore[attr-defined]


# Before the interviews are opened the questions are put in any order; afterwards each keeps its number.
FirstRows = rows_of(QuestionRow, rows=_Questions, order=True, extra=AT_FIRST)
FreeRows = rows_of(QuestionRow, rows=_Questions, order=True)
NumberedRows = rows_of(QuestionRow, rows=_Questions)


def rows_from(guide: Guide) -> list[dict[str, Any]]:
    """The questions that stand, as the rows begin."""
    return [one.said | {"criteria": one.codes} for one in guide.standing]


class GuideForm(forms.Form):
    """From which state of the guide the writer began; once the interviews are opened, why it is changed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = LimitedText(
        label=gettext_lazy("Reason for the change"),
        help_text=gettext_lazy(
            "Some candidates may have been asked the questions as they stood. The reason is recorded and stands in the report."
        ),
        limit=LONGEST_REASON,
        rows=3,
    )

    def __init__(self, *args: Any, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["reason"]


class AnswerField(LimitedText):
    """What a candidate answered to one question, as the member heard it."""

    def __init__(self, question: GuideQuestion) -> None:
        super().__init__(
            limit=LONGEST_ANSWER,
            rows=4,
            required=False,
            label=_("Note on the answer to question %(number)s") % {"number": question.name},
        )


class InterviewForm(MarksForm):
    """Marks of one candidate, and in an interview the member's note on each answer (`answers` are those stored).

    A question that was replaced is asked for as long as there is a note on it, or one is being sent.
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        questions: Sequence[GuideQuestion],
        answers: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        sent = data or {}
        self.stored_answers = answers
        self.questions = [
            one for one in questions if one.until is None or one.pk in answers or sent.get(answer_name(one))
        ]
        for question in self.questions:
            name = answer_name(question)
            self.fields[name] = AnswerField(question)
            self.initial[name] = answers.get(question.pk, "")

    @property
    def asked(self) -> list[tuple[GuideQuestion, forms.BoundField]]:
        """Each question with the field for what was answered."""
        return [(question, self[answer_name(question)]) for question in self.questions]

    @property
    def new_answers(self) -> dict[GuideQuestion, str]:
        """What is valid of what was noted and is not stored."""
        said = ((one, self.cleaned_data.get(answer_name(one))) for one in self.questions)
        return {
            one: text
            for one, text in said
            if text is not None and text != self.stored_answers.get(one.pk, "")
        }


def answer_name(question: GuideQuestion) -> str:
    """The name of the field; the dot would be no name for a script."""
    return f"answer_{question.number}_{question.since}"
