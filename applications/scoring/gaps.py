"""What a sheet lacks before it can be handed in, and how far its member has come."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.intake.models import Application
from applications.scoring.models import Mark, Sheet
from applications.scoring.pseudonyms import NAMED, Called, Callings
from applications.scoring.stages import criteria_of
from applications.screening.long_list import long_listed
from vacancies.models import Criterion


@dataclass(frozen=True)
class Gap:
    """One mark or reason, or both, that a candidate lacks on a criterion."""

    application: Application
    criterion: Criterion
    has_mark: bool
    has_reason: bool


@dataclass(frozen=True)
class Line:
    """One candidate of a sheet, in its order: how the reader calls them, how many criteria are done, and what is missing."""

    application: Application
    called: Called
    position: int
    stands: bool
    done: int
    gaps: list[Gap]


@dataclass(frozen=True)
class Progress:
    """A member's own way through their sheet; withdrawn candidates are no part of it."""

    lines: list[Line]
    criteria: list[Criterion]
    callings: Callings

    @property
    def standing(self) -> list[Line]:
        return [line for line in self.lines if line.stands]

    @property
    def done(self) -> int:
        return sum(line.done for line in self.standing)

    @property
    def total(self) -> int:
        return len(self.standing) * len(self.criteria)

    @property
    def gaps(self) -> list[Gap]:
        return [gap for line in self.standing for gap in line.gaps]


def progress_of(sheet: Sheet, callings: Callings = NAMED) -> Progress:
    """How far `sheet` is, candidate by candidate, in the member's own order, each called as the reader calls them."""
    criteria = criteria_of(sheet.round)
    stands = Exists(long_listed(sheet.vacancy).filter(pk=OuterRef("pk")))
    found = Application.objects.filter(pk__in=sheet.order).annotate(stands=stands)
    people = {person.pk: person for person in found.select_related("lot", "screening", "applicant")}
    marks = {(mark.application_id, mark.criterion_id): mark for mark in sheet.marks.all()}
    lines = []
    for position, pk in enumerate(sheet.order, start=1):
        gaps = [gap for scored in criteria if (gap := _gap(people[pk], scored, marks.get((pk, scored.pk))))]
        one = people[pk]
        lines.append(Line(one, callings.of(one), position, one.stands, len(criteria) - len(gaps), gaps))
    return Progress(lines, criteria, callings)


def _gap(application: Application, criterion: Criterion, mark: Mark | None) -> Gap | None:
    if mark and mark.is_whole:
        return None
    return Gap(
        application,
        criterion,
        has_mark=bool(mark) and mark.value is not None,
        has_reason=bool(mark and mark.reason),
    )
