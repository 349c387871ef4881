"""What `manage.py verify` checks of who did what and when: each step's person and moment against its entry in the record."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from applications.decisions.models import Decision
from applications.intake.models import Application, PriceOffer
from applications.intake.receipt import RECEIPTS
from applications.panels.models import Declaration, Panel, Seat
from applications.ranking.models import Ranking
from applications.scoring.models import Revision, Round, Sheet
from applications.screening.models import Finding, Screening
from portal.record.models import Entry
from vacancies.models import NoticeVersion, Vacancy
from vacancies.vacancy.models import PUBLIC

Faults = Iterator[str]


@dataclass(frozen=True)
class Deed:
    """A step that is kept on `rows` with its moment `at`, and with who took it, `by`, where a row says so.

    `key(row)` is among what `told(entry)` gives for the entry that records the step; the last such entry counts.
    """

    name: str
    rows: QuerySet[Any]
    actions: tuple[str, ...]
    place: Callable[[Any], str]
    key: Callable[[Any], Any]
    at: str
    by: str = ""
    told: Callable[[Entry], Iterable[Any]] = lambda entry: [entry.subject]

    def faults(self) -> Faults:
        said = self._said()
        taken = self.rows.exclude(**{f"{self.at}__isnull": True}).order_by("pk")
        for row in taken.iterator(chunk_size=500):
            # An entry that is gone altogether is found in its chain.
            if (found := said.get(self.key(row))) and not self._is(row, *found):
                yield f"{self.place(row)}: who {self.name}, or when, is not what was recorded"

    def _said(self) -> dict[Any, tuple[Any, int | None]]:
        entries = Entry.objects.filter(action__in=self.actions).order_by("pk")
        return {key: (entry.at, entry.actor) for entry in entries.iterator() for key in self.told(entry)}

    def _is(self, row: Any, at: Any, actor: int | None) -> bool:
        return attrgetter(self.at)(row) == at and (not self.by or attrgetter(self.by)(row) == actor)


def moment_faults() -> Faults:
    """Steps that another person took, or at another time, than the record tells."""
    for deed in [*_of_screening(), *_of_the_panel(), *_of_the_rounds(), *_of_the_end()]:
        yield from deed.faults()
    yield from _moments_of_receipt()
    yield from _moments_of_publication()


def _of_screening() -> Iterable[Deed]:
    yield Deed(
        "decided it",
        Finding.objects.select_related("application__vacancy", "requirement").exclude(decided_by=None),
        ("finding.confirmed", "finding.overridden"),
        lambda row: f"application {row.application.receipt_number}, requirement {row.requirement.code}",
        lambda row: (f"application:{row.application_id}", row.requirement.code),
        at="decided_at",
        by="decided_by_id",
        told=lambda entry: [(entry.subject, entry.data["requirement"])],
    )
    yield Deed(
        "made it",
        Screening.objects.select_related("application__vacancy"),
        ("long_list.made",),
        lambda row: f"long list of {row.application.vacancy}, {row.application.code}",
        lambda row: row.application.vacancy.stream,
        at="at",
        by="by_id",
    )
    yield Deed(
        "withdrew it",
        Application.objects.select_related("vacancy"),
        ("application.withdrawn",),
        lambda row: f"application {row.receipt_number}",
        lambda row: f"application:{row.pk}",
        at="withdrawn_at",
    )


def _of_the_panel() -> Iterable[Deed]:
    yield _joined()
    yield Deed(
        "convened it",
        Panel.objects.select_related("vacancy"),
        ("panel.convened",),
        lambda row: f"panel for {row.vacancy}",
        lambda row: f"panel:{row.pk}",
        at="convened_at",
        by="convened_by_id",
    )
    yield Deed(
        "made it",
        Declaration.objects.select_related("seat__panel__vacancy", "seat__user"),
        ("panel.declared_none", "panel.declared_conflict"),
        lambda row: f"declaration of {row.seat.user} for {row.seat.panel.vacancy}",
        lambda row: (f"panel:{row.seat.panel_id}", row.seat.user_id),
        at="made_at",
        told=lambda entry: [(entry.subject, entry.actor)],
    )


def _joined() -> Deed:
    return Deed(
        "took it",
        Seat.objects.select_related("panel__vacancy", "user"),
        ("panel.joined", "panel.joined_later", "panel.taken_over"),
        lambda row: f"seat of {row.user} for {row.panel.vacancy}",
        lambda row: (f"panel:{row.panel_id}", row.pk),
        at="joined_at",
        told=lambda entry: [(entry.subject, entry.data["seat"])],
    )


def _of_the_rounds() -> Iterable[Deed]:
    def step(name: str, action: str, at: str, by: str) -> Deed:
        rows = Round.objects.select_related("panel__vacancy")
        return Deed(
            name, rows, (action,), lambda row: f"round {row.stage} of {row.vacancy}",
            lambda row: f"round:{row.pk}", at=at, by=by,
        )  # fmt: skip

    def on_a_sheet(name: str, actions: tuple[str, ...], at: str) -> Deed:
        rows = Sheet.objects.with_panel()
        return Deed(
            name, rows, actions, lambda row: f"sheet of {row.member} for {row.vacancy}, {row.round.stage}",
            lambda row: f"sheet:{row.pk}", at=at, by="seat.user_id",
        )  # fmt: skip

    yield step("opened it", "round.opened", "opened_at", "opened_by_id")
    yield step("locked it", "round.locked", "locked_at", "locked_by_id")
    yield on_a_sheet("handed it in", ("sheet.handed_in",), "handed_in_at")
    yield on_a_sheet("signed it", ("sheet.signed",), "signed_at")
    # Of several revisions of one mark the last is compared; the others are in the hash of the sheet.
    yield Deed(
        "revised it",
        _standing_revisions(),
        ("mark.revised",),
        lambda row: (
            f"mark of {row.mark.application.code} on {row.mark.criterion.code} for {row.mark.sheet.vacancy}"
        ),
        lambda row: (f"sheet:{row.mark.sheet_id}", row.mark.application.code, row.mark.criterion.code),
        at="at",
        by="by_id",
        told=lambda entry: [(entry.subject, entry.data["candidate"], entry.data["criterion"])],
    )
    yield Deed(
        "opened it",
        PriceOffer.objects.select_related("application__vacancy"),
        ("prices.opened",),
        lambda row: f"price of application {row.application.receipt_number}",
        lambda row: (row.application.vacancy.stream, row.application.code),
        at="opened_at",
        told=lambda entry: [(entry.stream, code) for code in entry.data["candidates"]],
    )


def _standing_revisions() -> QuerySet[Revision]:
    later = Revision.objects.filter(mark=OuterRef("mark"), pk__gt=OuterRef("pk"))
    rows = Revision.objects.exclude(Exists(later))
    return rows.select_related("mark__sheet__round__panel__vacancy", "mark__application", "mark__criterion")


def _of_the_end() -> Iterable[Deed]:
    yield Deed(
        "made it",
        Ranking.objects.select_related("vacancy"),
        ("ranking.made",),
        lambda row: f"ranking {row.version} of {row.vacancy}",
        lambda row: f"ranking:{row.pk}",
        at="made_at",
        by="made_by_id",
    )
    for name, at, actions in _ON_DECISIONS:
        yield Deed(
            f"{name} it",
            Decision.objects.select_related("vacancy"),
            actions,
            lambda row: f"decision on {row.vacancy}",
            lambda row: f"decision:{row.pk}",
            at=f"{at}_at",
            by=f"{at}_by_id",
        )


_ON_DECISIONS = (
    ("recommended", "recommended", ("decision.recommended",)),
    ("decided", "decided", ("decision.approved", "decision.returned", "decision.refused")),
    ("announced", "announced", ("decision.announced",)),
)


def _moments_of_receipt() -> Faults:
    """Applications that came at another moment, or more or less late, than their snapshot and their entry say."""
    entries = Entry.objects.filter(action__in=RECEIPTS).order_by("pk")
    late = {entry.subject: entry.data.get("late_by_seconds") for entry in entries.iterator()}
    for row in Application.objects.received().select_related("vacancy").order_by("pk").iterator():
        snapshot: Any = row.snapshot
        subject, number = f"application:{row.pk}", row.receipt_number
        if row.submitted_at.isoformat(timespec="seconds") != snapshot.get("submitted_at", ""):
            yield f"application {number}: when it was handed in is not what its receipt says"
        elif subject in late and late[subject] != row.late_by_seconds:
            yield f"application {number}: by how much it was late is not what was recorded"


def _moments_of_publication() -> Faults:
    """Notices and their versions that were published by somebody else, or at another time, than the record tells."""
    entries = Entry.objects.filter(action__in=("vacancy.published", "vacancy.scheduled")).order_by("pk")
    said = {
        entry.stream: (datetime.fromisoformat(entry.data["published_at"]), entry.actor)
        for entry in entries.iterator()
    }
    for vacancy in Vacancy.objects.filter(status__in=PUBLIC).order_by("pk").iterator():
        stands = (vacancy.published_at, vacancy.approved_by_id)
        if said.get(vacancy.stream, stands) != stands:
            yield f"notice {vacancy}: who published it, or when, is not what was recorded"
    kept = Entry.objects.filter(action="notice.kept").order_by("pk")
    versions = {(entry.stream, entry.data["number"]): (entry.at, entry.actor) for entry in kept.iterator()}
    for version in NoticeVersion.objects.select_related("vacancy").order_by("pk").iterator():
        at, by = versions.get((version.vacancy.stream, version.number), (None, None))
        # One that was kept before its notice is public is published with it.
        moments = (at, version.vacancy.published_at)
        if at and (version.published_at not in moments or version.published_by_id != by):
            yield f"version {version.number} of the notice {version.vacancy}: who published it, or when, is not what was recorded"
