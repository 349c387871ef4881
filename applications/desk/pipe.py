"""The stages of a selection with the number of applications at each: the line of boxes over a case."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.desk.gathered import gathered_decisions
from applications.intake.models import Application, Status
from applications.panels.rules import panel_of
from applications.ranking.rules import is_ranked
from applications.scoring.models import Round, RoundStatus
from applications.scoring.stages import rounds_of
from applications.screening.states import with_state
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status as VacancyStatus

ELIGIBLE = ("eligible", "long_listed")
TO_CHECK = ("check", "new")


@dataclass(frozen=True)
class Stage:
    """One box; without an address where there is nothing to see."""

    label: str
    number: Any
    note: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Numbers:
    """What the boxes are filled from, counted once."""

    drafts: int
    submitted: int
    today: int
    states: Counter[str]
    rounds: list[Round]
    is_ranked: bool
    decisions: list[Any]
    lots: int
    has_panel: bool

    @property
    def decision(self) -> Any:
        """The one that stands, or the last that was returned; of lots, any."""
        return next(iter(self.standing or self.decisions), None)

    @property
    def standing(self) -> list[Any]:
        return [one for one in self.decisions if not one.is_returned]

    @property
    def selected(self) -> Any:
        if self.decision is None:
            return "–"
        return sum(one.selected for one in self.standing or [self.decision])

    @property
    def eligible(self) -> int:
        return sum(self.states[state] for state in ELIGIBLE)

    @property
    def to_check(self) -> int:
        return sum(self.states[state] for state in TO_CHECK)

    @property
    def listed(self) -> int:
        return self.states["long_listed"]


def numbers_of(vacancy: Vacancy, *, at: datetime) -> Numbers:
    local = vacancy.office.local(at)
    midnight = datetime.combine(local.date(), time.min, tzinfo=local.tzinfo)
    applications = with_state(Application.objects.filter(vacancy=vacancy)).order_by()
    rows = list(applications.values_list("status", "state", "submitted_at", "lot", "amends"))
    received = [row for row in rows if row[2]]
    submitted = [row for row in received if row[0] == Status.SUBMITTED]
    return Numbers(
        drafts=sum(status == Status.DRAFT and amends is None for status, *_said, amends in rows),
        submitted=len(submitted),
        today=sum(row[2] >= midnight for row in submitted),
        lots=len({lot for *_said, lot, _amends in received if lot}),
        states=Counter(state for _status, state, *_said in received),
        rounds=rounds_of(vacancy),
        is_ranked=is_ranked(vacancy),
        decisions=gathered_decisions(vacancy),
        has_panel=panel_of(vacancy) is not None,
    )


def pipe_of(vacancy: Vacancy, numbers: Numbers, *, at: datetime) -> list[Stage]:
    """The six stages; the one at which the selection stands is current."""
    table = reverse("screening:applications", args=[vacancy.pk])
    long_list = reverse("screening:long-list", args=[vacancy.pk])
    here = _here(vacancy, numbers, at=at)
    panel = panel_of(vacancy)
    return [
        Stage(_("Drafts"), numbers.drafts, _("contents closed")),
        Stage(_("Submitted"), numbers.submitted, _today(numbers), table, here == "submitted"),
        Stage(
            _("Eligible"), numbers.eligible, _to_check(numbers), f"{table}?state=eligible", here == "eligible"
        ),
        Stage(
            _("Long list"), numbers.listed, _listed(vacancy, numbers, at=at), long_list, here == "long_list"
        ),
        Stage(
            pgettext("stage", "Scoring"),
            _locked(numbers),
            _scoring(numbers),
            reverse("panels:panel", args=[panel.pk]) if panel else "",
            here == "scoring",
        ),
        Stage(
            _("Decision"),
            numbers.selected,
            _decision(numbers),
            reverse("decisions:decision", args=[vacancy.pk]) if numbers.is_ranked else "",
            here == "decision",
        ),
    ]


def _here(vacancy: Vacancy, numbers: Numbers, *, at: datetime) -> str:
    if vacancy.status == VacancyStatus.CANCELLED or not vacancy.is_public(at=at):
        return ""
    if vacancy.is_being_handed_over(at=at):
        return "submitted"
    if numbers.is_ranked:
        return "decision"
    if numbers.has_panel:
        return "scoring"
    return "long_list" if numbers.listed else "eligible"


def _today(numbers: Numbers) -> str:
    return (
        ngettext("%(n)s today", "%(n)s today", numbers.today) % {"n": numbers.today} if numbers.today else ""
    )


def _to_check(numbers: Numbers) -> str:
    left = numbers.to_check
    return ngettext("%(n)s to check", "%(n)s to check", left) % {"n": left} if left else ""


def _listed(vacancy: Vacancy, numbers: Numbers, *, at: datetime) -> str:
    if numbers.listed:
        return pgettext("long list", "made")
    if vacancy.is_open(at=at):
        closes = vacancy.office.local(vacancy.closes_at)
        return _("after %(day)s") % {"day": date_format(closes, "j E")}
    return pgettext("long list", "not made yet")


def _locked(numbers: Numbers) -> int:
    return sum(one.status == RoundStatus.LOCKED for one in numbers.rounds)


def _scoring(numbers: Numbers) -> str:
    if not numbers.has_panel:
        return _("panel not convened")
    if not numbers.rounds:
        return _("no round opened yet")
    latest = numbers.rounds[-1]
    return f"{latest.get_stage_display()}: {latest.get_status_display()}"


def _decision(numbers: Numbers) -> str:
    if numbers.lots and numbers.is_ranked:
        said = {"n": len(numbers.standing), "total": numbers.lots}
        return pgettext("lots with a recommendation", "%(n)s of %(total)s lots") % said
    if numbers.decision:
        return str(numbers.decision.get_status_display())
    return pgettext("ranking", "ranked") if numbers.is_ranked else ""
