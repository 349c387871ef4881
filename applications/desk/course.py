"""The course of a selection: each step with its day and its person, done, under way or to come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.decisions.models import Decision
from applications.desk.gathered import gather, gathered_decisions
from applications.intake.lots import key_of, parts_of
from applications.panels.rules import panel_of
from applications.scoring.stages import rounds_of
from applications.screening.models import Screening
from portal.words.moments import short_in
from vacancies.corrigenda.models import Change
from vacancies.models import Vacancy
from vacancies.vacancy.models import PUBLIC, Status


@dataclass(frozen=True)
class Step:
    """One step; `state` is done, now or empty."""

    title: str
    when: str = ""
    state: str = ""


def course_of(vacancy: Vacancy, *, at: datetime) -> list[Step]:
    """The steps in order; the first that is not done is under way."""
    steps = list(_steps(vacancy, at=at))
    now = next((place for place, step in enumerate(steps) if not step.state), None)
    return [replace(step, state="now") if place == now else step for place, step in enumerate(steps)]


def _steps(vacancy: Vacancy, *, at: datetime) -> Iterator[Step]:
    def step(title: str, moment: datetime | None, person: Any = None) -> Step:
        if moment is None:
            return Step(title)
        when = short_in(moment, vacancy.office.zone)
        return Step(title, f"{when}, {person}" if person else when, "done" if moment <= at else "")

    yield step(_("Notice"), vacancy.created_at, vacancy.written_by)
    yield step(_("Publication"), vacancy.published_at, vacancy.approved_by)
    if vacancy.status == Status.CANCELLED:
        cancelled = vacancy.corrigenda.public().filter(change=Change.CANCELLATION).first()
        yield step(
            _("Cancellation"), cancelled and cancelled.published_at, cancelled and cancelled.approved_by
        )
        return
    yield step(_("Applications"), vacancy.closes_at if vacancy.status in PUBLIC else None)
    listed = Screening.objects.of(vacancy).select_related("by").first()
    yield step(_("Long list"), listed and listed.at, listed and listed.by)
    panel = panel_of(vacancy)
    yield step(_("Panel"), panel and panel.convened_at)
    rounds = rounds_of(gather(vacancy))
    for one in rounds:
        yield step(str(one.get_stage_display()).capitalize(), one.locked_at, one.locked_by)
    if not rounds:
        yield Step(pgettext("stage", "Scoring"))
    parts = [key_of(lot) for lot in parts_of(vacancy)]
    ranked = {one.lot_id: one.made_at for one in vacancy.rankings.all()} if rounds else {}
    yield step(_("Ranking"), _last([ranked.get(part) for part in parts]))
    decided = {one.lot_id: one for one in gathered_decisions(vacancy) if not one.is_returned}
    yield step(_("Recommendation"), _last([_at(decided, part, "recommended_at") for part in parts]))
    refused = any(one.is_refused for one in decided.values())
    approval = _("Decision of the approver") if refused else _("Approval")
    yield step(approval, _last([_at(decided, part, "decided_at") for part in parts]))
    yield step(_("Announcement"), _last([_at(decided, part, "announced_at") for part in parts]))


def _at(decided: Mapping[int | None, Decision], part: int | None, name: str) -> datetime | None:
    return getattr(decided.get(part), name, None)


def _last(moments: Sequence[datetime | None]) -> datetime | None:
    """The moment at which the last lot got there; None while one has not."""
    known = [moment for moment in moments if moment]
    return max(known) if known and len(known) == len(moments) else None
