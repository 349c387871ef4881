"""On which days the offices of the five countries do not work."""

from datetime import date

import pytest
from django.utils.translation import override

from vacancies.publishing.days_off import day_off


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("KZ", date(2026, 12, 16)),
        ("KG", date(2026, 8, 31)),
        ("TJ", date(2026, 9, 9)),
        ("TM", date(2026, 10, 6)),
        ("UZ", date(2026, 9, 1)),
    ],
)
def test_public_holidays_of_each_country_are_known(country, day):
    assert "is a public holiday" in day_off(day, country)


def test_a_holiday_is_named_in_the_language_of_the_reader_where_the_library_can():
    assert day_off(date(2026, 10, 6), "TM") == (
        "6\xa0October\xa02026 is a public holiday (Turkmenistan: Memorial Day)."
    )
    with override("ru"):
        assert "День поминовения" in day_off(date(2026, 10, 6), "TM")
        assert "Independence" not in day_off(date(2026, 12, 16), "KZ")


def test_a_weekend_is_a_day_off_and_a_working_saturday_is_not():
    assert day_off(date(2026, 11, 21), "UZ") == "21\xa0November\xa02026 is a day off of the week."
    assert day_off(date(2026, 12, 12), "UZ") == ""
    assert day_off(date(2026, 11, 20), "UZ") == ""


def test_of_a_country_without_a_calendar_weekends_are_known():
    assert day_off(date(2026, 11, 21), "XX") != ""
    assert day_off(date(2026, 12, 25), "XX") == ""
