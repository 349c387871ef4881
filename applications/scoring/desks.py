"""The pages of a sheet as desks at which a member types: a candidate on every criterion, or a criterion for some candidates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from applications.autosave import web
from applications.autosave.actions import Kept
from applications.autosave.models import Typing
from applications.intake.models import Application
from applications.scoring.actions import save_marks
from applications.scoring.answers import answers_of, save_answers
from applications.scoring.forms import CandidatesForm
from applications.scoring.guide import GuideQuestion, has_guide, questions_of
from applications.scoring.guide_forms import InterviewForm
from applications.scoring.models import Mark, Sheet
from applications.scoring.notes import note_of, save_note
from applications.scoring.pseudonyms import Callings
from applications.scoring.stages import criteria_of
from vacancies.models import Criterion


class SheetDesk:
    """What both pages have in common."""

    sheet: Sheet
    by: Any
    at: datetime
    place: str
    address: str
    autosave_address: str

    @property
    def owner(self) -> Any:
        return self.sheet.seat.user

    @cached_property
    def questions(self) -> list[GuideQuestion]:
        """What is asked in an interview; nothing in any other round."""
        return questions_of(self.sheet.round.panel) if has_guide(self.sheet.round) else []

    @property
    def clock(self) -> web.Clock:
        return web.Clock(self.sheet.office.zone, str(self.sheet.office.city))

    def saving(self, kept: Kept) -> dict[str, Any]:
        """What the page shows for saving while one types."""
        store = f"{self.by.pk}:{self.owner.pk}:{self.place}"
        return web.saving(
            kept, address=self.autosave_address, store=store, back=self.address, clock=self.clock
        )

    def forget_twins(self, twins: Q) -> None:
        """What is changed on this page was changed elsewhere for windows that show the same marks on the other one."""
        places = Typing.objects.filter(user=self.owner, kept=True, place__startswith=self.sheet.desk)
        places.filter(twins).delete()


@dataclass
class CandidateDesk(SheetDesk):
    """One candidate, marked on every criterion of the round."""

    sheet: Sheet
    person: Application
    # As the member calls the candidate, in addresses and in the names of what is typed.
    code: str
    by: Any
    at: datetime
    marks: dict[int, Mark] = field(default_factory=dict)
    note: str = ""
    answers: dict[int, str] = field(default_factory=dict)

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"{self.sheet.desk}of:{self.code}"

    @property
    def address(self) -> str:  # type: ignore[override]
        return reverse("scoring:candidate", args=[self.sheet.pk, self.code])

    @property
    def autosave_address(self) -> str:  # type: ignore[override]
        return reverse("scoring:autosave", args=[self.sheet.pk, self.code])

    @cached_property
    def criteria(self) -> list[Criterion]:
        return criteria_of(self.sheet.round)

    def stored(self) -> InterviewForm:
        found = self.sheet.marks.filter(application=self.person)
        self.marks = {mark.criterion_id: mark for mark in found}
        self.note = note_of(self.sheet, self.person)
        self.answers = answers_of(self.sheet, self.person) if self.questions else {}
        return self._form(None)

    def typed(self, data: QueryDict) -> InterviewForm:
        return self._form(data)

    def _form(self, data: QueryDict | None) -> InterviewForm:
        said = {"criteria": self.criteria, "marks": self.marks, "note": self.note}
        return InterviewForm(data, questions=self.questions, answers=self.answers, **said)

    def keep(self, form: InterviewForm) -> None:
        form.is_valid()
        what = {"sheet": self.sheet, "application": self.person, "by": self.by, "at": self.at}
        save_marks(marks=form.entries, **what)
        note = form.cleaned_data.get("note", self.note)
        if note != self.note:
            save_note(text=note, **what)
        if form.new_answers:
            save_answers(answers=form.new_answers, **what)
        twins = [f"{self.code}-{name}" for name in form.new]
        if twins:
            self.forget_twins(Q(name__in=twins))


@dataclass
class CriterionDesk(SheetDesk):
    """One criterion, marked for a page of candidates in the member's own order."""

    sheet: Sheet
    criterion: Criterion
    people: Sequence[Application]
    callings: Callings
    page: int
    by: Any
    at: datetime
    marks: dict[int, Mark] = field(default_factory=dict)

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"{self.sheet.desk}on:{self.criterion.code}:{self.page}"

    @property
    def address(self) -> str:  # type: ignore[override]
        return reverse("scoring:criterion", args=[self.sheet.pk, self.criterion.code, self.page])

    @property
    def autosave_address(self) -> str:  # type: ignore[override]
        return reverse("scoring:autosave-criterion", args=[self.sheet.pk, self.criterion.code, self.page])

    def stored(self) -> CandidatesForm:
        found = self.sheet.marks.filter(criterion=self.criterion, application__in=self.people)
        self.marks = {mark.application_id: mark for mark in found}
        return self._form(None)

    def typed(self, data: QueryDict) -> CandidatesForm:
        return self._form(data)

    def _form(self, data: QueryDict | None) -> CandidatesForm:
        codes = {person.pk: self.callings.of(person).code for person in self.people}
        return CandidatesForm(data, criterion=self.criterion, codes=codes, marks=self.marks)

    def keep(self, form: CandidatesForm) -> None:
        form.is_valid()
        twins = Q()
        for person, one in zip(self.people, form.forms, strict=True):
            if one.new:
                save_marks(
                    sheet=self.sheet, application=person, marks=one.entries, by=self.by, at=self.at
                )  # fmt: skip
                twins |= Q(place=f"{self.sheet.desk}of:{self.callings.of(person).code}", name__in=one.new)
        if twins:
            self.forget_twins(twins)
