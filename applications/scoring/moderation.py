"""What the panel sees of a round once all counted sheets are in: every mark, reason and revision, candidates by code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from applications.intake.models import Application
from applications.scoring.heat import Group, Head, Heat, Row, criterion_heads, initials
from applications.scoring.models import Mark, Revision, Round, Sheet
from applications.scoring.pseudonyms import NAMED, Callings
from applications.scoring.stages import criteria_of
from applications.scoring.versions import Version, sheets_of
from portal.words.figures import plain
from vacancies.models import Criterion
from vacancies.plan.published import decimal_text

Key = tuple[int, int, int]


@dataclass(frozen=True)
class Shown:
    """A revealed round: its counted sheets, its criteria, its marks by sheet, candidate and criterion; candidates as the reader calls them."""

    round: Round
    sheets: list[Sheet]
    criteria: list[Criterion]
    marks: Mapping[Key, Mark]
    threshold: Fraction | None
    callings: Callings = NAMED

    @property
    def heads(self) -> list[Head]:
        return criterion_heads(self.criteria)

    @property
    def members(self) -> list[Head]:
        return initials((sheet.member, str(sheet.seat.user)) for sheet in self.sheets)

    @property
    def people(self) -> list[Application]:
        """Everybody on a counted sheet, by code, those included who have withdrawn since."""
        wanted = {pk for sheet in self.sheets for pk in sheet.order}
        return self.callings.in_order(Application.objects.filter(pk__in=wanted).order_by("pk"))

    def of(self, person: Application, criterion: Criterion) -> list[Mark | None]:
        """The marks of the members on one criterion, in the order of the sheets."""
        return [self.marks.get((sheet.pk, person.pk, criterion.pk)) for sheet in self.sheets]


def shown_round(
    round_: Round, version: Version | None = None, *, code: str = "", callings: Callings = NAMED
) -> Shown:
    """Lay a round open, or one of its locked versions as it stood; with `code`, the reader's, the marks of that candidate alone.

    A ValueError before all counted sheets are in, whoever asks.
    """
    if not round_.is_revealed:
        raise ValueError("a round is shown only when all counted sheets are in")
    number = version.number if version else round_.version
    sheets = sheets_of(round_, number)
    judged = {(sheet.pk, pk) for sheet in sheets for pk in sheet.order}
    found = Mark.objects.filter(sheet__round=round_)
    if code:
        one = callings.find(Application.objects.filter(vacancy=round_.vacancy).exclude(code=""), code)
        found = found.filter(application=one)
    marks = found.revised(Revision.objects.up_to({round_.stage: number}))
    divergence = round_.vacancy.plan.divergence
    return Shown(
        round_,
        sheets,
        criteria_of(round_),
        {
            (mark.sheet_id, mark.application_id, mark.criterion_id): mark
            for mark in marks
            if (mark.sheet_id, mark.application_id) in judged
        },
        None if divergence is None else Fraction(divergence),
        callings,
    )


def heat_of(shown: Shown, shut: Collection[int]) -> Heat:
    """The table of marks; of candidates in `shut` (a conflict of interest of the reader) only the name, in a blind round nothing.

    There, the code of one whose papers are shut would tell which code stands for the person one knows.
    """
    rows = []
    for person in shown.people:
        hidden = person.pk in shut
        if hidden and shown.callings.are_neutral:
            continue
        called = shown.callings.of(person)
        name = "" if shown.callings.are_neutral else called.name
        rows.append(Row(called.code, name, [] if hidden else _groups(shown, person), hidden))
    return Heat(shown.heads, shown.members, rows, shown.threshold)


def _groups(shown: Shown, person: Application) -> list[Group]:
    return [
        _group(shown, head, shown.of(person, criterion))
        for head, criterion in zip(shown.heads, shown.criteria, strict=True)
    ]


def _group(shown: Shown, head: Head, marks: list[Mark | None]) -> Group:
    figures = [decimal_text(mark.current) if mark else None for mark in marks]
    originals = [_original(mark) if mark else "" for mark in marks]
    return Group(head, figures, shown.threshold, originals)


def _original(mark: Mark) -> str:
    return decimal_text(mark.value) or "" if mark.current != mark.value else ""


@dataclass(frozen=True)
class Revised:
    """One revision, as it is read."""

    figure: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Voice:
    """One member's mark on a criterion, with its reason, what it was revised to, and whether the reader may revise it."""

    sheet: Sheet
    mark: Mark | None
    figure: str
    original: str
    revisions: list[Revised]
    may_revise: bool


@dataclass(frozen=True)
class Question:
    """One criterion of one candidate, with all members' voices."""

    criterion: Criterion
    group: Group
    voices: list[Voice]


def questions_of(shown: Shown, person: Application, own: Sheet | None) -> list[Question]:
    """What each member gave `person` and why; `own` is the reader's sheet where its marks may be revised."""
    questions = []
    for head, criterion in zip(shown.heads, shown.criteria, strict=True):
        marks = shown.of(person, criterion)
        voices = [_voice(sheet, mark, own) for sheet, mark in zip(shown.sheets, marks, strict=True)]
        questions.append(Question(criterion, _group(shown, head, marks), voices))
    return questions


def _voice(sheet: Sheet, mark: Mark | None, own: Sheet | None) -> Voice:
    if mark is None:
        return Voice(sheet, None, "", "", [], may_revise=False)
    revisions = [Revised(plain(one.value), one.reason, one.at) for one in mark.revised]
    return Voice(
        sheet, mark, plain(mark.current), plain(mark.value), revisions[::-1], may_revise=sheet == own
    )
