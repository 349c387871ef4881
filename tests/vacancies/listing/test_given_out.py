"""Feeds and site map against their schemas, and what a feed reader makes of them."""

from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.publishing import CorrigendumFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list, queries_of
from vacancies.corrigenda.models import Change, Status

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "schemas"
FEEDS = {"atom.rng": "/{}/vacancies/feed.atom", "rss.rng": "/{}/vacancies/feed.rss"}


def published(vacancy, number=1, **fields):
    """A published extension of `vacancy`."""
    return CorrigendumFactory(
        vacancy=vacancy, number=number, status=Status.PUBLISHED, **{"published_at": NOW, **fields}
    )


def some():
    """A vacancy that was extended, one that says dangerous things, one in Russian alone."""
    published(on_the_list(field="law", published_at=closing(days=-5)))
    on_the_list(title_en="Law & <b>order</b>", summary_en="<script>]]></script>")
    on_the_list(title_en="", title_ru="Ведущий эксперт")


def read(client, address, **query):
    feed = feedparser.parse(client.get(address, query).content)
    assert not feed.bozo
    return feed


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("schema", FEEDS)
def test_a_feed_is_valid_against_its_schema(client, schema, language):
    some()
    document = etree.fromstring(client.get(FEEDS[schema].format(language)).content)
    rules = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    assert rules.validate(document), rules.error_log


@pytest.mark.parametrize("schema", FEEDS)
def test_the_schema_finds_what_is_wrong(client, schema):
    some()
    document = etree.fromstring(client.get(FEEDS[schema].format("en")).content)
    entry = document.find(".//{*}entry") if schema == "atom.rng" else document.find(".//item")
    entry.remove(entry.find("{*}title"))
    assert not etree.RelaxNG(etree.parse(SCHEMAS / schema)).validate(document)


def test_the_site_map_is_valid_against_its_schema(client):
    some()
    document = etree.fromstring(client.get("/sitemap.xml").content)
    rules = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    assert rules.validate(document), rules.error_log


@pytest.mark.parametrize("address", FEEDS.values())
def test_a_feed_reader_reads_vacancies_and_their_changes_the_newest_first(client, address):
    vacancy = on_the_list(title_en="Lead expert", published_at=closing(days=-5))
    published(vacancy, published_at=closing(hours=-2))
    on_the_list(title_en="Analyst", published_at=closing(days=-1))
    feed = read(client, address.format("en"))
    assert [entry.title for entry in feed.entries] == [
        "Corrigendum 1 (extension): Lead expert",
        "Analyst",
        "Lead expert",
    ]
    page = f"http://localhost:8000/en/vacancies/{vacancy.slug}/"
    first = feed.entries[0]
    assert (first.link, first.id) == (f"{page}#corrigendum-1", f"{page}#corrigendum-1")
    said = first.summary.replace("\N{NO-BREAK SPACE}", " ")
    assert "Applications are taken until 16 December 2026, 14:00, Astana time (UTC+5); before" in said
    assert "Few applications have come in." in said
    assert first.author == "Office in Kazakhstan"


def test_an_entry_says_when_it_was_published_and_when_it_changed(client):
    on_the_list(published_at=closing(days=-5), changed_at=closing(days=-2))
    (entry,) = read(client, "/en/vacancies/feed.atom").entries
    assert (entry.published, entry.updated) == ("2026-11-16T09:00:00+00:00", "2026-11-19T09:00:00+00:00")


def test_categories_have_a_scheme_and_a_word_in_the_language_of_the_feed(client):
    published(on_the_list(kind="expert", field="law"))
    extension, vacancy = read(client, "/ru/vacancies/feed.atom").entries
    found = {tag.scheme: (tag.term, tag.label) for tag in vacancy.tags}
    assert found["urn:konkurs:type"] == ("expert", "эксперт")
    assert found["urn:iso:std:iso:3166"] == ("KZ", "Казахстан")
    assert found["urn:konkurs:field"][0] == "law"
    assert {tag.term for tag in extension.tags if tag.scheme == "urn:konkurs:change"} == {"extension"}


@pytest.mark.parametrize("address", FEEDS.values())
def test_feed_and_entries_name_the_other_language_where_it_is_there(client, address):
    both, one = on_the_list(title_en="Both"), on_the_list(title_en="", title_ru="Одна")
    document = etree.fromstring(client.get(address.format("en"), {"type": "consultant"}).content)
    other = "{http://www.w3.org/2005/Atom}link"
    links = {link.get("href") for link in document.iter(other) if link.get("hreflang") == "ru"}
    site = "http://localhost:8000/ru/vacancies"
    assert links == {f"{site}/?type=consultant", f"{site}/{both.slug}/", f"{site}/{one.slug}/"}
    in_russian = etree.fromstring(client.get(address.format("ru")).content)
    assert f"http://localhost:8000/en/vacancies/{one.slug}/" not in {
        link.get("href") for link in in_russian.iter(other)
    }


@pytest.mark.parametrize("address", FEEDS.values())
def test_a_cancellation_is_told_though_the_vacancy_is_no_longer_open(client, address):
    vacancy = on_the_list(title_en="Lead expert", status="cancelled")
    published(vacancy, change=Change.CANCELLATION, closes_after=None, approved_by=VacancyFactory().written_by)
    (entry,) = read(client, address.format("en")).entries
    assert entry.title == "Corrigendum 1 (cancellation): Lead expert"
    assert "The vacancy is cancelled" in entry.summary


@pytest.mark.parametrize("address", FEEDS.values())
def test_changes_obey_the_filters_and_what_is_not_published_is_not_told(client, address):
    published(on_the_list(office=OfficeFactory(code="KGZ"), title_en="Here"))
    published(on_the_list(title_en="Elsewhere"))
    CorrigendumFactory(vacancy=on_the_list(office=OfficeFactory(code="TJK")))
    published(VacancyFactory(title_en="Draft"))
    published(on_the_list(title_en="Scheduled", published_at=closing(hours=1)))
    titles = [entry.title for entry in read(client, address.format("en"), office="KGZ").entries]
    assert titles == ["Corrigendum 1 (extension): Here", "Here"]
    everything = [entry.title for entry in read(client, address.format("en")).entries]
    assert len(everything) == 5
    assert not any("Draft" in title or "Scheduled" in title for title in everything)


def test_a_change_makes_the_feed_new(client):
    vacancy = on_the_list()
    first = client.get("/en/vacancies/feed.atom")
    published(vacancy)
    asked = {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]}
    assert client.get("/en/vacancies/feed.atom", headers=asked).status_code == 200
    assert client.get("/en/vacancies/feed.atom")["Last-Modified"] == "Sat, 21 Nov 2026 09:00:00 GMT"


def test_more_changes_need_no_more_queries(client):
    vacancy = on_the_list()
    published(vacancy)
    needed = queries_of(client, "/en/vacancies/feed.atom")
    published(vacancy, 2)
    published(on_the_list())
    assert queries_of(client, "/en/vacancies/feed.atom") == needed
