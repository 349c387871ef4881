"""Moments on the office's clock, in the words of each language."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils.translation import override

from portal.templatetags.dates import deadline
from portal.words.moments import (
    city_time,
    clock_in,
    day,
    dense_in,
    iso_in,
    moment_in,
    offset,
    second_in,
    short_in,
    time_left,
    urgency,
    utc_time,
)

CLOSES = datetime(2026, 12, 11, 13, 0, tzinfo=UTC)
ASTANA = "Asia/Almaty"


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "11 December 2026, 18:00"), ("ru", "11 декабря 2026, 18:00")]
)
def test_a_moment_is_shown_on_the_office_s_clock(language, shown):
    with override(language):
        assert plain(moment_in(CLOSES, ASTANA)) == shown


def test_the_day_of_a_moment_is_never_torn_apart():
    assert moment_in(CLOSES, ASTANA).count(" ") == 1
    assert short_in(CLOSES, ASTANA).count(" ") == 0


def test_the_other_ways_to_show_a_moment():
    with override("en"):
        assert plain(short_in(CLOSES, ASTANA)) == "11 December, 18:00"
        assert plain(second_in(CLOSES, ASTANA)) == "11 December 2026, 18:00:00"
        assert plain(dense_in(CLOSES, ASTANA)) == "11.12 18:00"
        assert clock_in(CLOSES, "Europe/Zurich") == "14:00"
        assert iso_in(CLOSES, ASTANA) == "2026-12-11T18:00+05:00"
        assert plain(day(date(2011, 9, 9))) == "9 September 2011"


@pytest.mark.parametrize("show", [moment_in, short_in, second_in, dense_in, clock_in, iso_in])
def test_no_moment_shows_nothing(show):
    assert show(None, ASTANA) == ""


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Asia/Almaty", "+5"), ("Asia/Kolkata", "+5:30"), ("America/New_York", "−5"), ("UTC", "+0")],
)
def test_the_distance_from_utc_is_said_with_a_real_minus(zone, shown):
    assert offset(CLOSES.astimezone(ZoneInfo(zone))) == shown


def test_the_city_names_the_clock():
    with override("en"):
        assert city_time(CLOSES, ASTANA, "Astana", "Астаны") == "Astana time (UTC+5)"


def test_the_city_stands_in_the_genitive_in_russian():
    with override("ru"):
        assert city_time(CLOSES, ASTANA, "Астана", "Астаны") == "по времени Астаны (UTC+5)"


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(days=20, hours=3), "20 days left"),
        (timedelta(days=1), "1 day left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(minutes=61), "1 hour left"),
        (timedelta(minutes=59, seconds=59), "59 minutes left"),
        (timedelta(seconds=1), "1 minute left"),
        (timedelta(0), "1 minute left"),
        (timedelta(seconds=-1), "closed"),
        (timedelta(days=-1), "closed"),
    ],
)
def test_what_is_left_is_said_in_the_largest_whole_unit(left, shown):
    with override("en"):
        assert plain(time_left(CLOSES, CLOSES - left)) == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (1, "остался 1 день"),
        (2, "осталось 2 дня"),
        (5, "осталось 5 дней"),
        (11, "осталось 11 дней"),
        (12, "осталось 12 дней"),
        (21, "остался 21 день"),
        (22, "осталось 22 дня"),
        (111, "осталось 111 дней"),
    ],
)
def test_russian_has_all_its_plural_forms(days, shown):
    with override("ru"):
        assert plain(time_left(CLOSES, CLOSES - timedelta(days=days))) == shown


@pytest.mark.parametrize(
    ("days", "kind"), [(20, "go on"), (4, "go on"), (3, "soon half"), (0, "soon half"), (-1, "")]
)
def test_three_days_or_less_are_soon(days, kind):
    assert urgency(CLOSES, CLOSES - timedelta(days=days)) == kind


def box(**changes):
    known = {"at": CLOSES - timedelta(days=20), "city": "Astana", "genitive": "Астаны"}
    return deadline(CLOSES, ASTANA, **{**known, **changes})


def test_the_reader_s_clock_is_shown_only_when_it_differs():
    assert box(reader_zone="Asia/Bishkek")["own"].hour == 19
    assert box(reader_zone="Asia/Tashkent")["own"] is None


def test_the_browser_is_asked_only_where_the_reader_s_zone_is_unknown():
    assert (box()["ask_browser"], box(reader_zone="Asia/Bishkek")["ask_browser"]) == (True, False)


def test_only_the_last_day_counts_down():
    assert [
        box(at=CLOSES - left)["last_day"]
        for left in (timedelta(days=1), timedelta(hours=23), -timedelta(seconds=1))
    ] == [
        False,
        True,
        False,
    ]


def shown_box(**changes):
    template = Template(
        "{% deadline closes zone at=at city='Astana' reader_zone=reader apply_url='/apply/' %}"
    )
    known = {"closes": CLOSES, "zone": ASTANA, "at": CLOSES - timedelta(days=20), "reader": ""}
    with override("en"):
        return plain(template.render(Context({**known, **changes})))


def test_an_open_deadline_has_its_button_and_a_closed_one_does_not():
    assert '<a class="btn wide" href="/apply/">Apply</a>' in shown_box()
    assert "btn" in shown_box(at=CLOSES)
    closed = shown_box(at=CLOSES + timedelta(seconds=1))
    assert "btn" not in closed
    assert "Applications closed on" in closed


def test_the_office_s_time_stands_before_the_reader_s():
    text = shown_box(reader="Asia/Bishkek")
    assert text.index("11 December 2026, 18:00") < text.index("Astana time (UTC+5)") < text.index("19:00")


def test_a_deadline_is_said_in_utc_as_well_with_its_day_where_that_differs():
    assert utc_time(CLOSES, ASTANA) == "13:00\N{NO-BREAK SPACE}UTC"
    early = datetime(2026, 12, 10, 22, 30, tzinfo=UTC)
    with override("en"):
        assert (
            utc_time(early, ASTANA)
            == "10\N{NO-BREAK SPACE}December,\N{NO-BREAK SPACE}22:30\N{NO-BREAK SPACE}UTC"
        )
