"""Site maps for machines and for people, and what robots are told."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from portal.models import Office
from tests.factories.portal import NOW, DownloadFactory, NewsFactory, OfficeFactory, PageFactory
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.listing.reading import closing, on_the_list, words_of

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "http://localhost:8000"


def entries(client):
    """Entries of the map by their addresses."""
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own map
    return {entry.find(f"{MAP}loc").text: entry for entry in root}


def test_every_notice_is_in_the_map_in_every_language_with_the_day_it_changed(client):
    vacancy = on_the_list(published_at=closing(days=-9), changed_at=closing(days=-2))
    found = entries(client)
    for language in ("en", "ru"):
        entry = found[f"{SITE}/{language}/vacancies/{vacancy.slug}/"]
        assert entry.find(f"{MAP}lastmod").text == "2026-11-19"
        assert {(link.get("hreflang"), link.get("href")) for link in entry.findall(f"{XHTML}link")} == {
            ("en", f"{SITE}/en/vacancies/{vacancy.slug}/"),
            ("ru", f"{SITE}/ru/vacancies/{vacancy.slug}/"),
            ("x-default", f"{SITE}/vacancies/{vacancy.slug}/"),
        }


def test_a_notice_in_one_language_is_in_the_map_in_that_one_and_claims_no_other(client):
    vacancy = on_the_list(title_en="")
    found = entries(client)
    assert f"{SITE}/en/vacancies/{vacancy.slug}/" not in found
    assert found[f"{SITE}/ru/vacancies/{vacancy.slug}/"].findall(f"{XHTML}link") == []


def test_the_day_it_closed_is_the_day_a_notice_changed_last(client):
    vacancy = on_the_list(changed_at=closing(days=-9), closes_at=closing(days=-1))
    assert entries(client)[f"{SITE}/en/vacancies/{vacancy.slug}/"].find(f"{MAP}lastmod").text == "2026-11-20"


def test_closed_notices_stay_in_the_map_and_drafts_never_come_in(client):
    closed, draft = on_the_list(closes_at=closing(days=-1)), VacancyFactory()
    found = entries(client)
    assert f"{SITE}/en/vacancies/{closed.slug}/" in found
    assert f"{SITE}/en/vacancies/{draft.slug}/" not in found


def test_all_other_public_pages_are_in_the_map(client):
    office, page = OfficeFactory(code="KAZ"), PageFactory()
    item = NewsFactory(office=office)
    tomorrow = NewsFactory(date=NOW.date() + timedelta(days=1))
    assert {address for address in entries(client) if "/ru/" in address} == {
        f"{SITE}/ru/{path}"
        for path in (
            "",
            "vacancies/",
            "check/",
            "api/",
            "offices/",
            "news/",
            "site-map/",
            "offices/KAZ/",
            f"news/{item.slug}/",
            f"pages/{page.slug}/",
        )
    }
    assert tomorrow.slug not in " ".join(entries(client))
    assert entries(client)[f"{SITE}/ru/news/{item.slug}/"].find(f"{MAP}lastmod").text == "2019-08-07"


def test_the_map_for_people_lists_open_vacancies_news_offices_pages_and_downloads(client):
    late = on_the_list(title_en="Late", closes_at=closing(days=9))
    soon = on_the_list(title_en="", title_ru="Скоро", closes_at=closing(days=1))
    on_the_list(title_en="Over", closes_at=closing(days=-1))
    VacancyFactory(title_en="Draft")
    news, page, download = NewsFactory(), PageFactory(), DownloadFactory()
    answer = client.get("/en/site-map/")
    links = {
        section.title: [link.address for link in section.links] for section in answer.context["sections"]
    }
    assert links["Open vacancies"] == [soon.get_absolute_url(), late.get_absolute_url()]
    assert links["News"] == [news.get_absolute_url()]
    assert links["About the portal"] == [page.get_absolute_url()]
    assert links["Downloads"] == [download.get_absolute_url()]
    assert links["Offices"] == [office.get_absolute_url() for office in Office.objects.by_name()]
    assert "Скоро In Russian only" in words_of(answer)


def test_the_map_for_people_needs_no_more_queries_with_more_vacancies(client, django_assert_num_queries):
    on_the_list()
    with django_assert_num_queries(5):
        client.get("/en/site-map/")
    on_the_list()
    on_the_list()
    with django_assert_num_queries(5):
        client.get("/en/site-map/")


def test_robots_are_kept_out_of_private_pages_and_shown_the_map(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /*/desk/" in lines
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"


def test_every_page_names_its_address_in_both_languages(client):
    vacancy = on_the_list()
    head = client.get(f"/ru/vacancies/{vacancy.slug}/").content.decode()
    assert f'<link rel="canonical" href="{SITE}/ru/vacancies/{vacancy.slug}/">' in head
    assert f'<link rel="alternate" hreflang="en" href="{SITE}/en/vacancies/{vacancy.slug}/">' in head
