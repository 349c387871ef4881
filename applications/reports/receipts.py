"""The register of receipt: everything that came for a vacancy and when, what was refused and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from applications.intake.deadline import late_words
from applications.intake.models import Application, Status
from applications.intake.on_behalf import Source
from portal.record.models import Entry
from vacancies.models import Vacancy

REFUSED = ("application.refused", "application.refused_on_behalf")


class Kind(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("register", "received in time")
    LATE = "late", pgettext_lazy("register", "received within the grace")
    WITHDRAWN = "withdrawn", pgettext_lazy("register", "withdrawn")
    REFUSED = "refused", pgettext_lazy("register", "refused")


CHIPS = {Kind.RECEIVED: "ok on", Kind.LATE: "soon half", Kind.WITHDRAWN: "", Kind.REFUSED: "no"}


@dataclass(frozen=True)
class Line:
    """One arrival. `came_at` is when it reached the portal, or the office that entered it; `way` and `by` of the latter."""

    came_at: datetime
    kind: Kind
    name: str
    code: str = ""
    key: Any = None
    way: str = ""
    by: str = ""
    note: str = ""
    lot: str = ""

    @property
    def word(self) -> str:
        return str(self.kind.label)

    @property
    def chip(self) -> str:
        return CHIPS[self.kind]


def lines_of(vacancy: Vacancy) -> list[Line]:
    """In the order of arrival. An attempt that was refused stands beside the application that came of a later one."""
    return sorted([*_received(vacancy), *_refused(vacancy)], key=lambda line: (line.came_at, line.code))


def chosen(lines: Iterable[Line], kind: str) -> list[Line]:
    """Those of one kind, or `on_behalf`: those that the office entered; all where nothing is chosen."""
    if kind == "on_behalf":
        return [line for line in lines if line.way]
    return [line for line in lines if not kind or line.kind == kind]


def _received(vacancy: Vacancy) -> Iterator[Line]:
    rows = Application.objects.received().filter(vacancy=vacancy)
    for row in rows.select_related("lot", "on_behalf__entered_by"):
        entered = getattr(row, "on_behalf", None)
        yield Line(
            came_at=row.submitted_at,
            kind=_kind(row),
            name=row.names,
            code=row.code,
            key=row.key,
            way=str(entered.get_source_display()) if entered else "",
            by=str(entered.entered_by) if entered else "",
            note=late_words(row.late_by_seconds),
            lot=row.lot.code if row.lot else "",
        )


def _kind(row: Application) -> Kind:
    if row.status == Status.WITHDRAWN:
        return Kind.WITHDRAWN
    return Kind.RECEIVED if row.late_by_seconds is None else Kind.LATE


def refusals(vacancy: Vacancy) -> list[Entry]:
    """Entries of the record on attempts that were refused, oldest first."""
    return list(Entry.objects.of(vacancy.stream).filter(action__in=REFUSED))


def _refused(vacancy: Vacancy) -> Iterator[Line]:
    ways = {str(source.value): str(source.label) for source in Source}
    for entry in refusals(vacancy):
        person = entry.data.get("person")
        yield Line(
            came_at=datetime.fromisoformat(entry.data["arrived"]),
            kind=Kind.REFUSED,
            name=person or entry.actor_name,
            way=ways.get(entry.data.get("source", ""), _("by the office")) if person else "",
            by=entry.actor_name if person else "",
            # Recorded in English, which is how the catalogue knows the sentence.
            note=_(entry.data["reason"]),
            lot=entry.data.get("lot", ""),
        )


def came(line: Line) -> str:
    """How it came, in words."""
    return line.way or pgettext("came", "in the portal")
