"""Every page that anybody may read: the same for everybody, fit for caches, and light."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.factories.portal import (
    DownloadFactory,
    HotlineFactory,
    NewsFactory,
    OfficeFactory,
    PageFactory,
    UserFactory,
)
from tests.factories.vacancies import planned_vacancy
from tests.vacancies.listing.reading import closing, on_the_list
from vacancies.document.actions import keep_version

pytestmark = pytest.mark.django_db

# Public, but these only lead elsewhere, or are for the heartbeat, which nothing may answer in the place of the portal.
NO_PAGES = {"root", "intake:start", "api:api-root", "api:nothing", "outages:health"}
OF_A_VACANCY = (
    "listing:vacancy",
    "listing:deadline",
    "listing:pdf",
    "listing:versions",
    "api:vacancy",
    "intake:blank-form",
)
# Public to whoever has the secret in the address; nobody keeps these.
SECRET = {
    *("alerts:end", "alerts:leave", "alerts:manage", "listing:shared-preview"),
    *("accounts:stop-reminders", "retention:proof"),
    *("references:answer", "references:decline", "intake:invited"),
}
# A form without a token, which asks an address for its confirmation and does no more.
TAKES_FORMS = {"alerts:new"}
TITLES = [
    "Национальный консультант для разработки сборника законодательных актов Туркменистана по вопросам торговли людьми",
    "Ведущий эксперт по разработке учебного пособия «Международное миграционное право: возвратная миграция»",
    "Консультант по мониторингу и оценке проекта реинтеграции возвращающихся мигрантов",
    "Стажёр отдела связи с общественностью и работы с молодёжью",
    "Эксперт по переписи трудовых мигрантов в приграничных районах",
]
SUMMARIES = [
    "Подбор, систематизация и комментирование действующих нормативных правовых актов в области противодействия торговле.",
    "Координация авторского коллектива, разработка и пилотирование учебного пособия для вузов и центров региона.",
    "Полевые опросы в четырёх областях, расчёт показателей и отчёт для доноров на русском и английском языках.",
    "Подготовка новостей, ведение страниц в социальных сетях, помощь в проведении встреч и семинаров.",
]


def named(patterns=None, namespace=""):
    """Every public address: its full name and the pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace
            )
        elif isinstance(pattern, URLPattern) and getattr(pattern.callback, "access", "") == "public":
            yield f"{namespace}{pattern.name}", pattern


PUBLIC = dict(named())
PAGES = sorted(set(PUBLIC) - NO_PAGES - SECRET)


@pytest.fixture
def site():
    """One of everything a public address can name, by the parts of the address."""
    office = OfficeFactory(code="KAZ")
    HotlineFactory(office=office)
    vacancy = planned_vacancy(published=True, office=office)
    keep_version(vacancy=vacancy, by=vacancy.approved_by, at=vacancy.published_at)
    return {
        "listing:version": [vacancy.slug, 1],
        **{name: [vacancy.slug] for name in OF_A_VACANCY},
        "content:office": [office.code],
        "content:news-item": [NewsFactory(office=office).slug],
        "content:download": [DownloadFactory(office=office).slug],
        "content:page": [PageFactory().slug],
    }


def address_of(name, site, language="en"):
    with override(language):
        return reverse(name, args=site.get(name, []))


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_public_addresses_were_really_walked():
    assert {
        "listing:home",
        "listing:vacancies",
        "listing:vacancy",
        "listing:feed-atom",
        "listing:feed-rss",
        "content:offices",
        "content:office",
        "content:news",
        "content:news-item",
        "content:download",
        "content:page",
        "content:sitemap",
        "robots",
        "sitemap",
        "root",
    } <= set(PUBLIC)


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_sets_no_cookie_carries_no_token_and_may_be_kept(client, site, name):
    answer = client.get(address_of(name, site))
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert b"csrf" not in body_of(answer).lower()
    assert answer["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_is_the_same_bytes_for_everybody(client, site, name):
    first = body_of(client.get(address_of(name, site)))
    others = {
        "accept-language": "ru",
        "user-agent": "another",
        "referer": "https://example.org/",
        "x-forwarded-for": "1.2.3.4",
    }
    assert body_of(client.get(address_of(name, site), headers=others)) == first


@pytest.mark.parametrize("name", [name for name in PAGES if name not in TAKES_FORMS])
def test_what_somebody_signed_in_sees_is_kept_by_nobody(client, site, name):
    client.force_login(UserFactory())
    answer = client.get(address_of(name, site))
    assert body_of(answer)
    assert "public" not in answer["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_speaks_both_languages(client, site, name, language):
    answer = client.get(address_of(name, site, language))
    assert (answer.status_code, bool(body_of(answer))) == (200, True)
    if answer["Content-Type"].startswith("text/html"):
        assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize("name", [name for name in PAGES if name not in TAKES_FORMS])
def test_nothing_public_can_be_posted_to(client, site, name):
    assert client.post(address_of(name, site)).status_code == 405


def test_a_page_that_is_not_there_is_not_kept(client):
    answer = client.get("/en/vacancies/nothing/")
    assert (answer.status_code, "public" in answer["Cache-Control"]) == (404, False)


def compressed(content):
    return len(gzip.compress(content, 6))


def with_its_sheet(answer):
    """Bytes on the line: the page and the sheet it needs, both compressed as gzip does at level 6."""
    sheets = re.findall(r'<link rel="stylesheet"[^>]*>', answer.content.decode())
    assert len([sheet for sheet in sheets if 'media="print"' not in sheet]) == 1
    return compressed(answer.content) + compressed(Path(finders.find("portal/konkurs.css")).read_bytes())


def test_a_full_list_with_its_sheet_weighs_no_more_than_14_kilobytes(client):
    offices = [OfficeFactory(name_ru=f"Офис {number}") for number in range(6)]
    for number in range(20):
        on_the_list(
            office=offices[number % 6],
            title_ru=f"{TITLES[number % 5]} {number}",
            summary_ru=SUMMARIES[number % 4],
            closes_at=closing(days=number, hours=number),
            duration_ru=f"{number + 2} месяцев",
        )
    answer = client.get("/ru/vacancies/")
    assert len(answer.context["rows"]) == 20
    assert with_its_sheet(answer) <= 14 * 1024


def test_a_notice_with_its_sheet_weighs_no_more_than_14_kilobytes(client):
    vacancy = planned_vacancy(
        published=True,
        method="cumulative",
        title_ru=TITLES[1],
        summary_ru=" ".join(SUMMARIES),
        terms_ru="## Задачи\n\n"
        + "\n\n".join(f"{number}. {text}" for number, text in enumerate(SUMMARIES * 2)),
    )
    assert with_its_sheet(client.get(f"/ru/vacancies/{vacancy.slug}/")) <= 14 * 1024


@pytest.mark.parametrize("address", ["/ru/check/?what=hr@example.org", "/ru/api/"])
def test_what_stands_beside_the_notices_weighs_no_more_than_14_kilobytes(client, site, address):
    assert with_its_sheet(client.get(address)) <= 14 * 1024


def test_pages_travel_compressed(client):
    on_the_list()
    answer = client.get("/ru/vacancies/", headers={"accept-encoding": "gzip"})
    plain = client.get("/ru/vacancies/")
    assert gzip.decompress(answer.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


def test_no_page_asks_another_host_for_anything(client, site):
    for name in set(PAGES) - {"content:download", "intake:blank-form", "listing:pdf"}:
        body = client.get(address_of(name, site)).content.decode()
        assert f'src="{settings.SITE_URL}' not in body
        assert 'src="http' not in body
        assert 'src="//' not in body
