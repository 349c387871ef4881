"""The criteria of a form of marks as the page shows them: folded or open, with steps, worth and what is saved."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.scoring.forms import MarksForm, Step, steps_of
from applications.scoring.models import Mark
from portal.words.figures import plain
from vacancies.models import Criterion


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
