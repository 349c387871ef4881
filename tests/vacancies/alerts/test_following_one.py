"""The changes of one vacancy, for an address without an account; and the way out that every such letter has."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from portal.mailing.actions import queue
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import SavedVacancyFactory, SubscriptionFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.alerts.audience import followers, keepers
from vacancies.alerts.leaving import way_out
from vacancies.alerts.sending import send_due
from vacancies.models import SavedVacancy, Subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return VacancyFactory(published=True, slug="iomtjk-2026-11-c")


def test_a_stranger_leaves_an_address_and_hears_of_changes_once_it_is_confirmed(client, vacancy):
    notice = client.get(f"/ru/vacancies/{vacancy.slug}/").content.decode()
    address = f"/ru/alerts/new/?vacancy={vacancy.slug}"
    assert f'href="{address}"' in notice
    client.post(address, {"email": "zarina@example.org", "frequency": "at_once"})
    row = Subscription.objects.get()
    assert row.search == "vacancy=iomtjk-2026-11-c"
    assert followers(vacancy) == []
    page = client.get(f"/ru/alerts/{row.key}/").content.decode()
    assert vacancy.reference in page
    client.post(f"/ru/alerts/{row.key}/", {"frequency": "at_once"})
    (reader,) = followers(vacancy)
    assert (reader.email, reader.language) == ("zarina@example.org", "ru")
    assert followers(VacancyFactory(published=True)) == []


def test_a_letter_to_a_follower_says_how_to_be_rid_of_them(vacancy, settings):
    settings.SITE_URL = "https://jobs.example.org"
    row = SubscriptionFactory(search=f"vacancy={vacancy.slug}")
    (reader,) = followers(vacancy)
    context = {"vacancy": vacancy, "site": settings.SITE_URL}
    letter = queue(kind="saved_reminder", to=reader, context=context, at=NOW)
    assert letter.headers["List-Unsubscribe"] == f"<https://jobs.example.org/ru/alerts/{row.key}/end/>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_whoever_saved_a_vacancy_is_rid_of_its_letters_with_one_post_without_a_token(vacancy):
    saved = SavedVacancyFactory(vacancy=vacancy)
    other = SavedVacancyFactory(user=saved.user)
    (person,) = keepers(vacancy)
    address = way_out(saved.user, vacancy)
    assert address in person.letter_headers["List-Unsubscribe"]
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address).status_code == 200
    assert SavedVacancy.objects.count() == 2
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert SavedVacancy.objects.get() == other


def test_an_address_we_did_not_sign_lets_nothing_go(client, vacancy):
    SavedVacancyFactory(vacancy=vacancy)
    forged = signing.dumps([1, vacancy.pk], salt="another")
    assert client.post(f"/en/alerts/leave/{forged}/").status_code == 404
    assert SavedVacancy.objects.count() == 1


def test_who_follows_one_vacancy_gets_no_letters_on_new_ones(vacancy):
    SubscriptionFactory(search=f"vacancy={vacancy.slug}", seen_until=NOW - timedelta(days=9))
    VacancyFactory(published=True, published_at=NOW - timedelta(hours=1))
    assert send_due(at=NOW).alerts == 0


def test_what_is_not_public_cannot_be_followed(client):
    assert client.get(f"/en/alerts/new/?vacancy={VacancyFactory().slug}").status_code == 404


def test_who_is_signed_in_saves_on_the_notice_itself(client, vacancy):
    client.force_login(UserFactory())
    assert client.get(f"/en/alerts/new/?vacancy={vacancy.slug}").url == f"/en/vacancies/{vacancy.slug}/"
