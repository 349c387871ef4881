"""The form of the notice: the clock of the office, limits, and places of work."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.factories.portal import OfficeFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.vacancy.forms import NoticeForm, StationRows

pytestmark = pytest.mark.django_db
WHOLE = {"scope": "national", "openings": "1", "eligible_countries": ["UZ", "DE", "KZ"]}


def form_of(vacancy, **fields):
    return NoticeForm({**WHOLE, **fields}, instance=vacancy)


def test_the_closing_time_is_read_on_the_clock_of_the_office():
    form = form_of(VacancyFactory(), closes_on="2026-12-11", closes_time="18:00")
    assert form.is_valid()
    assert form.notice["closes_at"] == datetime(2026, 12, 11, 13, 0, tzinfo=UTC)


def test_the_closing_time_is_shown_back_on_the_clock_of_the_office():
    form = NoticeForm(instance=VacancyFactory(closes_at=datetime(2026, 12, 31, 20, 30, tzinfo=UTC)))
    assert 'value="2027-01-01"' in str(form["closes_on"])
    assert 'value="01:30"' in str(form["closes_time"])


def test_a_new_notice_proposes_the_end_of_the_working_day():
    form = NoticeForm(instance=VacancyFactory(closes_at=None))
    assert (form["closes_on"].value(), str(form["closes_time"].value())) == (None, "18:00:00")


@pytest.mark.parametrize("hour", ["18:00", ""])
def test_without_a_date_there_is_no_closing_time_yet(hour):
    form = form_of(VacancyFactory(), closes_on="", closes_time=hour)
    assert form.is_valid()
    assert form.notice["closes_at"] is None


@pytest.mark.parametrize(
    ("day", "hour", "words"),
    [
        ("2026-12-11", "", "Set the time as well: at that minute the portal closes."),
        ("2026-03-29", "02:30", "The clocks go forward on 29.03.2026 and never show 02:30."),
        ("2026-10-25", "02:30", "The clocks go back on 25.10.2026 and show 02:30 twice."),
    ],
)
def test_a_closing_time_in_doubt_is_named_at_its_field(day, hour, words):
    vacancy = VacancyFactory(office=OfficeFactory(time_zone="Europe/Berlin"))
    form = form_of(vacancy, closes_on=day, closes_time=hour)
    assert list(form.errors) == ["closes_time"]
    assert form.errors["closes_time"][0].startswith(words)


def test_a_title_that_is_too_long_comes_back_whole_with_the_number_of_characters():
    form = form_of(VacancyFactory(), title_en="x" * 260)
    assert form.errors["title_en"] == [
        "Shorten the text: it has 260 characters, 250 fit. We have cut nothing."
    ]
    assert "x" * 260 in str(form["title_en"])
    assert "maxlength" not in str(form["title_en"])


@pytest.mark.parametrize("openings", ["0", "-1", ""])
def test_a_vacancy_is_for_one_person_at_least(openings):
    assert set(form_of(VacancyFactory(), openings=openings).errors) == {"openings"}


def test_a_line_break_in_a_title_becomes_a_space_and_in_a_text_one_character():
    form = form_of(VacancyFactory(), title_ru=" Ведущий\r\nэксперт ", terms_ru="Раз\r\n\r\nДва")
    assert form.is_valid()
    assert (form.notice["title_ru"], form.notice["terms_ru"]) == ("Ведущий эксперт", "Раз\n\nДва")


def test_countries_are_kept_with_the_region_first_and_unknown_ones_are_refused():
    assert form_of(VacancyFactory()).is_valid()
    form = form_of(VacancyFactory())
    form.is_valid()
    assert form.notice["eligible_countries"] == ["KZ", "UZ", "DE"]
    assert "eligible_countries" in form_of(VacancyFactory(), eligible_countries=["XX"]).errors


def test_each_text_stands_in_a_field_for_each_language_marked_with_it():
    pairs = NoticeForm(instance=VacancyFactory()).pairs
    assert [[field.name for field in pairs[name]] for name in ("title", "terms")] == [
        ["title_en", "title_ru"],
        ["terms_en", "terms_ru"],
    ]
    assert [field.field.widget.attrs["lang"] for field in pairs["summary"]] == ["en", "ru"]
    assert [field.label for field in pairs["duration"]] == ["Duration (English)", "Duration (Russian)"]


def stations(*rows, initial=0):
    data = {"stations-TOTAL_FORMS": len(rows), "stations-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"stations-{number}-{name}": value for name, value in row.items()}
    return StationRows(data, prefix="stations")


def test_a_duty_station_needs_a_name_in_one_language_and_a_country():
    rows = stations({"city_ru": "Ош", "country": "KG"}, {"city_en": "Almaty"}, {"country": "KZ"}, {})
    assert not rows.is_valid()
    assert [dict(row.errors) for row in rows] == [
        {},
        {"country": ["This field is required."]},
        {"city_en": ["Write this in one language at least."]},
        {},
    ]


def test_removed_and_empty_rows_are_not_kept():
    rows = stations(
        {"city_en": "Osh", "country": "KG"}, {"city_en": "", "country": "", "DELETE": "on"}, {}, initial=2
    )
    assert rows.is_valid()
    assert [row.said for row in rows.kept] == [{"city_en": "Osh", "city_ru": "", "country": "KG"}]


PAY = {"pay_least": "200", "pay_most": "250,5", "pay_currency": "USD", "pay_per": "day"}


@pytest.mark.parametrize("said", [PAY, dict.fromkeys(PAY, "")])
def test_pay_is_said_whole_or_not_at_all(said):
    form = form_of(VacancyFactory(), **said)
    assert form.is_valid()
    least, most = (Decimal(200), Decimal("250.5")) if said is PAY else (None, None)
    assert (form.notice["pay_least"], form.notice["pay_most"]) == (least, most)
    assert (form.notice["pay_currency"], form.notice["pay_per"]) == (said["pay_currency"], said["pay_per"])


@pytest.mark.parametrize("name", PAY)
def test_what_lacks_of_pay_is_named_at_its_field(name):
    form = form_of(VacancyFactory(), **{**PAY, name: ""})
    assert form.errors == {name: ["Fill in this as well, or leave everything about pay empty."]}


def test_pay_goes_up():
    form = form_of(VacancyFactory(), **{**PAY, "pay_least": "300"})
    assert form.errors == {
        "pay_most": ["The highest pay is below the lowest. One sum stands in both fields."]
    }


@pytest.mark.parametrize("said", [{"pay_least": 3, "pay_most": 2}, {"pay_currency": ""}, {"pay_most": None}])
def test_the_database_keeps_no_half_of_pay(said):
    whole = {"pay_least": 2, "pay_most": 3, "pay_currency": "USD", "pay_per": "day"}
    with pytest.raises(IntegrityError):
        VacancyFactory(**whole | said)
