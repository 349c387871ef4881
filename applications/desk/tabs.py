"""The pages of a case, as far as they are open to the reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.desk.pipe import Numbers
from applications.panels.rules import panel_of
from applications.scoring.rules import takes_part
from applications.scoring.stages import rounds_of
from vacancies.models import Vacancy
from vacancies.vacancy.models import PUBLIC, Status

# From the first panel on there are candidates about whom somebody can be asked.
JUDGED = (Status.UNDER_EVALUATION, Status.DECIDED)


@dataclass(frozen=True)
class Tab:
    """One page of the case; the one the reader is on is current."""

    key: str
    label: str
    url: str
    number: int | None = None
    current: bool = False


def tabs_of(vacancy: Vacancy, numbers: Numbers | None, *, reader: Any) -> list[Tab]:
    """In the order of the process; `numbers` are there for those who work in the office, None for who only sits."""
    before = _of_the_office(vacancy, numbers, reader) if numbers else iter(())
    found = [*before, *_of_the_panel(vacancy, reader)]
    if numbers:
        found.append(Tab("record", pgettext("audit", "Record"), reverse("desk:record", args=[vacancy.pk])))
    return found


def _of_the_office(vacancy: Vacancy, numbers: Numbers, reader: Any) -> Iterator[Tab]:
    def address(name: str) -> str:
        return reverse(name, args=[vacancy.pk])

    yield Tab("overview", _("Overview"), address("desk:vacancy"))
    if vacancy.status in PUBLIC:
        yield Tab("applications", _("Applications"), address("screening:applications"), numbers.submitted)
        if reader.has_perm("applications.view_messages", vacancy):
            yield Tab("messages", _("Messages"), address("messages:threads"))
        if reader.has_perm("applications.view_receipts", vacancy):
            yield Tab("receipts", pgettext("of receipt", "Register"), address("reports:receipts"))
        if reader.has_perm("applications.view_invitations", vacancy):
            yield Tab("invitations", _("Invitations"), address("invitations:invitations"))
        yield Tab("questions", _("Questions"), address("questions:questions"))
        yield Tab("changes", _("Changes"), address("corrigenda:changes"))
    if reader.has_perm("vacancies.edit_vacancy", vacancy):
        yield Tab("notice", _("Notice"), address("publishing:edit"))
        yield Tab("plan", _("Selection plan"), address("publishing:plan"))
    else:
        yield Tab("notice", _("Notice"), address("publishing:approval"))


def _of_the_panel(vacancy: Vacancy, reader: Any) -> Iterator[Tab]:
    if reader.has_perm("applications.view_answer_files", vacancy):
        yield Tab(
            "answers", pgettext("stage", "Written test"), reverse("written_tests:answers", args=[vacancy.pk])
        )
    panel = panel_of(vacancy)
    if panel is None:
        return
    yield Tab("panel", _("Panel"), reverse("panels:panel", args=[panel.pk]))
    latest = max(rounds_of(vacancy), key=attrgetter("pk"), default=None)
    if latest and reader.has_perm("applications.view_round", latest):
        yield Tab("scoring", pgettext("stage", "Scoring"), reverse("scoring:round", args=[latest.pk]))
    if _has_references(vacancy, reader):
        address = reverse("references:references", args=[vacancy.pk])
        yield Tab("references", pgettext("of referees", "References"), address)
    # Who does not read the results reads nothing that follows from them.
    if not reader.has_perm("applications.view_results", vacancy):
        return
    yield Tab("results", _("Results"), reverse("ranking:results", args=[vacancy.pk]))
    if reader.has_perm("applications.view_decision", vacancy):
        yield Tab("decision", _("Decision"), reverse("decisions:decision", args=[vacancy.pk]))
    if reader.has_perm("applications.view_report", vacancy):
        yield Tab("reports", _("Report and files"), reverse("reports:index", args=[vacancy.pk]))


def _has_references(vacancy: Vacancy, reader: Any) -> bool:
    return vacancy.status in JUDGED and takes_part(reader, "applications.view_references", vacancy)
