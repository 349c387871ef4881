"""When things happened in the demonstration: counted back from the day it is loaded, so that it never grows old."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Diary:
    """Days are counted from the date of `now` on the clocks of `zone`."""

    now: datetime
    zone: ZoneInfo

    def on(self, days: int, hour: str) -> datetime:
        """When the clocks show `hour` (HH:MM) so many working days before today, `days` being negative."""
        day = self._today
        for _day in range(-days):
            day = _working_day(day, -ONE)
        return self._instant(day, hour)

    def coming(self, days: int, hour: str) -> datetime:
        """When the clocks show `hour` so many working days after today."""
        day = self._today
        for _day in range(days):
            day = _working_day(day, ONE)
        return self._instant(day, hour)

    def ahead(self, days: int, hour: str) -> datetime:
        """When the clocks show `hour` so many days after today, of whatever kind."""
        return self._instant(self._today + timedelta(days=days), hour)

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def _instant(self, day: date, hour: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(hour), self.zone)


def _working_day(day: date, step: timedelta) -> date:
    """The next one from `day` in the direction of `step`."""
    day += step
    while day.weekday() >= SATURDAY:
        day += step
    return day
