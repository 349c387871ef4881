"""Offices, news, downloads and standing pages as the public reads them."""

import re
from datetime import timedelta
from html import unescape

import pytest

from tests.factories.portal import (
    NOW,
    DownloadFactory,
    HotlineFactory,
    NewsFactory,
    OfficeFactory,
    PageFactory,
)

pytestmark = pytest.mark.django_db


def words_of(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def titles(answer):
    return [item.title for item in answer.context["page"].object_list]


def test_offices_stand_in_their_order_each_before_its_sub_offices(client):
    bishkek = OfficeFactory(code="KGZ", order=2)
    astana = OfficeFactory(code="KAZ", order=1)
    almaty = OfficeFactory(code="ALA", order=3, parent=astana)
    assert client.get("/en/offices/").context["offices"] == [astana, almaty, bishkek]


def test_an_office_tells_where_it_is_on_which_clock_and_how_to_reach_it(client):
    parent = OfficeFactory(code="KAZ", name_en="Office in Kazakhstan")
    OfficeFactory(
        code="ALA",
        parent=parent,
        name_en="Sub-office in Almaty",
        city_en="Almaty",
        address_en="Abay avenue 1",
        email="almaty@example.org",
    )
    answer = client.get("/en/offices/ALA/")
    assert [term for term, _value in answer.context["facts"]] == [
        "Country",
        "City",
        "Address",
        "E-mail",
        "Clock",
        "Working languages",
        "Belongs to",
    ]
    said = words_of(answer)
    for fact in (
        "Kazakhstan",
        "Almaty",
        "Abay avenue 1",
        "almaty@example.org",
        "Almaty time (UTC+5)",
        "Russian, English",
    ):
        assert fact in said
    assert '<a href="/en/offices/KAZ/">Office in Kazakhstan</a>' in answer.content.decode()
    assert "Sub-office in Almaty" in words_of(client.get("/en/offices/KAZ/"))


def test_an_office_leads_to_its_open_vacancies(client):
    OfficeFactory(code="KAZ")
    assert 'href="/en/vacancies/?office=KAZ"' in client.get("/en/offices/KAZ/").content.decode()


def test_a_sub_office_without_a_hotline_shows_that_of_its_office(client):
    parent = OfficeFactory(code="TKM", name_en="Office in Turkmenistan")
    HotlineFactory(office=parent)
    OfficeFactory(code="MAR", parent=parent)
    for code in ("TKM", "MAR"):
        body = client.get(f"/en/offices/{code}/").content.decode()
        assert '<a href="tel:+99312463514">+(993 12) 463514</a>' in body
    OfficeFactory(code="UZB")
    assert "tel:" not in client.get("/en/offices/UZB/").content.decode()


def test_an_office_shows_its_own_news_and_downloads_only(client):
    office = OfficeFactory(code="KAZ")
    own = NewsFactory(office=office, title_en="Ours")
    NewsFactory(office=OfficeFactory(), title_en="Theirs")
    DownloadFactory(office=office, title_en="Our leaflet")
    DownloadFactory(title_en="Common leaflet")
    answer = client.get("/en/offices/KAZ/")
    assert list(answer.context["news"]) == [own]
    assert [download.title for download in answer.context["downloads"]] == ["Our leaflet"]


def test_there_is_no_page_of_what_is_not_there(client):
    for address in ("offices/XXX/", "news/nothing/", "downloads/nothing/", "pages/nothing/"):
        assert client.get(f"/en/{address}").status_code == 404


def test_news_are_listed_the_latest_first_and_undated_items_last(client):
    for title, day in [("Undated", None), ("Old", NOW.date() - timedelta(days=9)), ("Today", NOW.date())]:
        NewsFactory(title_en=title, date=day)
    NewsFactory(title_en="Tomorrow", date=NOW.date() + timedelta(days=1))
    assert titles(client.get("/en/news/")) == ["Today", "Old", "Undated"]


def test_many_news_have_pages(client):
    for number in range(21):
        NewsFactory(title_en=f"News {number}", date=NOW.date() - timedelta(days=number))
    assert len(titles(client.get("/en/news/"))) == 20
    assert titles(client.get("/en/news/?page=2")) == ["News 20"]


def test_no_news_says_what_will_be_here(client):
    assert "No news yet" in words_of(client.get("/en/news/"))


def test_an_article_has_its_day_its_office_and_its_text(client):
    office = OfficeFactory(code="TKM", name_en="Office in Turkmenistan")
    item = NewsFactory(office=office, title_en="Seminar", lead_en="It was held.", body_en="A **strong** text")
    answer = client.get(f"/en/news/{item.slug}/")
    assert (
        '<time datetime="2019-08-07">7\N{NO-BREAK SPACE}August\N{NO-BREAK SPACE}2019</time>'
        in answer.content.decode()
    )
    assert '<a href="/en/offices/TKM/">Office in Turkmenistan</a>' in answer.content.decode()
    assert "<p>A <strong>strong</strong> text</p>" in answer.content.decode()
    assert "It was held." in words_of(answer)


def test_an_article_of_tomorrow_does_not_exist_yet(client):
    item = NewsFactory(date=NOW.date() + timedelta(days=1))
    assert client.get(f"/en/news/{item.slug}/").status_code == 404


def test_a_text_in_the_other_language_is_marked_and_said_to_be(client):
    item = NewsFactory(title_en="", title_ru="Семинар", body_ru="Текст")
    answer = client.get(f"/en/news/{item.slug}/")
    assert '<h1 lang="ru">' in answer.content.decode()
    assert '<div class="prose gap-s" lang="ru"><p>Текст</p>' in answer.content.decode()
    assert "In Russian only." in words_of(answer)
    assert "In Russian only" not in words_of(client.get(f"/ru/news/{item.slug}/"))


def test_a_standing_page_is_markdown_and_nothing_in_it_runs(client):
    page = PageFactory(body_en="## Steps\n\n<script>alert(1)</script>")
    body = client.get(f"/en/pages/{page.slug}/").content.decode()
    assert "<h2>Steps</h2>" in body
    assert "<script>alert" not in body


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", 'filename="IOM_in_brief_May_2010.pdf"'), ("ru", "filename*=utf-8''%D0%9C%D0%9E%D0%9C.pdf")],
)
def test_a_download_is_a_file_under_the_name_of_its_title(client, language, name):
    download = DownloadFactory(title_en="IOM in brief, May 2010", title_ru="МОМ")
    answer = client.get(f"/{language}/downloads/{download.slug}/")
    content = b"".join(answer.streaming_content)
    assert content == b"%PDF-1.7 leaflet"
    assert answer["Content-Disposition"] == f"attachment; {name}"
    assert answer["Content-Length"] == str(len(content))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_download_says_its_kind_and_size():
    assert DownloadFactory().about == "PDF, 1 KB"


def test_a_file_that_went_missing_breaks_no_page(client):
    download = DownloadFactory(office=OfficeFactory(code="KAZ"))
    download.file.storage.delete(download.file.name)
    assert client.get("/en/offices/KAZ/").status_code == 200
    assert client.get(f"/en/downloads/{download.slug}/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("/en/offices/", 2), ("/en/news/", 2)])
def test_more_rows_need_no_more_queries(client, django_assert_num_queries, address, queries):
    def fill():
        office = OfficeFactory()
        HotlineFactory(office=office)
        NewsFactory(office=office)

    fill()
    with django_assert_num_queries(queries):
        client.get(address)
    fill()
    fill()
    with django_assert_num_queries(queries):
        client.get(address)
