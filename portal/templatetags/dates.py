"""Moments and days as people read them: on the office's clock, in words, never broken across lines."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SOON = timedelta(days=3)


def _zone(zone: str | tzinfo) -> tzinfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _unbroken(text: str) -> str:
    return text.replace(" ", NBSP)


@register.filter
def local(moment: datetime | None, zone: str | tzinfo) -> datetime | None:
    """`moment` on the clock of `zone` (a name of the IANA database or a tzinfo), for further filters."""
    return moment.astimezone(_zone(zone)) if moment else None


@register.filter
def day(value: date | None) -> str:
    """11 December 2026; 11 декабря 2026."""
    return _unbroken(formatted(value, "j E Y")) if value else ""


@register.filter
def day_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """The day of `moment` where the clock is that of `zone`."""
    return day(local(moment, zone))


@register.filter
def clock_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """18:00, on the clock of `zone`."""
    return formatted(local(moment, zone), "H:i") if moment else ""


@register.filter
def second_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December 2026, 17:58:21: for receipts, where a second matters."""
    return f"{day_in(moment, zone)}, {formatted(local(moment, zone), 'H:i:s')}" if moment else ""


@register.filter
def moment_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December 2026, 18:00; the line may end after the comma only."""
    return f"{day_in(moment, zone)}, {clock_in(moment, zone)}" if moment else ""


@register.filter
def short_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December, 18:00: for lists, where the year is plain."""
    return _unbroken(formatted(local(moment, zone), "j E, H:i")) if moment else ""


@register.filter
def dense_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """18.11 21:07: for tables of working pages."""
    return _unbroken(formatted(local(moment, zone), "d.m H:i")) if moment else ""


@register.filter
def iso_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """2026-12-11T18:00+05:00, for the `datetime` attribute of `<time>`."""
    return local(moment, zone).isoformat(timespec="minutes") if moment else ""


def offset(moment: datetime) -> str:
    """+5, +5:30 or −3: how far the clock of `moment` is from UTC."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else "+"
    return f"{sign}{hours}:{rest:02}" if rest else f"{sign}{hours}"


@register.simple_tag
def city_time(moment: datetime, zone: str | tzinfo, city: str, genitive: str = "") -> str:
    """Astana time (UTC+5); по времени Астаны (UTC+5). `genitive` is the name in Russian, "Астаны"."""
    names = {"city": city, "genitive": genitive, "offset": offset(moment.astimezone(_zone(zone)))}
    if genitive and get_language() == "ru":
        return pgettext("the city is in the genitive", "%(genitive)s time (UTC%(offset)s)") % names
    return _("%(city)s time (UTC%(offset)s)") % names


@register.filter
def time_left(moment: datetime, at: datetime) -> str:
    """How long it is from `at` until `moment`, in the largest whole unit: "20 days left", "3 hours left", "closed".

    The moment itself is still in time.
    """
    left = moment - at
    if left < timedelta():
        return pgettext("time for applications", "closed")
    if left < timedelta(hours=1):
        return _minutes_left(int(left.total_seconds() // 60) or 1)
    if left < timedelta(days=1):
        return _hours_left(int(left.total_seconds() // 3600))
    return _unbroken(ngettext("%(n)s day left", "%(n)s days left", left.days) % {"n": left.days})


def _hours_left(hours: int) -> str:
    return _unbroken(ngettext("%(n)s hour left", "%(n)s hours left", hours) % {"n": hours})


def _minutes_left(minutes: int) -> str:
    return _unbroken(ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes})


@register.filter
def urgency(moment: datetime, at: datetime) -> str:
    """Class of the chip that says how long is left: open, soon (three days or less) or over."""
    left = moment - at
    if left < timedelta():
        return ""
    return "soon half" if left <= SOON else "go on"


@register.inclusion_tag("components/due.html")
def due(moment: datetime, zone: str | tzinfo, at: datetime) -> Mapping[str, Any]:
    """Until when, short, and how long is left: the right column of a row of vacancies."""
    return {"moment": moment, "zone": zone, "at": at, "closed": moment < at}


@register.inclusion_tag("components/deadline.html")
def deadline(
    moment: datetime,
    zone: str | tzinfo,
    *,
    at: datetime,
    city: str,
    genitive: str = "",
    reader_zone: str = "",
    apply_url: str = "",
    hint: str = "",
) -> Mapping[str, Any]:
    """The box with the office's time large and the reader's own below.

    `city` and its Russian `genitive` name the office's clock; `reader_zone` is known for those who signed in,
    otherwise the script fills in the browser's own. `apply_url` makes the button.
    """
    own = moment.astimezone(_zone(reader_zone)) if reader_zone else None
    there = moment.astimezone(_zone(zone))
    return {
        "moment": moment,
        "zone": zone,
        "at": at,
        "city": city,
        "genitive": genitive,
        "closed": moment < at,
        "last_day": timedelta() < moment - at < timedelta(days=1),
        "own": own if own and own.utcoffset() != there.utcoffset() else None,
        "own_offset": offset(own) if own else "",
        "ask_browser": not reader_zone,
        "apply_url": apply_url,
        "hint": hint,
    }
