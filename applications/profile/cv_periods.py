"""Times of work and study in a line of a CV: 03.2019–05.2021, март 2019 – наст. время, since 2020, 2019–2021. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from applications.profile.cv_sections import BULLET
from applications.profile.months import IN_TEXT, YEAR, month_of

_POINT = rf"(?:{IN_TEXT}|{YEAR})(?:\s*(?:гг?\.|года?\b|г\b))?"
_OPEN = r"(?:(?:по\s+)?(?:наст\w*\.?\s*(?:время|вр\.)|н\.\s?в\.?)|сейчас|present|now|current(?:ly)?|today|to date|date)(?!\w)"
_RANGE = rf"(?:(?:с|со|from|since)\s+)?(?P<first>{_POINT})\s*(?:[-–—−]|\bto\b|\buntil\b|\bпо\b|\bдо\b)\s*(?P<last>{_POINT}|{_OPEN})"
_SINCE = rf"(?:с|со|since)\s+(?P<since>{_POINT})(?!\s*(?:[-–—−]|по\b|до\b))"
_PERIOD = rf"(?:{_RANGE}|{_SINCE})"
# Also tells whether a line has a time at all.
PERIOD = re.compile(rf"(?<![\w.]){_PERIOD}", re.IGNORECASE)
_AT_THE_START = re.compile(rf"\(?{_PERIOD}\)?\s*[:;,.|–—-]*\s*(?P<rest>.*)", re.IGNORECASE)
_AT_THE_END = re.compile(rf"(?P<rest>.+?)\s*[,;|(–—-]*\s*(?<![\w.]){_PERIOD}\)?[.;]?", re.IGNORECASE)
_OLDEST = 1950


@dataclass(frozen=True)
class Period:
    """From when to when. A month is there only where it is written; `last_year` is None where it goes on."""

    first_year: int
    last_year: int | None
    began: date | None
    ended: date | None

    @property
    def words(self) -> str:
        """The years."""
        return (
            str(self.first_year)
            if self.first_year == self.last_year
            else f"{self.first_year}–{self.last_year or ''}"
        )


def period_of(line: str, *, today: date) -> tuple[Period, str] | None:
    """The one time a line begins or ends with, and the rest of the line; None for none, several, or an impossible one."""
    if len(PERIOD.findall(line)) != 1:
        return None
    text = BULLET.sub("", line)
    match = _AT_THE_START.fullmatch(text) or (None if text != line else _AT_THE_END.fullmatch(text))
    if match is None:
        return None
    first, last = match["first"] or match["since"], match["last"] or ""
    period = _period(first, last)
    return (period, match["rest"].strip()) if _is_possible(period, today) else None


def _period(first: str, last: str) -> Period:
    last_year = _year(last)
    return Period(_year(first) or 0, last_year, month_of(first), month_of(last) if last_year else None)


def _year(point: str) -> int | None:
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", point)
    return int(years[-1]) if years else None


def _is_possible(period: Period, today: date) -> bool:
    last = period.last_year or today.year
    in_order = not (period.began and period.ended and period.ended < period.began)
    return _OLDEST <= period.first_year <= last <= today.year and in_order
