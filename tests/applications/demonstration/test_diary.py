"""Days counted back from the moment of loading."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from applications.demonstration.diary import Diary

ALMATY = ZoneInfo("Asia/Almaty")
# A Saturday evening in Greenwich, and a Sunday in Almaty.
SATURDAY = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(("days", "date"), [(-1, 20), (-2, 19), (-5, 16), (-6, 13), (-10, 9), (-11, 6)])
def test_deeds_happen_on_working_days_before_today(days, date):
    assert Diary(SATURDAY, ALMATY).on(days, "09:40") == at(date, 9, 40)


@pytest.mark.parametrize(("days", "date"), [(1, 23), (3, 25), (5, 27), (6, 30)])
def test_meetings_to_come_are_held_on_working_days(days, date):
    assert Diary(SATURDAY, ALMATY).coming(days, "11:00") == at(date, 11)


def test_deadlines_ahead_are_counted_in_days_of_any_kind():
    assert Diary(SATURDAY, ALMATY).ahead(2, "18:00") == at(24, 18)


def test_a_day_is_one_of_the_office():
    assert Diary(SATURDAY, UTC).ahead(2, "18:00") == datetime(2026, 11, 23, 18, tzinfo=UTC)
