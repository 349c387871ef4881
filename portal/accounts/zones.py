"""Time zones to choose from, by city: those of Central Asia first."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.countries import REGION, country
from portal.words.moments import offset

# One clock for the whole of Kazakhstan, whose capital has no zone of its own.
CAPITALS = ("Asia/Almaty", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Ashgabat", "Asia/Tashkent")


def zone_groups(*, at: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a form in two groups, by name of the city; the distance from UTC is that at the instant `at`."""
    zones = _places()
    near = [*CAPITALS, *sorted((z for z in zones if zones[z] in REGION and z not in CAPITALS), key=_label)]
    far = sorted((z for z in zones if zones[z] not in REGION), key=_label)
    return [
        (_("Central Asia"), [(zone, _with_offset(zone, at)) for zone in near]),
        (_("All other time zones"), [(zone, _with_offset(zone, at)) for zone in far]),
    ]


@cache
def _places() -> dict[str, str]:
    """Code of the country by zone, for the zones that belong to one."""
    known = available_timezones()
    return {zone: place for zone, place in get_global("zone_territories").items() if zone in known}


def _label(zone: str) -> str:
    if zone == "Asia/Almaty":
        return ", ".join([_("Astana, Almaty"), country("KZ")])
    city = get_timezone_location(zone, locale=get_language() or "en", return_city=True)
    return f"{city}, {country(_places()[zone])}"


def _with_offset(zone: str, at: datetime) -> str:
    return f"{_label(zone)} (UTC{offset(at.astimezone(ZoneInfo(zone)))})"
