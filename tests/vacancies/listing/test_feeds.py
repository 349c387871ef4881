"""RSS and Atom: the open vacancies for feed readers, and nothing sent twice."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/en/vacancies/feed.atom", "/en/vacancies/feed.rss")


def titles(client, address, **query):
    """Titles of the entries, whichever the format."""
    root = ET.fromstring(client.get(address, query).content)  # noqa: S314 - our own feed
    return [
        node.text for tag in (f"{ATOM}entry/{ATOM}title", "channel/item/title") for node in root.findall(tag)
    ]


@pytest.mark.parametrize("address", FEEDS)
def test_open_vacancies_are_in_the_feed_the_newest_first(client, address):
    on_the_list(title_en="Old", published_at=closing(days=-5))
    on_the_list(title_en="New", published_at=closing(days=-1))
    on_the_list(title_en="Closed", closes_at=closing(seconds=-1))
    VacancyFactory(title_en="Draft")
    assert titles(client, address) == ["New", "Old"]


@pytest.mark.parametrize("address", FEEDS)
def test_the_filters_of_the_list_narrow_the_feed(client, address):
    on_the_list(title_en="Law", kind="expert", office=OfficeFactory(code="KGZ"))
    on_the_list(title_en="Budget", kind="expert")
    assert titles(client, address, office="KGZ") == ["Law"]
    assert titles(client, address, type="expert", q="laws") == ["Law"]
    assert titles(client, address, type="staff") == []


def test_the_feed_speaks_the_language_of_its_address(client):
    on_the_list(title_en="Lead expert", title_ru="Ведущий эксперт")
    assert titles(client, "/ru/vacancies/feed.atom") == ["Ведущий эксперт"]
    root = ET.fromstring(client.get("/ru/vacancies/feed.atom").content)  # noqa: S314
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"


def test_an_atom_entry_has_what_the_format_asks_for(client):
    vacancy = on_the_list(
        closes_at=NOW.replace(month=12, day=11, hour=13), title_en="", title_ru="Ведущий эксперт"
    )
    root = ET.fromstring(client.get(FEEDS[0]).content)  # noqa: S314
    entry = root.find(f"{ATOM}entry")
    address = f"http://localhost:8000/en/vacancies/{vacancy.slug}/"
    assert entry.find(f"{ATOM}id").text == address
    assert entry.find(f"{ATOM}link").get("href") == address
    assert entry.find(f"{ATOM}updated").text == vacancy.published_at.isoformat()
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Office in Kazakhstan"
    said = entry.find(f"{ATOM}summary").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "apply by 11 December 2026, 18:00, Astana time (UTC+5); In Russian only" in said
    for name in ("id", "title", "updated"):
        assert root.find(f"{ATOM}{name}").text


def test_the_feed_names_its_own_address_with_its_filters(client):
    root = ET.fromstring(client.get(FEEDS[0], {"type": "expert", "page": "3", "q": ""}).content)  # noqa: S314
    own = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert own["self"] == "http://localhost:8000/en/vacancies/feed.atom?type=expert"


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_that_did_not_change_is_not_sent_again(client, address):
    on_the_list()
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize("address", FEEDS)
def test_a_new_vacancy_changes_the_feed(client, address):
    on_the_list()
    first = client.get(address)
    on_the_list(published_at=closing(hours=-1))
    asked = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    assert client.get(address, headers=asked).status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_vacancy_that_closes_changes_the_feed(client, address, monkeypatch):
    on_the_list(closes_at=closing(hours=1))
    first = client.get(address)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(hours=1, seconds=1))
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 200
    assert titles(client, address) == []


@pytest.mark.parametrize("address", FEEDS)
def test_an_empty_feed_is_still_a_feed(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert ET.fromstring(answer.content) is not None  # noqa: S314
    assert answer["Content-Type"].startswith(("application/atom+xml", "application/rss+xml"))


def test_a_title_cannot_break_the_feed(client):
    on_the_list(title_en="Law & <b>order</b>", summary_en="<script>alert(1)</script>")
    assert titles(client, FEEDS[0]) == ["Law & <b>order</b>"]
    root = ET.fromstring(client.get(FEEDS[1]).content)  # noqa: S314
    assert "&lt;script&gt;" in root.find("channel/item/description").text


@pytest.mark.parametrize("address", FEEDS)
def test_a_line_break_of_a_word_processor_cannot_break_the_feed(client, address):
    on_the_list(title_en="Legal\x0bexpert", summary_en="First\x0csecond\x01")
    assert titles(client, address) == ["Legal expert"]


def test_the_list_leads_to_the_feed_of_its_filters(client):
    page = client.get("/en/vacancies/", {"type": "expert", "sort": "newest"}).content.decode()
    assert 'href="/en/vacancies/feed.atom?type=expert"' in page
    assert 'type="application/rss+xml" href="/en/vacancies/feed.rss"' in page


def test_more_vacancies_need_no_more_queries(client, django_assert_num_queries):
    for n in (1, 2):
        for _more in range(n):
            on_the_list()
        client.get("/en/vacancies/")
        with django_assert_num_queries(7):
            client.get(FEEDS[0])
