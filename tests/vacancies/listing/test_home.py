"""The front page, and the door in front of it."""

import re
from datetime import timedelta

import pytest

from tests.factories.portal import NOW, DownloadFactory, HotlineFactory, NewsFactory, OfficeFactory
from tests.vacancies.listing.reading import closing, on_the_list, words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("ru-RU,ru;q=0.9,en;q=0.5", "ru"), ("en-GB", "en"), ("kk,ru;q=0.8", "ru"), ("de", "en"), ("", "en")],
)
def test_the_front_door_opens_in_the_language_the_browser_asks_for(client, accepts, language):
    answer = client.get("/", headers={"accept-language": accepts})
    assert (answer.status_code, answer.url) == (302, f"/{language}/")
    assert "Accept-Language" in answer["Vary"]


def test_the_five_open_vacancies_closing_soonest_are_shown(client):
    references = [on_the_list(closes_at=closing(days=days)).reference for days in (6, 5, 4, 3, 2, 1, -1)]
    answer = client.get("/en/")
    assert [row.meta[-1] for row in answer.context["rows"]] == references[5:0:-1]
    assert "All 6 vacancies" in words_of(answer)


def test_a_day_without_vacancies_says_so_and_leads_on(client):
    answer = client.get("/en/")
    assert "No vacancy is open today" in words_of(answer)
    assert 'href="/en/vacancies/?state=closed"' in answer.content.decode()


def test_the_search_leads_to_the_list(client):
    OfficeFactory(code="KGZ", name_en="Office in Kyrgyzstan")
    body = client.get("/en/").content.decode()
    assert '<form class="seek" action="/en/vacancies/" role="search">' in body
    assert re.search(r'<input type="search" name="q"', body)
    assert '<option value="KGZ">Office in Kyrgyzstan</option>' in body


def test_offices_stand_with_their_cities_and_open_vacancies_those_of_sub_offices_included(client):
    astana = OfficeFactory(code="KAZ")
    almaty = OfficeFactory(code="ALA", parent=astana, city_en="Almaty")
    on_the_list(office=astana)
    on_the_list(office=almaty)
    on_the_list(office=almaty, closes_at=closing(days=-1))
    lines = client.get("/en/").context["office_lines"]
    assert [(line.office, line.cities, line.number) for line in lines] == [(astana, "Astana, Almaty", 2)]


def test_the_hotlines_of_all_offices_are_there_to_be_called(client):
    HotlineFactory(office=OfficeFactory(name_en="Office in Turkmenistan"))
    HotlineFactory(office=OfficeFactory(name_en="Office in Tajikistan"), phone="+992 100")
    OfficeFactory(name_en="Office without a line")
    body = client.get("/en/").content.decode()
    assert (body.count('href="tel:+99312463514"'), body.count('href="tel:+992100"')) == (1, 1)
    assert "Office without a line" not in body.split('class="hotline')[1].split("</section>")[0]


def test_without_hotlines_there_is_no_band(client):
    assert "Do not hurry" not in words_of(client.get("/en/"))


def test_the_latest_news_and_the_downloads_are_there(client):
    items = [
        NewsFactory(date=NOW.date() - timedelta(days=days), title_en=f"News {days}") for days in range(-1, 5)
    ]
    DownloadFactory(title_en="IOM in brief")
    answer = client.get("/en/")
    assert list(answer.context["news"]) == items[1:4]
    assert "IOM in brief PDF, 1 KB" in words_of(answer)


def test_the_page_needs_no_more_queries_with_more_of_everything(client, django_assert_num_queries):
    def fill():
        office = OfficeFactory()
        HotlineFactory(office=office)
        NewsFactory(office=office)
        DownloadFactory(office=office)
        on_the_list(office=office)

    fill()
    with django_assert_num_queries(7):
        client.get("/en/")
    fill()
    fill()
    with django_assert_num_queries(7):
        assert len(client.get("/en/").context["rows"]) == 3
