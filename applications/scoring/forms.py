"""The forms of a round: a candidate's marks, a reason, a revision, one's own password."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from applications.scoring.actions import Given
from applications.scoring.models import Mark
from portal.web.forms import LimitedText
from portal.web.numbers import Number
from portal.words.figures import plain
from vacancies.models import Criterion
from vacancies.plan.models import Stage

LONGEST_REASON = 2000
LONGEST_NOTE = 5000
# Scales of whole steps up to this one are shown step by step, with their anchors; longer ones take a number.
LONGEST_LADDER = 10
HALF = "half"


def is_ladder(criterion: Criterion) -> bool:
    """Whether the marks of a criterion are chosen among its steps."""
    return criterion.scale == int(criterion.scale) <= LONGEST_LADDER


class MarkField(Number):
    """A mark on one criterion: one of the steps of a short scale, any number within a long one."""

    def __init__(self, criterion: Criterion, **options: Any) -> None:
        scale = plain(criterion.scale)
        ladder = is_ladder(criterion)
        words = _("Give a mark between 0 and %(scale)s") % {"scale": scale}
        super().__init__(
            label=_("Mark on criterion %(code)s") % {"code": criterion.code},
            min_value=0,
            max_value=criterion.scale,
            step_size=1 if ladder else None,
            decimal_places=2,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value", "step_size"), words
            ),
            **({"widget": _ladder(criterion)} if ladder else {}),
            **options,
        )


def _ladder(criterion: Criterion) -> forms.RadioSelect:
    steps = [str(step) for step in range(int(criterion.scale) + 1)]
    return forms.RadioSelect(choices=[(step, step) for step in steps])


class ReasonField(LimitedText):
    """The reason for a mark."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__(
            limit=LONGEST_REASON,
            rows=4,
            required=False,
            label=_("Reason for the mark on criterion %(code)s") % {"code": criterion.code},
            help_text=_("What in the application or CV the mark rests on"),
        )


class NoteField(LimitedText):
    """What a member notes for themselves."""

    def __init__(self) -> None:
        super().__init__(
            limit=LONGEST_NOTE,
            rows=4,
            required=False,
            label=_("Your own notes"),
            help_text=_("Nobody else ever reads them; they are no part of the sheet or the report."),
        )


@dataclass(frozen=True)
class Step:
    """One step of a scale: its radio button, its figure, what it means, or between which anchors it lies."""

    widget: BoundWidget
    figure: str
    words: Any
    between: tuple[str, str] | None


def steps_of(criterion: Criterion, field: BoundField) -> list[Step]:
    """The steps of a short scale with their anchors; nothing for a long one."""
    if not is_ladder(criterion):
        return []
    anchors = {anchor.step: anchor for anchor in criterion.anchors.all()}
    return [_step(option, Decimal(number), anchors) for number, option in enumerate(field)]


def _step(option: BoundWidget, step: Decimal, anchors: Mapping[Decimal, Any]) -> Step:
    if step in anchors:
        return Step(option, str(step), anchors[step].text, None)
    below, above = [one for one in anchors if one < step], [one for one in anchors if one > step]
    between = (plain(max(below)), plain(min(above))) if below and above else None
    return Step(option, str(step), "", between)


class FindForm(forms.Form):
    """A word to look for in the documents of a candidate."""

    word = forms.CharField(label=gettext_lazy("Where the documents mention"), required=False, max_length=60)

    @property
    def said(self) -> str:
        return str(self.cleaned_data["word"]) if self.is_valid() else ""


class OnwardForm(forms.Form):
    """Where the button leads: nothing to stay, the code of a candidate, or LIST; and the criterion one was at."""

    LIST = "list"
    to = forms.CharField(required=False)
    at = forms.CharField(required=False, max_length=4)

    @property
    def way(self) -> str:
        return str(self.cleaned_data["to"]) if self.is_valid() else ""

    @property
    def anchor(self) -> str:
        """Where on the page the member was, to be there again."""
        return f"#crit-{self.cleaned_data['at']}" if self.is_valid() and self.cleaned_data["at"] else ""


class MarksForm(forms.Form):
    """Marks and reasons of one candidate on some criteria, and the member's own note where `note` is given.

    What is valid is kept although something else is not (`entries`).
    """

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[Criterion],
        marks: Mapping[int, Mark],
        note: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.criteria, self.marks = list(criteria), marks
        self.entries: dict[Criterion, Given] = {}
        initial: dict[str, Any] = {"note": note}
        for criterion in self.criteria:
            mark = marks.get(criterion.pk)
            initial[f"mark_{criterion.code}"] = mark.value if mark else None
            initial[f"reason_{criterion.code}"] = mark.reason if mark else ""
        super().__init__(*args, initial=initial, **kwargs)
        for criterion in self.criteria:
            self.fields[f"mark_{criterion.code}"] = MarkField(criterion, required=False)
            self.fields[f"reason_{criterion.code}"] = ReasonField(criterion)
        if note is not None:
            self.fields["note"] = NoteField()

    def clean(self) -> dict[str, Any]:
        for criterion in self.criteria:
            self._clean_pair(criterion, f"mark_{criterion.code}", f"reason_{criterion.code}")
        return self.cleaned_data

    def _clean_pair(self, criterion: Criterion, mark: str, reason: str) -> None:
        """Keep what is valid of a mark and its reason, then say which half is missing."""
        stored = self.marks.get(criterion.pk)
        value = self.cleaned_data.get(mark, stored.value if stored else None)
        text = self.cleaned_data.get(reason, stored.reason if stored else "")
        self.entries[criterion] = (value, text)
        if value is not None and not text and reason not in self.errors:
            self.add_error(reason, _half(_("Write the reason for this mark. The mark is saved")))
        if text and value is None and mark not in self.errors:
            self.add_error(mark, _half(_("Give a mark. The reason is saved")))

    @property
    def new(self) -> list[str]:
        """The fields in which something valid was said that is not stored."""
        return [
            name
            for criterion, (value, text) in self.entries.items()
            for name, said, stored in self._pair(criterion, value, text)
            if said != stored
        ]

    def _pair(self, criterion: Criterion, value: Any, text: str) -> list[tuple[str, Any, Any]]:
        mark = self.marks.get(criterion.pk)
        return [
            (f"mark_{criterion.code}", value, mark.value if mark else None),
            (f"reason_{criterion.code}", text, mark.reason if mark else ""),
        ]

    @property
    def can_wait(self) -> bool:
        """Whether nothing is wrong but that a half is missing, which may wait until the sheet is handed in."""
        return all(error.code == HALF for errors in self.errors.as_data().values() for error in errors)


class CandidatesForm:
    """Marks and reasons of several candidates on one criterion, a form for each; `codes` and `marks` are by candidate."""

    def __init__(
        self,
        data: Any,
        *,
        criterion: Criterion,
        codes: Mapping[int, str],
        marks: Mapping[int, Mark],
    ) -> None:
        self.is_bound = data is not None
        self.forms = [
            MarksForm(
                data,
                criteria=[criterion],
                marks={criterion.pk: marks[person]} if person in marks else {},
                prefix=code,
            )
            for person, code in codes.items()
        ]

    def is_valid(self) -> bool:
        """Every form is asked, so that all faults show."""
        return {form.is_valid() for form in self.forms} <= {True}

    @property
    def can_wait(self) -> bool:
        return all(form.can_wait for form in self.forms)


def _half(words: str) -> forms.ValidationError:
    return forms.ValidationError(words, code=HALF)


class ReasonForm(forms.Form):
    """Why a deed is done that the record must explain."""

    reason = LimitedText(label=gettext_lazy("Reason"), limit=LONGEST_REASON, rows=4)


class PassageForm(forms.Form):
    """Words that the office hides from the panel of a blind round."""

    text = forms.CharField(
        label=gettext_lazy("Words to hide"),
        max_length=500,
        help_text=gettext_lazy("As they stand in the text; capitals and line breaks make no difference."),
    )


class OpenForm(forms.Form):
    """Which round the reader saw when they decided to open it."""

    stage = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)


class RevisionForm(forms.Form):
    """A member's own mark, revised."""

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"] = MarkField(criterion)
        self.fields["mark"].label = pgettext("moderation", "Revised mark")
        self.fields["reason"] = LimitedText(label=_("Reason for the revision"), limit=LONGEST_REASON, rows=4)


class MinuteForm(forms.Form):
    """What is worth keeping of a discussion."""

    minute = LimitedText(
        label=gettext_lazy("Minute of the discussion"), limit=LONGEST_REASON, rows=3, required=False
    )


class PasswordForm(forms.Form):
    """The person's own password, asked again before a deed that counts as a signature."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.too_often = False

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if self.too_often:
            raise forms.ValidationError(_("Too many tries. Wait a minute and try again"))
        if not self.user.check_password(password):
            raise forms.ValidationError(_("This is not your password"))
        return str(password)
