"""The case of a vacancy as one reader sees it on every page that belongs to it: state, stages, tabs, tasks, last entries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.desk.pipe import Numbers, Stage, numbers_of, pipe_of
from applications.desk.states import STATES, state_of
from applications.desk.task import Task
from applications.desk.waiting import tasks_of
from applications.panels.rules import panel_of
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.templatetags.dates import short_in
from vacancies.models import Vacancy

# Entries of the record that are noise beside a table: letters and readings are on the page of the record.
NOISE = ("letter.written", "document.read", "finding.found")
LATEST = 5


@dataclass(frozen=True)
class Tab:
    """One page of the case."""

    label: str
    url: str
    current: bool
    number: int | None = None


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    title: str
    when: str
    state: str


@dataclass(frozen=True)
class Case:
    """Everything around the page itself. Whoever only sits on the panel gets neither stages nor the record."""

    vacancy: Vacancy
    word: str
    chip: str
    tabs: list[Tab]
    tasks: list[Task]
    is_staff: bool
    pipe: list[Stage] = field(default_factory=list)
    timeline: list[Moment] = field(default_factory=list)


def open_case(vacancy: Vacancy, *, reader: Any, at: datetime, page: str) -> Case:
    """The case for `reader`; `page` is the name of the tab on which they are."""
    word, chip = STATES[state_of(vacancy, at=at)]
    is_staff = reader.has_perm("vacancies.view_vacancy", vacancy)
    numbers = numbers_of(vacancy, at=at) if is_staff else None
    return Case(
        vacancy=vacancy,
        word=str(word),
        chip=chip,
        tabs=_tabs(vacancy, numbers, reader, page),
        tasks=[task for task in tasks_of(reader, at=at) if task.vacancy == vacancy],
        is_staff=is_staff,
        pipe=pipe_of(vacancy, numbers, at=at) if numbers else [],
        timeline=_timeline(vacancy) if is_staff else [],
    )


def _tabs(vacancy: Vacancy, numbers: Numbers | None, reader: Any, page: str) -> list[Tab]:
    panel = panel_of(vacancy)
    edits = reader.has_perm("vacancies.edit_vacancy", vacancy)
    notice = "publishing:edit" if edits else "publishing:approval"
    staff = numbers is not None
    received = numbers.submitted if numbers else None
    offered = [
        ("overview", _("Overview"), "desk:vacancy", vacancy, None, staff),
        (
            "applications",
            _("Applications"),
            "screening:applications",
            vacancy,
            received,
            staff and vacancy.is_public,
        ),
        ("notice", _("Notice"), notice, vacancy, None, staff),
        ("plan", _("Selection plan"), "publishing:plan", vacancy, None, edits),
        ("panel", _("Panel"), "panels:panel", panel, None, panel is not None),
        (
            "results",
            _("Results"),
            "ranking:results",
            vacancy,
            None,
            reader.has_perm("applications.view_results", vacancy),
        ),
        (
            "decision",
            _("Decision"),
            "decisions:decision",
            vacancy,
            None,
            reader.has_perm("applications.view_decision", vacancy),
        ),
        ("record", pgettext("audit", "Record"), "desk:record", vacancy, None, staff),
    ]
    return [
        Tab(label, reverse(name, args=[subject.pk]), key == page, number)
        for key, label, name, subject, number, is_open in offered
        if is_open and subject
    ]


def _timeline(vacancy: Vacancy) -> list[Moment]:
    entries = Entry.objects.of(vacancy.stream).exclude(action__in=NOISE).latest_first()[:LATEST]
    zone = vacancy.office.zone
    return [
        Moment(sentence(entry), short_in(entry.at, zone), "done" if place else "now")
        for place, entry in enumerate(entries)
    ]
