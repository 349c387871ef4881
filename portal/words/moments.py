"""Moments and days as people read them: on the office's clock, in words, never broken across lines."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SOON = timedelta(days=3)


def zone_of(zone: str | tzinfo) -> tzinfo:
    """A zone by its IANA name, or as it is given."""
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _unbroken(text: str) -> str:
    return text.replace(" ", NBSP)


def local(moment: datetime | None, zone: str | tzinfo) -> datetime | None:
    """`moment` on the clock of `zone` (a name of the IANA database or a tzinfo), for further filters."""
    return moment.astimezone(zone_of(zone)) if moment else None


def day(value: date | None) -> str:
    """11 December 2026; 11 декабря 2026."""
    return _unbroken(formatted(value, "j E Y")) if value else ""


def month(value: date | None) -> str:
    """December 2026; декабрь 2026."""
    return (
        _unbroken(formatted(value, "F Y").lower() if get_language() == "ru" else formatted(value, "F Y"))
        if value
        else ""
    )


def day_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """The day of `moment` where the clock is that of `zone`."""
    return day(local(moment, zone))


def clock_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """18:00, on the clock of `zone`."""
    return formatted(local(moment, zone), "H:i") if moment else ""


def second_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December 2026, 17:58:21: for receipts, where a second matters."""
    return f"{day_in(moment, zone)}, {formatted(local(moment, zone), 'H:i:s')}" if moment else ""


def moment_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December 2026, 18:00; the line may end after the comma only."""
    return f"{day_in(moment, zone)}, {clock_in(moment, zone)}" if moment else ""


def short_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """11 December, 18:00: for lists, where the year is plain."""
    return _unbroken(formatted(local(moment, zone), "j E, H:i")) if moment else ""


def dense_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """18.11 21:07: for tables of working pages."""
    return _unbroken(formatted(local(moment, zone), "d.m H:i")) if moment else ""


def iso_in(moment: datetime | None, zone: str | tzinfo) -> str:
    """2026-12-11T18:00+05:00, for the `datetime` attribute of `<time>`."""
    return local(moment, zone).isoformat(timespec="minutes") if moment else ""


def offset(moment: datetime) -> str:
    """+5, +5:30 or −3: how far the clock of `moment` is from UTC."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else "+"
    return f"{sign}{hours}:{rest:02}" if rest else f"{sign}{hours}"


def city_time(moment: datetime, zone: str | tzinfo, city: str, genitive: str = "") -> str:
    """Astana time (UTC+5); по времени Астаны (UTC+5). `genitive` is the name in Russian, "Астаны"."""
    names = {"city": city, "genitive": genitive, "offset": offset(moment.astimezone(zone_of(zone)))}
    if genitive and get_language() == "ru":
        return pgettext("the city is in the genitive", "%(genitive)s time (UTC%(offset)s)") % names
    return _("%(city)s time (UTC%(offset)s)") % names


def utc_time(moment: datetime, zone: str | tzinfo) -> str:
    """13:00 UTC, with the day where it is not that of `zone`: the one clock that everybody can compare with."""
    there = moment.astimezone(zone_of(zone))
    universal = moment.astimezone(UTC)
    said = clock_in(moment, UTC) if there.date() == universal.date() else short_in(moment, UTC)
    return _unbroken(f"{said} UTC")


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


def urgency(moment: datetime, at: datetime) -> str:
    """Class of the chip that says how long is left: open, soon (three days or less) or over."""
    left = moment - at
    if left < timedelta():
        return ""
    return "soon half" if left <= SOON else "go on"
