"""Where an application stands, in plain words for the applicant: what is now, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake.deadline import is_taken
from applications.intake.models import Application, Status
from portal.words.moments import moment_in
from vacancies.vacancy.models import Status as VacancyStatus


@dataclass(frozen=True)
class Standing:
    """A chip, a sentence on what is now, a sentence on what comes next."""

    word: str
    kind: str
    now: str
    following: str


def standing(application: Application, *, at: datetime, decided: bool = False) -> Standing:
    """How the application stands at the instant `at`; `decided`: its lot is, while others are not."""
    if application.status == Status.WITHDRAWN:
        return Standing(
            application.get_status_display(), "no", _("You withdrew this application."), _("Nothing more will be done with it.")
        )  # fmt: skip
    if application.vacancy.status == VacancyStatus.CANCELLED:
        return Standing(
            pgettext("application status", "vacancy cancelled"), "no", _("The vacancy has been cancelled. No application is evaluated."),
            _("The notice says why. What you wrote is kept here."),
        )  # fmt: skip
    if application.status == Status.DRAFT:
        return _draft(application, at)
    return _handed_in(application, at, decided)


def _draft(application: Application, at: datetime) -> Standing:
    word = application.get_status_display()
    if application.amends_id:
        return _amendment(application, at)
    if application.vacancy.is_open(at=at):
        seen = (
            _("Only HR of the office can see this draft.")
            if application.being_entered
            else _("Nobody but you can see this draft.")
        )
        return Standing(
            word, "soon half", seen, _("Hand it in before the closing time: a draft does not count.")
        )  # fmt: skip
    if is_taken(application, at=at):
        return Standing(
            word, "soon half", _("The closing time has passed. This draft was begun before it."),
            _("It is still taken until %(moment)s; that it came late is recorded.") % {"moment": _until(application)},
        )  # fmt: skip
    return Standing(
        word, "no", _("This draft was not handed in before the closing time."), _("You can read it here, but it takes no part in the selection.")
    )  # fmt: skip


def _until(application: Application) -> str:
    vacancy = application.vacancy
    return moment_in(vacancy.takes_until, vacancy.office.zone)


def _amendment(application: Application, at: datetime) -> Standing:
    word = pgettext("application status", "being amended")
    if is_taken(application, at=at):
        now = (
            _("The amended version is being entered. Only HR of the office can see this draft.")
            if application.being_entered
            else _("You are amending your application. Nobody but you can see this draft.")
        )
        return Standing(
            word, "soon half", now,
            _("What you handed in before counts until you hand this in."),
        )  # fmt: skip
    return Standing(
        word, "no", _("This amendment was not handed in before the closing time."), _("What you handed in before counts.")
    )  # fmt: skip


def _handed_in(application: Application, at: datetime, decided: bool) -> Standing:
    vacancy, word = application.vacancy, application.get_status_display()
    if vacancy.is_open(at=at):
        return Standing(
            word, "go on", _("Your application has been received."),
            _("After the closing time the office checks the requirements, then a panel scores the applications."),
        )  # fmt: skip
    if vacancy.status == VacancyStatus.PUBLISHED:
        return Standing(
            word, "go on", _("Applications are closed; the office checks the requirements."),
            _("Applications that meet them go on to the panel. You will be told of the decision by mail."),
        )  # fmt: skip
    if vacancy.status == VacancyStatus.UNDER_EVALUATION and not decided:
        return Standing(
            pgettext("application status", "under evaluation"), "go half", _("The applications are being evaluated."),
            _("You will be told of the decision by mail, whatever it is."),
        )  # fmt: skip
    return Standing(
        pgettext("application status", "decided"), "ok on", _("The decision on this vacancy has been made."), ""
    )  # fmt: skip
