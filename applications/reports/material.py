"""Everything a report is made from: the frozen ranking, and the rooms' rows around it, fetched once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from applications.decisions.models import Decision
from applications.intake.models import Application
from applications.panels.models import Seat
from applications.panels.places import names_by_code
from applications.ranking.exact import Exact
from applications.ranking.models import Ranking
from applications.ranking.results import Results
from applications.scoring.discussing import Discussion
from applications.scoring.models import Mark, Revision, Round, Sheet
from portal.record.models import Entry
from portal.words.moments import second_in
from vacancies.models import Vacancy

Json = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """One vacancy with its latest ranking, at the instant `at`. Figures come from the ranking alone."""

    vacancy: Vacancy
    ranking: Ranking
    at: datetime

    @cached_property
    def people(self) -> dict[str, Application]:
        """Everybody who handed in an application, for the lot of the ranking, by code."""
        received = Application.objects.received().filter(vacancy=self.vacancy, lot=self.ranking.lot)
        rows = (
            received.select_related("screening")
            .prefetch_related("findings__requirement", "findings__decided_by")
            .order_by("submitted_at", "pk")
        )
        return {row.code: row for row in rows}

    @cached_property
    def seats(self) -> list[Seat]:
        seats = Seat.objects.filter(panel__vacancy=self.vacancy).select_related(
            "user", "declaration", "ended_by"
        )
        return list(seats.prefetch_related("declaration__conflicts__application"))

    @cached_property
    def members(self) -> dict[str, str]:
        """Names of those who sit on the panel, by their code in the evaluation file."""
        return names_by_code(self.seats)

    @cached_property
    def rounds(self) -> list[Round]:
        rounds = Round.objects.of_vacancy(self.vacancy).select_related(
            "opened_by", "locked_by", "unblinded_by"
        )
        return list(rounds.prefetch_related("sheets__seat__user"))

    @cached_property
    def sheets(self) -> list[Sheet]:
        return list(Sheet.objects.of_panel(self.vacancy.panel).with_panel().order_by("round", "seat"))

    @cached_property
    def marks(self) -> dict[tuple[str, str, str], Mark]:
        """Marks by candidate, member and criterion, as they were ranked: for the reasons, and for the originals of revised ones."""
        among = Revision.objects.up_to(self.ranking.versions)
        marks = Mark.objects.filter(sheet__in=[sheet.pk for sheet in self.sheets]).with_revisions(among)
        members = {sheet.pk: sheet.member for sheet in self.sheets}
        return {(mark.application.code, members[mark.sheet_id], mark.criterion.code): mark for mark in marks}

    @cached_property
    def discussions(self) -> dict[tuple[str, str], list[Discussion]]:
        """What the panel discussed before the ranked versions were locked, by candidate and criterion."""
        found: dict[tuple[str, str], list[Discussion]] = {}
        rows = Discussion.objects.filter(round__in=self.rounds).select_related(
            "application", "criterion", "round", "by"
        )
        for row in rows.order_by("pk"):
            if row.version <= self.ranking.versions.get(row.round.stage, 0):
                found.setdefault((row.application.code, row.criterion.code), []).append(row)
        return found

    @cached_property
    def rankings(self) -> list[Ranking]:
        return list(
            Ranking.objects.of(self.vacancy, self.ranking.lot).select_related("made_by").order_by("version")
        )

    @cached_property
    def decisions(self) -> list[Decision]:
        """The latest first."""
        return list(Decision.objects.on(self.vacancy, self.ranking.lot).with_people())

    @cached_property
    def results(self) -> Results:
        names = {code: person.name for code, person in self.people.items()}
        return Results(self.ranking, names=names, members=self.members)

    @property
    def exact(self) -> Exact:
        return self.results.exact

    @property
    def plan(self) -> Json:
        """The plan as it was published, from the ranking's evaluation file."""
        plan: Json = self.ranking.evaluation["plan"]
        return plan

    @property
    def fingerprint(self) -> str:
        return self.ranking.plan_fingerprint

    @cached_property
    def candidates(self) -> dict[str, Json]:
        """The candidates of the evaluation file, by code."""
        return {one["code"]: one for one in self.ranking.evaluation["candidates"]}

    def entries(self, action: str) -> list[Entry]:
        """What the record of the vacancy says of one kind of deed, oldest first."""
        return list(Entry.objects.of(self.vacancy.stream).filter(action=action))

    def called(self, code: str) -> str:
        """C1 with the name that was handed in."""
        person = self.people.get(code)
        return f"{code} {person.name}" if person else code

    def when(self, moment: datetime | None) -> str:
        """On the clock of the office, to the second: order may hang on it."""
        return second_in(moment, self.vacancy.office.zone)
