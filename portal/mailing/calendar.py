"""An appointment as a calendar takes it in (RFC 5545, RFC 5546): in UTC, one event however often it moves."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress

from portal.kernel.addresses import absolute
from portal.words.moments import city_time, moment_in


@dataclass(frozen=True)
class Appointment:
    """What is held where and when; `sequence` counts how often it changed. Nothing is said of a time not fixed yet.

    `notes` are what its description says besides time, place and address.
    """

    uid: str
    sequence: int
    office: Any
    begins_at: datetime | None
    ends_at: datetime | None
    summary: str
    place: str
    link: str
    address: str
    notes: str = ""

    @property
    def description(self) -> str:
        lines = [self._when, self.place, self.link, self.notes, absolute(self.address)]
        return "\n".join(line for line in lines if line)

    @property
    def _when(self) -> str:
        if self.begins_at is None:
            return ""
        clock = city_time(self.begins_at, self.office.zone, self.office.city, self.office.city_genitive_ru)
        return f"{moment_in(self.begins_at, self.office.zone)}, {clock}"


def calendar_of(appointment: Appointment, *, to: str, method: str, at: datetime) -> str:
    """For the calendar of the mailbox `to`: REQUEST puts it in or moves it, CANCEL takes it out, PUBLISH is for whoever fetches it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Konkurs//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(appointment, to, method, at))
    return calendar.to_ical().decode()


def _event(appointment: Appointment, to: str, method: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{appointment.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", appointment.sequence)
    if appointment.begins_at and appointment.ends_at:
        event.add("dtstart", appointment.begins_at.astimezone(UTC))
        event.add("dtend", appointment.ends_at.astimezone(UTC))
    event.add("summary", appointment.summary)
    event.add("description", appointment.description)
    event.add("location", appointment.link or appointment.place)
    event.add("url", absolute(appointment.address))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if method != "PUBLISH":
        _add_people(event, appointment.office, to)
    return event


def _add_people(event: Event, office: Any, to: str) -> None:
    """Who sends and who comes: without them a calendar takes nothing out of a letter. An answer is not asked for."""
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = str(office.name)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("attendee", attendee, encode=False)
