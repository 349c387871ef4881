"""What a meeting of the panel goes through: the marks that are far apart, one candidate and criterion after another."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.scoring.discussing import Discussion
from applications.scoring.formula import diverges
from applications.scoring.models import Mark, Revision, Round
from applications.scoring.moderation import Shown
from applications.scoring.pseudonyms import Called, Callings
from vacancies.models import Criterion


def outcome(*, is_revised: bool) -> str:
    """What came of a discussion, in words."""
    return _("discussed, a mark revised") if is_revised else _("discussed, marks kept")


@dataclass(frozen=True)
class Topic:
    """The marks of one candidate on one criterion, as they come up in the meeting."""

    person: Application
    called: Called
    criterion: Criterion
    is_shut: bool
    is_revised: bool
    discussion: Discussion | None = None

    @property
    def is_done(self) -> bool:
        return self.is_revised or self.discussion is not None

    @property
    def outcome(self) -> str:
        """What came of it, in words; empty while it waits."""
        return outcome(is_revised=self.is_revised) if self.is_done else ""


@dataclass(frozen=True)
class Agenda:
    """All topics in order; `done` of them have been discussed."""

    topics: Sequence[Topic] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(topic.is_done for topic in self.topics)

    @property
    def next_open(self) -> Topic | None:
        return next((topic for topic in self.topics if not topic.is_done), None)

    def place_of(self, code: str, criterion: str) -> int | None:
        """Where the topic that an address names stands, from 0."""
        named = (code, criterion)
        places = (at for at, one in enumerate(self.topics) if (one.called.code, one.criterion.code) == named)
        return next(places, None)

    def beside(self, place: int, step: int) -> Topic | None:
        """The topic before or after the one at `place`."""
        at = place + step
        return self.topics[at] if 0 <= at < len(self.topics) else None

    def open_after(self, place: int) -> Topic | None:
        """The next that waits, from behind `place` on and then from the beginning."""
        later = [*self.topics[place + 1 :], *self.topics[:place]]
        return next((topic for topic in later if not topic.is_done), None)


def agenda_of(
    shown: Shown, callings: Callings, shut: Collection[int], discussions: Iterable[Discussion]
) -> Agenda:
    """Where marks were or are far apart, and what was discussed besides; candidates as the reader calls them.

    A candidate in `shut` is only named; where names are kept back not even that: the code would tell who it is.
    """
    noted = {(one.application_id, one.criterion_id): one for one in discussions}
    people = (
        sorted(shown.people, key=lambda person: callings.of(person).code)
        if callings.are_neutral
        else shown.people
    )
    return Agenda(
        [
            Topic(
                person,
                callings.of(person),
                criterion,
                person.pk in shut,
                _is_revised(shown.of(person, criterion), shown.round.version),
                noted.get((person.pk, criterion.pk)),
            )
            for person in people
            if not (callings.are_neutral and person.pk in shut)
            for criterion in shown.criteria
            if (person.pk, criterion.pk) in noted or is_far_apart(shown, person, criterion)
        ]
    )


def is_far_apart(shown: Shown, person: Application, criterion: Criterion) -> bool:
    """Whether the marks reach the spread of the plan, as first given or as they stand: what was mended stays on the list."""
    if shown.threshold is None:
        return False
    marks = [mark for mark in shown.of(person, criterion) if mark]
    scale = Fraction(criterion.scale)
    sets = ([mark.value for mark in marks], [mark.current for mark in marks])
    return any(
        bool(figures) and diverges([Fraction(one) for one in figures], scale, shown.threshold)
        for figures in sets
    )


def _is_revised(marks: Iterable[Mark | None], version: int) -> bool:
    """Whether a mark was revised since the marks were last opened for discussion."""
    return any(one.version == version for mark in marks if mark for one in mark.revised)


@dataclass(frozen=True)
class Talk:
    """One discussion as it is read on the page of the round: of whom, on what, with what outcome."""

    called: Called
    discussion: Discussion
    outcome: str


def talks_of(round_: Round, callings: Callings, shut: Collection[int]) -> list[Talk]:
    """What was discussed since the marks were opened for it; nothing on candidates in `shut`."""
    found = round_.discussions.filter(version=round_.version).exclude(application__in=shut)
    rows = found.select_related("application", "criterion", "by").order_by("application", "criterion__order")
    since = Revision.objects.filter(mark__sheet__round=round_, version=round_.version)
    revised = set(since.values_list("mark__application", "mark__criterion")) if rows else set()
    talks = [
        Talk(
            callings.of(row.application),
            row,
            outcome(is_revised=(row.application_id, row.criterion_id) in revised),
        )
        for row in rows
    ]
    return sorted(talks, key=lambda talk: talk.called.code) if callings.are_neutral else talks
