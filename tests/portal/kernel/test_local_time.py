from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from portal.kernel.local_time import instant

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_time_on_the_clock_of_a_zone_is_one_instant():
    shown = datetime(2026, 12, 11, 18, 0)
    assert instant(shown, ZoneInfo("Asia/Almaty")) == datetime(2026, 12, 11, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "code"),
    [(datetime(2026, 3, 29, 2, 30), "never"), (datetime(2026, 10, 25, 2, 30), "twice")],
)
def test_a_time_that_no_clock_shows_or_shows_twice_is_refused_in_words(shown, code):
    with pytest.raises(ValidationError) as refusal:
        instant(shown, BERLIN)
    assert refusal.value.code == code
    assert "02:30" in refusal.value.messages[0]


@pytest.mark.parametrize("minute", [(1, 59), (3, 0)])
def test_the_times_around_the_change_are_taken(minute):
    shown = datetime(2026, 3, 29, *minute)
    assert instant(shown, BERLIN).astimezone(BERLIN).replace(tzinfo=None) == shown
