"""Moments and days in templates: the words of portal.words.moments as filters, and the boxes made of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django import template

from portal.words import moments
from portal.words.moments import offset, zone_of

register = template.Library()

for words in (
    moments.local,
    moments.day,
    moments.day_in,
    moments.clock_in,
    moments.second_in,
    moments.moment_in,
    moments.short_in,
    moments.dense_in,
    moments.iso_in,
    moments.time_left,
    moments.urgency,
):
    register.filter(words)
register.simple_tag(moments.city_time)


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
    own = moment.astimezone(zone_of(reader_zone)) if reader_zone else None
    there = moment.astimezone(zone_of(zone))
    return {
        "moment": moment,
        "zone": zone,
        "at": at,
        "city": city,
        "genitive": genitive,
        "utc": moments.utc_time(moment, zone),
        "closed": moment < at,
        "last_day": timedelta() < moment - at < timedelta(days=1),
        "own": own if own and own.utcoffset() != there.utcoffset() else None,
        "own_offset": offset(own) if own else "",
        "ask_browser": not reader_zone,
        "apply_url": apply_url,
        "hint": hint,
    }
