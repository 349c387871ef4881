"""The case of a vacancy as one reader sees it on every page that belongs to it: state, stages, tabs, tasks, last entries."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from applications.desk.gathered import gather
from applications.desk.pipe import Stage, numbers_of, pipe_of
from applications.desk.states import STATES, state_of
from applications.desk.tabs import Tab, tabs_of
from applications.desk.task import Task
from applications.desk.waiting import tasks_of
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.web.memory import remembered
from portal.words.moments import short_in
from vacancies.models import Vacancy

# Entries of the record that are noise beside a table: letters and readings are on the page of the record.
NOISE = ("letter.written", "document.read", "page.read", "finding.found")
LATEST = 5


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
    # What the button at the top leads to: the first task that is done on another page.
    act: Task | None
    works_here: bool
    is_public: bool = False
    pipe: list[Stage] = field(default_factory=list)
    timeline: list[Moment] = field(default_factory=list)


def open_case(vacancy: Vacancy, *, reader: Any, at: datetime, page: str, address: str) -> Case:
    """The case for `reader`, who is on the tab `page`, at `address`."""
    about = remembered(f"case {vacancy.pk}", reader, lambda: _about(vacancy, reader=reader, at=at))
    tabs = [replace(tab, current=tab.key == page) for tab in about.pop("tabs")]
    tasks = [Task(vacancy, *said) for said in about.pop("tasks")]
    act = next((task for task in tasks if task.address != address), None)
    return Case(vacancy=vacancy, tabs=tabs, tasks=tasks, act=act, **about)


def _about(vacancy: Vacancy, *, reader: Any, at: datetime) -> dict[str, Any]:
    """What is the same on every page of the case."""
    gather(vacancy)
    word, chip = STATES[state_of(vacancy, at=at)]
    works_here = reader.has_perm("vacancies.view_vacancy", vacancy)
    numbers = numbers_of(vacancy, at=at) if works_here else None
    return {
        "word": str(word),
        "chip": chip,
        "tabs": tabs_of(vacancy, numbers, reader=reader),
        "tasks": [
            (task.label, task.address, task.note, task.late)
            for task in tasks_of(reader)
            if task.vacancy == vacancy
        ],
        "works_here": works_here,
        "is_public": vacancy.is_public(at=at),
        "pipe": pipe_of(vacancy, numbers, at=at) if numbers else [],
        "timeline": _timeline(vacancy) if works_here else [],
    }


def _timeline(vacancy: Vacancy) -> list[Moment]:
    entries = Entry.objects.of(vacancy.stream).exclude(action__in=NOISE).latest_first()[:LATEST]
    zone = vacancy.office.zone
    return [
        Moment(sentence(entry, vacancy.office), short_in(entry.at, zone), "done" if place else "now")
        for place, entry in enumerate(entries)
    ]
