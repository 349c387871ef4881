"""The forms of a round: a candidate's marks, a reason, a revision, one's own password."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from applications.scoring.actions import Given
from applications.scoring.models import Mark
from portal.web.forms import LimitedText
from portal.web.numbers import Number
from portal.words.figures import plain
from vacancies.models import Criterion
from vacancies.plan.models import Stage

LONGEST_REASON = 2000
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


class MarksForm(forms.Form):
    """All marks and reasons of one candidate. What is valid is kept although something else is not (`entries`).

    `to` is what the button says of the way on: nothing to stay, the code of a candidate, or LIST.
    """

    LIST = "list"
    to = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], marks: Mapping[int, Mark], **kwargs: Any
    ) -> None:
        self.criteria, self.marks = list(criteria), marks
        self.entries: dict[Criterion, Given] = {}
        initial: dict[str, Any] = {}
        for criterion in self.criteria:
            mark = marks.get(criterion.pk)
            initial[f"mark_{criterion.code}"] = mark.value if mark else None
            initial[f"reason_{criterion.code}"] = mark.reason if mark else ""
        super().__init__(*args, initial=initial, **kwargs)
        for criterion in self.criteria:
            self.fields[f"mark_{criterion.code}"] = MarkField(criterion, required=False)
            self.fields[f"reason_{criterion.code}"] = ReasonField(criterion)

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
    def can_wait(self) -> bool:
        """Whether nothing is wrong but that a half is missing, which may wait until the sheet is handed in."""
        return all(error.code == HALF for errors in self.errors.as_data().values() for error in errors)


def _half(words: str) -> forms.ValidationError:
    return forms.ValidationError(words, code=HALF)


@dataclass(frozen=True)
class Block:
    """One criterion on the page of a candidate, folded or open."""

    criterion: Criterion
    mark: BoundField
    reason: BoundField
    steps: list[Step]
    stored: Mark | None
    is_open: bool

    @property
    def figure(self) -> str:
        """The mark as saved; empty while there is none."""
        return plain(self.stored.value) if self.stored else ""

    @property
    def worth(self) -> str:
        """30 points, minimum 3."""
        points, minimum = self.criterion.points, self.criterion.minimum
        words = ngettext("%(n)s point", "%(n)s points", ceil(points)) % {"n": plain(points)}
        if minimum is None:
            return words
        return _("%(points)s, minimum %(minimum)s") % {"points": words, "minimum": plain(minimum)}

    @property
    def anchors(self) -> list[tuple[str, Any]]:
        """Steps that have words, for a scale that is not shown step by step."""
        return [(plain(anchor.step), anchor.text) for anchor in self.criterion.anchors.all()]


def blocks_of(form: MarksForm) -> list[Block]:
    """The criteria of the form: those with errors open, else the first that is not done, else the first."""
    wrong = {
        one.code
        for one in form.criteria
        for half in ("mark", "reason")
        if f"{half}_{one.code}" in form.errors
    }
    undone = [
        one.code for one in form.criteria if not (form.marks.get(one.pk) and form.marks[one.pk].is_whole)
    ]
    opened = wrong or set((undone or [form.criteria[0].code])[:1])
    return [
        Block(
            one,
            form[f"mark_{one.code}"],
            form[f"reason_{one.code}"],
            steps_of(one, form[f"mark_{one.code}"]),
            form.marks.get(one.pk),
            one.code in opened,
        )
        for one in form.criteria
    ]


class ReasonForm(forms.Form):
    """Why a deed is done that the record must explain."""

    reason = LimitedText(label=gettext_lazy("Reason"), limit=LONGEST_REASON, rows=4)


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
