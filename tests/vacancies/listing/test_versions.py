"""Earlier versions of a notice: each as it was published, in both languages, under its own address."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils.translation import override

from portal.kernel.addresses import absolute
from tests.factories.notices import full_notice
from tests.factories.portal import NOW, UserFactory
from vacancies.document.actions import fresh, keep_version
from vacancies.models import NoticeVersion, Vacancy

pytestmark = pytest.mark.django_db

CHANGED = NOW - timedelta(days=2)


@pytest.fixture
def notice(now):
    """Published nine days ago, and changed two days ago."""
    vacancy = full_notice(published=True, title_en="Two experts", title_ru="Два эксперта")
    first = keep_version(vacancy=vacancy, by=UserFactory(), at=vacancy.published_at)
    Vacancy.objects.update(title_en="Three experts", title_ru="Три эксперта", openings=3)
    keep_version(vacancy=fresh(vacancy), by=first.published_by, at=CHANGED)
    return fresh(vacancy)


def page(client, name, *args, language="en"):
    with override(language):
        response = client.get(reverse(f"listing:{name}", args=args))
    return response, unescape(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "title", "context"),
    [
        ("en", "Two experts", "Migration law is taught at four universities."),
        ("ru", "Два эксперта", "Миграционное право преподают в четырёх вузах."),
    ],
)
def test_an_earlier_version_reads_as_it_was_in_either_language(client, notice, language, title, context):
    response, text = page(client, "version", notice.slug, 1, language=language)
    assert response.status_code == 200
    assert title in text
    assert context in text
    assert notice.title_en not in text
    assert notice.title_ru not in text


def test_a_version_says_when_it_was_in_force(client, notice):
    _response, text = page(client, "version", notice.slug, 1)
    assert "Version 1 of 2, in force from 12 November 2026, 14:00 to 19 November 2026, 14:00." in text
    _response, text = page(client, "version", notice.slug, 2)
    assert "Version 2 of 2, in force since 19 November 2026, 14:00." in text


def test_nobody_applies_to_a_version_and_no_engine_keeps_it(client, notice):
    _response, text = page(client, "version", notice.slug, 1)
    assert reverse("intake:start", args=[notice.slug]) not in text
    assert '<meta name="robots" content="noindex">' in text
    assert f'<link rel="canonical" href="{absolute(notice.get_absolute_url())}">' in text
    assert "application/ld+json" not in text


def test_the_list_of_versions_leads_to_each_the_latest_first(client, notice):
    _response, text = page(client, "versions", notice.slug)
    addresses = [reverse("listing:version", args=[notice.slug, number]) for number in (2, 1)]
    assert [text.index(f'href="{address}"') for address in addresses] == sorted(
        text.index(f'href="{address}"') for address in addresses
    )


def test_a_version_of_what_is_not_public_does_not_exist(client, notice):
    NoticeVersion.objects.filter(number=2).update(published_at=NOW + timedelta(seconds=1))
    assert page(client, "version", notice.slug, 2)[0].status_code == 404
    assert page(client, "version", notice.slug, 3)[0].status_code == 404
    Vacancy.objects.update(published_at=NOW + timedelta(seconds=1))
    for name, args in [("version", [notice.slug, 1]), ("versions", [notice.slug])]:
        assert page(client, name, *args)[0].status_code == 404


def test_a_version_needs_few_queries(client, notice, django_assert_max_num_queries):
    address = reverse("listing:version", args=[notice.slug, 1])
    client.get(address)
    with django_assert_max_num_queries(8):
        client.get(address)
