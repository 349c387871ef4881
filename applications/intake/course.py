"""The course of an application for the applicant: what happened and when, what is now, what comes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake.history import Happening, happenings_of
from applications.intake.models import Application, Status
from portal.words.moments import moment_in
from vacancies.corrigenda.models import Change
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status as VacancyStatus


@dataclass(frozen=True)
class Event:
    """One line of the course of things; `state` is "done", "now" or "" for what is to come."""

    title: str
    when: str = ""
    state: str = ""


def course(application: Application, *, at: datetime) -> list[Event]:
    """The history and what is to come, oldest first."""
    vacancy, told = application.vacancy, _own(application)
    if application.submitted_at:
        told += happenings_of(application)
    begun, *later = (one for one in told if one.at <= at)
    past = [begun, *sorted(later, key=lambda one: one.at)]
    events = [_event(one, vacancy) for one in past]
    if vacancy.status == VacancyStatus.CANCELLED and not application.withdrawn_at:
        return [*events, Event(_("Vacancy cancelled"), _cancelled_on(vacancy), "now")]
    if application.withdrawn_at:
        return events
    if application.status == Status.DRAFT:
        return [*events, *_of_a_draft(application, at)]
    coming = [one for one in told if one.at > at]
    return _in_order([*events, *_to_come(vacancy, coming, {one.settles for one in past})])


def _event(one: Happening, vacancy: Vacancy) -> Event:
    state = "now" if one.settles == "everything" else "done"
    return Event(one.title, moment_in(one.at, vacancy.office.zone), state)


def _own(application: Application) -> list[Happening]:
    """What this room knows: begun, every time it was handed in, closed, withdrawn."""
    vacancy = application.vacancy
    told = [Happening(application.started_at, _("Draft begun")), *_handed_in(application)]
    if application.status != Status.DRAFT and vacancy.closes_at:
        told.append(Happening(vacancy.closes_at, _("Closing time")))
    if application.withdrawn_at:
        told.append(Happening(application.withdrawn_at, _("Withdrawn"), settles="everything"))
    return told


def _handed_in(application: Application) -> Iterator[Happening]:
    if application.submitted_at is None:
        return
    moments = [*application.earlier.values_list("submitted_at", flat=True), application.submitted_at]
    yield Happening(moments[0], pgettext("application", "Handed in"))
    for moment in moments[1:]:
        yield Happening(moment, pgettext("application", "Handed in again, amended"))


def _cancelled_on(vacancy: Vacancy) -> str:
    cancelled = vacancy.corrigenda.public().filter(change=Change.CANCELLATION).first()
    return moment_in(cancelled.published_at, vacancy.office.zone) if cancelled else ""


def _of_a_draft(application: Application, at: datetime) -> list[Event]:
    vacancy = application.vacancy
    closes = moment_in(vacancy.closes_at, vacancy.office.zone)
    if vacancy.is_closed(at=at):
        return [Event(_("Closing time"), closes, "done")]
    return [Event(_("Hand in"), "", "now"), Event(_("Closing time"), closes)]


def _to_come(vacancy: Vacancy, coming: list[Happening], settled: set[str]) -> Iterator[Event]:
    """The steps of the selection that are not settled yet, and what has an hour already."""
    zone = vacancy.office.zone
    decided = vacancy.status == VacancyStatus.DECIDED
    evaluated = decided or vacancy.status == VacancyStatus.UNDER_EVALUATION
    hours = {one: Event(one.title, moment_in(one.at, zone)) for one in sorted(coming, key=lambda one: one.at)}
    yield from (event for one, event in hours.items() if one.at == vacancy.closes_at)
    if "screened" not in settled:
        yield Event(_("The office checks the requirements"), "", "done" if evaluated else "")
    yield from (event for one, event in hours.items() if one.at != vacancy.closes_at)
    yield Event(_("The panel scores"), "", "done" if decided or "decided" in settled else "")
    if "decided" not in settled:
        yield Event(_("Decision"), "", "done" if decided else "")


def _in_order(events: list[Event]) -> list[Event]:
    """The first event that is not done is what is going on now."""
    waiting = next((event for event in events if not event.state), None)
    return [replace(event, state="now") if event is waiting else event for event in events]
