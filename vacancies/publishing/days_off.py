"""On which days an office does not work: weekends and public holidays of its country, by the library `holidays`."""

from datetime import date
from functools import cache
from typing import Any

import holidays
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.countries import country
from portal.words.moments import day as in_words

SATURDAY = 5


def day_off(day: date, code: str) -> str:
    """Why nobody works on `day` in the country `code`, as a sentence; empty for a working day.

    Working Saturdays to which a day off was moved are working days. Of a country the library does not know, only
    weekends are known.
    """
    if code not in holidays.list_supported_countries():
        return _weekend(day) if day.weekday() >= SATURDAY else ""
    calendar = _calendar(code, day.year, get_language() or "en")
    if calendar.is_working_day(day):
        return ""
    if day not in calendar:
        return _weekend(day)
    words = {"day": in_words(day), "country": country(code), "name": calendar.get(day)}
    if calendar.language:
        return _("%(day)s is a public holiday (%(country)s: %(name)s).") % words
    return _("%(day)s is a public holiday (%(country)s).") % words


@cache
def _calendar(code: str, year: int, reader: str) -> Any:
    """The days off of one year; named in the language of the reader where the library can, else without a language."""
    known = getattr(holidays, code).supported_languages
    language = next((one for one in known if one.partition("_")[0] == reader), None)
    return holidays.country_holidays(code, years=[year], language=language)


def _weekend(day: date) -> str:
    return _("%(day)s is a day off of the week.") % {"day": in_words(day)}
