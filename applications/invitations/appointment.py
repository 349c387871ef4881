"""The appointment as a calendar takes it in (RFC 5545, RFC 5546): in UTC, one event however often it moves."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from applications.invitations.models import Invitee, Slot
from portal.kernel.addresses import absolute
from portal.words.moments import city_time, moment_in


def appointment_of(invitee: Invitee, slot: Slot, *, method: str, at: datetime) -> str:
    """`method`: REQUEST puts it in or moves it, CANCEL takes it out, PUBLISH is for whoever fetches it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Konkurs//Invitations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(invitee, slot, method, at))
    return calendar.to_ical().decode()


def _event(invitee: Invitee, slot: Slot, method: str, at: datetime) -> Event:
    vacancy = invitee.vacancy
    address = absolute(invitee.get_absolute_url())
    event = Event()
    event.add("uid", f"{invitee.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", invitee.sequence)
    event.add("dtstart", slot.begins_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add("summary", f"{title_of(invitee)}: {vacancy.title}")
    event.add("description", _description(invitee, slot, address))
    event.add("location", invitee.invitation.link or str(invitee.invitation.place))
    event.add("url", address)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if method != "PUBLISH":
        _add_people(event, invitee)
    return event


def title_of(invitee: Invitee) -> str:
    """What one is invited to, as a heading."""
    return _("Interview") if invitee.invitation.kind == "interview" else _("Written test")


def _add_people(event: Event, invitee: Invitee) -> None:
    """Who sends and who comes: without them a calendar takes nothing out of a letter. An answer is not asked for."""
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = str(invitee.invitation.office.name)
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{invitee.application.applicant.email}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("attendee", attendee, encode=False)


def _description(invitee: Invitee, slot: Slot, address: str) -> str:
    office, invitation = invitee.invitation.office, invitee.invitation
    clock = city_time(slot.begins_at, office.zone, office.city, office.city_genitive_ru)
    lines = [
        f"{moment_in(slot.begins_at, office.zone)}, {clock}",
        str(invitation.place),
        invitation.link,
        str(invitation.notes),
        address,
    ]
    return "\n".join(line for line in lines if line)
