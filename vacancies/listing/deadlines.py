"""Closing dates as a calendar (RFC 5545): in UTC, the same event in every language, cancelled when the vacancy is."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from portal.kernel.addresses import absolute
from portal.words.moments import city_time, moment_in
from vacancies.corrigenda.models import Status as Corrected
from vacancies.listing import wording
from vacancies.listing.changed import changed_at
from vacancies.vacancy.models import Status, Vacancy, VacancyQuerySet

REMINDER = timedelta(days=-1)
REFRESH = timedelta(hours=12)


def with_changes(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """Vacancies with their offices and `changes`, the number of corrigenda that readers were told of."""
    told = Count("corrigenda", filter=Q(corrigenda__status=Corrected.PUBLISHED))
    return vacancies.with_office().annotate(changes=told)


def calendar_of(title: str, vacancies: Iterable[Vacancy], *, at: datetime) -> bytes:
    """The calendar `title` with the closing date of each of `vacancies`, loaded by `with_changes`."""
    calendar = Calendar()
    calendar.add("prodid", "-//Konkurs//Closing dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _said(title))
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for vacancy in vacancies:
        calendar.add_component(_event(vacancy, at))
    return calendar.to_ical()


def _event(vacancy: Vacancy, at: datetime) -> Event:
    """The instant of closing, which takes no time; its number goes up with every corrigendum."""
    changed = changed_at(vacancy, at=at).astimezone(UTC)
    address = absolute(vacancy.get_absolute_url())
    event = Event()
    event.add("uid", f"{vacancy.slug}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("created", vacancy.published_at.astimezone(UTC))
    event.add("sequence", vacancy.changes)
    event.add("dtstart", vacancy.closes_at.astimezone(UTC))
    event.add("summary", _said(_("Apply by this time: %(title)s") % {"title": vacancy.title}))
    event.add("description", _said(_description(vacancy, address)))
    event.add("location", _said(wording.duty_stations(vacancy) or str(vacancy.office.city)))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    cancelled = vacancy.status == Status.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        event.add_component(_alarm(vacancy))
    return event


def _alarm(vacancy: Vacancy) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDER)
    alarm.add("description", _said(_("One day left to apply: %(title)s") % {"title": vacancy.title}))
    return alarm


def _description(vacancy: Vacancy, address: str) -> str:
    """Reference, contract, the office's clock beside the reader's own, and where the notice is."""
    office = vacancy.office
    clock = city_time(vacancy.closes_at, office.zone, office.city, office.city_genitive_ru)
    lines = [
        f"{vacancy.reference}; {wording.contract(vacancy)}",
        f"{moment_in(vacancy.closes_at, office.zone)}, {clock}",
        address,
    ]
    return "\n".join(lines)


def _said(words: str) -> vText:
    """Text marked with the language of the page."""
    text = vText(words)
    text.params["LANGUAGE"] = get_language()
    return text
