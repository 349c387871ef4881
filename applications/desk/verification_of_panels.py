"""What `manage.py verify` checks of panels: who sits and sat as what was stated of them, and why a panel judged all the same."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count

from applications.panels.models import Panel, Seat, SeatRole
from applications.scoring.models import Sheet
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry

Faults = Iterator[str]
_JOINED = ("panel.joined", "panel.joined_later", "panel.taken_over")
_SEATED = ("panel.convened", *_JOINED)


def seat_faults() -> Faults:
    """Seats that somebody else holds, or of whose holders something else is stated, than HR seated and stated."""
    for seat in Seat.objects.select_related("panel__vacancy", "user").order_by("pk"):
        entries = Entry.objects.filter(subject=f"panel:{seat.panel_id}", action__in=_SEATED)
        told = [entry.data.get("stated_sha256", {}).get(str(seat.pk)) for entry in entries]
        stated = sha256_of(seat.stated) if seat.stated else None
        # An entry that is gone altogether is found in its chain.
        if told and stated != next(filter(None, told), None):
            yield f"seat of {seat.user} for {seat.panel.vacancy}: what is stated is not what was recorded"
        holders = [entry.data.get("holders", {}).get(str(seat.pk)) for entry in entries]
        if next(filter(None, holders), seat.user_id) != seat.user_id:
            yield f"seat of {seat.user} for {seat.panel.vacancy}: is not held by whom the record names"


def change_faults() -> Faults:
    """Seats that ended, were taken over or got the chair otherwise than the record tells, and places marked by two at once."""
    for seat in Seat.objects.select_related("panel__vacancy__office", "user").order_by("pk"):
        entries = list(
            Entry.objects.filter(subject=f"panel:{seat.panel_id}", data__seat=seat.pk).order_by("pk")
        )
        if _end_of(seat) != _told(entries, ("panel.left",), "because", "reason_sha256"):
            yield f"seat of {seat.user} for {seat.panel.vacancy}: its end is not the one that was recorded"
        later = _told(entries, _JOINED, "reason", "place")
        # Who joined later by the portal is in the record.
        slipped_in = seat.joined_at and not any(one.action in _JOINED for one in entries)
        if (seat.joined_reason or None, seat.place_id) != later or slipped_in:
            yield f"seat of {seat.user} for {seat.panel.vacancy}: how it was taken is not what was recorded"
        if _day(seat) != _told(entries, ("panel.reach_prolonged",), "until", "reason"):
            yield f"seat of {seat.user} for {seat.panel.vacancy}: until when it is reached is not what was recorded"
        if (appointed := _role(entries)) and appointed != seat.role:
            yield f"seat of {seat.user} for {seat.panel.vacancy}: is not the seat that was recorded"
    twice = (
        Sheet.objects.counted().by_place().values("round", "place").annotate(n=Count("pk")).filter(n__gt=1)
    )
    for found in twice.order_by("round", "place"):
        yield f"round {found['round']}: of the place M{found['place']} more than one sheet counts"


def _day(seat: Seat) -> tuple[Any, ...]:
    """The last day of a reach that was prolonged, and why."""
    if seat.reach_until is None:
        return (None, None)
    last = seat.office.local(seat.reach_until - timedelta(seconds=1)).date()
    return (last.isoformat(), seat.reach_reason)


def _end_of(seat: Seat) -> tuple[Any, ...]:
    return (None, None) if seat.sits else (seat.ended_because, sha256_of(seat.ended_reason))


def _told(entries: list[Entry], actions: tuple[str, ...], *names: str) -> tuple[Any, ...]:
    """What the last of these steps said under `names`; nothing where it was not taken."""
    said = next((one.data for one in reversed(entries) if one.action in actions), {})
    return tuple(said.get(name) for name in names)


def _role(entries: list[Entry]) -> str | None:
    """The role that the record gives to a seat since it was taken; nothing for one of the convening."""
    if any(one.action == "panel.chair_appointed" for one in entries):
        return SeatRole.CHAIR
    role: str | None = _told(entries, _JOINED, "role")[0]
    return role


def shortfall_faults() -> Faults:
    """Panels whose reason for falling short of a rule, or whose end of reach, is not the one that was recorded."""
    for panel in Panel.objects.select_related("vacancy__office").order_by("pk"):
        told = Entry.objects.filter(
            subject=f"panel:{panel.pk}", action="panel.shortfalls_accepted"
        ).said_last()
        said = (told.get("reason", ""), told.get("shortfalls", {}))
        told = Entry.objects.filter(subject=f"panel:{panel.pk}", action="panel.reach_ends").said_last()
        until = panel.reach_until and panel.office.local(panel.reach_until - timedelta(seconds=1)).date()
        if (until and until.isoformat()) != told.get("until"):
            yield f"panel for {panel.vacancy}: until when it is reached is not what was recorded"
        if (panel.shortfall_reason, panel.shortfalls) != said:
            yield f"panel for {panel.vacancy}: why it judged all the same is not what was recorded"
