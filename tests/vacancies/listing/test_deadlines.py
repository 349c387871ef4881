"""Closing dates for calendars: one instant, one event, whichever language and however often it moves."""

from datetime import timedelta

import icalendar
import pytest

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.publishing import CorrigendumFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list, queries_of
from vacancies.corrigenda.models import Status

pytestmark = pytest.mark.django_db


def events(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def one(client, vacancy, language="en"):
    (event,) = events(client, f"/{language}/vacancies/{vacancy.slug}/deadline.ics")
    return event


def test_the_closing_time_is_an_instant_in_utc_with_an_alarm_a_day_before(client):
    vacancy = on_the_list(closes_at=NOW.replace(month=12, day=11, hour=13), title_en="Lead expert")
    event = one(client, vacancy)
    assert event["DTSTART"].to_ical() == b"20261211T130000Z"
    assert "DTEND" not in event
    assert str(event["SUMMARY"]) == "Apply by this time: Lead expert"
    assert event["URL"] == f"http://localhost:8000/en/vacancies/{vacancy.slug}/"
    assert event["STATUS"] == "CONFIRMED"
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))


def test_the_event_says_the_time_of_the_office_and_names_nobody(client):
    event = one(client, on_the_list(closes_at=NOW.replace(month=12, day=11, hour=13)))
    said = str(event["DESCRIPTION"]).replace("\N{NO-BREAK SPACE}", " ")
    assert "11 December 2026, 18:00, Astana time (UTC+5)" in said
    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event


def test_the_event_is_the_same_in_every_language_in_its_own_words(client):
    vacancy = on_the_list(title_en="Lead expert", title_ru="Ведущий эксперт")
    english, russian = one(client, vacancy), one(client, vacancy, "ru")
    assert english["UID"] == russian["UID"] == f"{vacancy.slug}@localhost"
    assert english["DTSTART"].dt == russian["DTSTART"].dt
    assert "Ведущий эксперт" in str(russian["SUMMARY"])
    assert (english["SUMMARY"].params["LANGUAGE"], russian["SUMMARY"].params["LANGUAGE"]) == ("en", "ru")


def test_an_extension_moves_the_event_and_counts_it_up(client):
    vacancy = on_the_list()
    before = one(client, vacancy)
    CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)
    CorrigendumFactory(vacancy=vacancy)
    vacancy.closes_at += timedelta(days=5)
    vacancy.changed_at = NOW
    vacancy.save()
    after = one(client, vacancy)
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=5)
    assert (after["LAST-MODIFIED"].dt, after["DTSTAMP"].dt) == (NOW, NOW)


def test_a_cancelled_vacancy_is_a_cancelled_event_without_an_alarm(client):
    vacancy = on_the_list(status="cancelled")
    event = one(client, vacancy)
    assert (event["STATUS"], event.walk("VALARM")) == ("CANCELLED", [])
    assert [event["STATUS"] for event in events(client, "/en/vacancies/deadlines.ics")] == ["CANCELLED"]


def test_the_calendar_of_all_has_what_is_to_come_by_the_filters_of_the_list(client):
    late = on_the_list(closes_at=closing(days=9), office=OfficeFactory(code="KGZ"))
    soon = on_the_list(closes_at=closing(days=1))
    on_the_list(closes_at=closing(days=-1))
    on_the_list(published_at=closing(days=1))
    VacancyFactory()
    found = events(client, "/en/vacancies/deadlines.ics")
    assert [event["UID"] for event in found] == [f"{row.slug}@localhost" for row in (soon, late)]
    (narrowed,) = events(client, "/en/vacancies/deadlines.ics", office="KGZ")
    assert narrowed["UID"] == f"{late.slug}@localhost"


@pytest.mark.parametrize("kind", [{}, {"published": True, "published_at": closing(seconds=1)}])
def test_what_is_not_public_has_no_calendar(client, kind):
    vacancy = VacancyFactory(**kind)
    assert client.get(f"/en/vacancies/{vacancy.slug}/deadline.ics").status_code == 404


def test_a_calendar_that_did_not_change_is_not_sent_again(client):
    on_the_list()
    first = client.get("/ru/vacancies/deadlines.ics")
    again = client.get("/ru/vacancies/deadlines.ics", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_more_vacancies_need_no_more_queries(client):
    on_the_list()
    needed = queries_of(client, "/en/vacancies/deadlines.ics")
    on_the_list()
    on_the_list()
    assert queries_of(client, "/en/vacancies/deadlines.ics") == needed


def test_long_titles_and_signs_do_not_break_a_calendar(client):
    title = "Эксперт; «право», суды\\закон " * 8
    vacancy = on_the_list(title_ru=title[:240], title_en="")
    content = client.get(f"/ru/vacancies/{vacancy.slug}/deadline.ics").content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert str(one(client, vacancy, "ru")["SUMMARY"]).endswith(title[:240][-20:])
