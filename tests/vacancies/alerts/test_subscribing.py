"""Asking for letters with an account and without, confirming, changing, ending, saving a vacancy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.kernel.workflow import Refused
from portal.models import Message
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import CorrigendumFactory, SavedVacancyFactory, SubscriptionFactory
from tests.factories.vacancies import VacancyFactory
from vacancies.alerts.actions import AT_MOST, ask_for_confirmation, confirm, end, subscribe
from vacancies.corrigenda.audience import audience_of
from vacancies.models import SavedVacancy, Subscription

pytestmark = pytest.mark.django_db

SEARCH = "/ru/alerts/new/?type=consultant"


def asked(email="zarina@example.org", at=NOW, **more):
    said = {"language": "ru", "search": "", "frequency": "daily", **more}
    return ask_for_confirmation(email=email, at=at, **said)


def test_an_address_without_an_account_gets_letters_only_after_its_owner_confirms(client):
    page = client.post(SEARCH, {"email": "Zarina@Example.org", "frequency": "weekly"})
    assert page.status_code == 200
    row = Subscription.objects.get()
    assert (row.email, row.search, row.frequency) == ("zarina@example.org", "type=consultant", "weekly")
    assert row.confirmed_at is None
    (letter,) = Message.objects.all()
    assert f"/ru/alerts/{row.key}/" in letter.text
    client.get(f"/ru/alerts/{row.key}/")
    row.refresh_from_db()
    assert row.confirmed_at is None, "a robot that follows links confirms nothing"
    client.post(f"/ru/alerts/{row.key}/", {"frequency": "daily"})
    row.refresh_from_db()
    assert (row.confirmed_at, row.seen_until, row.frequency) == (NOW, NOW, "daily")


def test_the_answer_is_the_same_whoever_reads_already(client):
    SubscriptionFactory(email="known@example.org", search="type=consultant")
    pages = [
        client.post(SEARCH, {"email": email, "frequency": "daily"}).content.decode().replace(email, "")
        for email in ("known@example.org", "new@example.org")
    ]
    assert pages[0] == pages[1]


def test_nobody_can_fill_somebody_else_s_box():
    assert asked() is not None
    assert asked(at=NOW + timedelta(minutes=14)) is None
    assert asked(at=NOW + timedelta(minutes=15)) is not None
    assert Message.objects.count() == 2
    for number in range(AT_MOST):
        asked(search=f"q={number}")
    assert Subscription.objects.count() == AT_MOST


def test_what_others_asked_for_in_one_s_name_leaves_room_for_one_s_own_searches():
    for number in range(AT_MOST):
        asked(search=f"q={number}")
    person = UserFactory(email="zarina@example.org")
    assert subscribe(search="q=own", frequency="daily", by=person, at=NOW).runs(at=NOW)
    assert asked(search="q=more") is None
    assert asked(search="q=more", at=NOW + timedelta(days=7)) is not None


def test_letters_that_expired_can_be_asked_for_again():
    kept = SubscriptionFactory(search="", expires_at=NOW, seen_until=NOW, expiry_announced_at=NOW)
    later = NOW + timedelta(days=90)
    row = asked(email=kept.email, at=later)
    assert (row.pk, Message.objects.get().kind) == (kept.pk, "alert_confirm")
    again = confirm(subscription=row, at=later)
    assert (again.expires_at, again.seen_until) == (later + timedelta(days=365), later)
    assert again.expiry_announced_at is None, "the end is announced each time"


def test_a_search_saved_again_is_announced_again_before_it_ends():
    person = UserFactory()
    row = subscribe(search="", frequency="daily", by=person, at=NOW)
    Subscription.objects.update(expiry_announced_at=NOW)
    again = subscribe(search="", frequency="daily", by=person, at=NOW + timedelta(days=360))
    assert (again.pk, again.expiry_announced_at) == (row.pk, None)


@pytest.mark.parametrize("address", ["/ru/alerts/new/", "/ru/account/saved/searches/new/"])
def test_a_search_too_long_to_be_kept_is_refused_on_the_page(client, address):
    if "account" in address:
        client.force_login(UserFactory())
    page = client.post(f"{address}?q={'x' * 1001}", {"email": "zarina@example.org", "frequency": "weekly"})
    assert len(page.context["form"].non_field_errors()) == 1
    assert page.context["form"]["frequency"].value() == "weekly"
    assert Subscription.objects.count() == 0


def test_the_page_for_an_address_is_the_same_bytes_for_everybody():
    first, second = Client().get(SEARCH), Client().get(SEARCH)
    assert first.content == second.content
    assert not first.cookies
    assert "csrfmiddlewaretoken" not in first.content.decode()


def test_a_wrong_address_comes_back_as_it_was_typed(client):
    page = client.post(SEARCH, {"email": "zarina@", "frequency": "daily"})
    assert page.context["form"]["email"].value() == "zarina@"
    assert Subscription.objects.count() == 0


def test_an_account_saves_a_search_at_once_and_asked_again_changes_it():
    person = UserFactory(language="ru")
    first = subscribe(search="type=consultant", frequency="daily", by=person, at=NOW)
    again = subscribe(search="type=consultant", frequency="weekly", by=person, at=NOW)
    assert first.pk == again.pk
    assert (again.confirmed_at, again.frequency, again.language) == (NOW, "weekly", "ru")
    assert Message.objects.count() == 0


def test_a_signed_in_reader_is_led_to_the_form_of_the_account(client):
    client.force_login(UserFactory())
    assert client.get(SEARCH).url == "/ru/account/saved/searches/new/?type=consultant"
    assert (
        client.post("/ru/account/saved/searches/new/?type=consultant", {"frequency": "daily"}).status_code
        == 302
    )
    assert Subscription.objects.get().search == "type=consultant"


def test_an_account_keeps_so_many_searches_and_no_more():
    person = UserFactory()
    for number in range(AT_MOST):
        subscribe(search=f"q={number}", frequency="daily", by=person, at=NOW)
    with pytest.raises(Refused, match="as many saved searches"):
        subscribe(search="q=more", frequency="daily", by=person, at=NOW)


def test_a_mail_program_ends_the_letters_with_one_post_without_a_token():
    row = SubscriptionFactory()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/ru/alerts/{row.key}/end/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.ended_at == NOW


def test_opening_the_link_asks_before_it_ends_anything(client):
    row = SubscriptionFactory()
    page = client.get(f"/ru/alerts/{row.key}/end/")
    assert "no-store" in page["Cache-Control"]
    row.refresh_from_db()
    assert row.ended_at is None


def test_what_was_ended_stays_ended():
    row = end(subscription=SubscriptionFactory(), at=NOW)
    assert end(subscription=row, at=NOW + timedelta(days=1)).ended_at == NOW
    with pytest.raises(Refused, match="have been ended"):
        confirm(subscription=row, at=NOW)


def test_an_unknown_key_opens_nothing(client):
    assert client.get("/ru/alerts/6f4f6f1c-0000-4000-8000-000000000000/").status_code == 404


def test_changing_prolongs_for_a_year(client):
    row = SubscriptionFactory(expires_at=NOW + timedelta(days=3), expiry_announced_at=NOW)
    client.post(f"/ru/alerts/{row.key}/", {"frequency": "weekly"})
    row.refresh_from_db()
    assert (row.expires_at, row.expiry_announced_at) == (NOW + timedelta(days=365), None)


def test_a_vacancy_is_saved_from_its_notice_and_let_go_again(client):
    vacancy = VacancyFactory(published=True)
    person = UserFactory()
    client.force_login(person)
    assert f"/en/vacancies/{vacancy.slug}/save/" in client.get(vacancy.get_absolute_url()).content.decode()
    client.post(f"/en/vacancies/{vacancy.slug}/save/")
    client.post(f"/en/vacancies/{vacancy.slug}/save/")
    assert SavedVacancy.objects.get().user == person
    assert f"/en/vacancies/{vacancy.slug}/let-go/" in client.get(vacancy.get_absolute_url()).content.decode()
    assert client.get("/en/account/saved/").context["kept"] == [vacancy]
    client.post(f"/en/vacancies/{vacancy.slug}/let-go/")
    assert SavedVacancy.objects.count() == 0


def test_a_draft_cannot_be_saved(client):
    client.force_login(UserFactory())
    assert client.post(f"/en/vacancies/{VacancyFactory().slug}/save/").status_code == 404


def test_a_change_of_a_vacancy_concerns_who_saved_it():
    saved = SavedVacancyFactory()
    assert saved.user in audience_of(saved.vacancy)
    assert saved.user not in audience_of(CorrigendumFactory().vacancy)


def test_the_page_of_saved_things_needs_the_same_queries_for_one_and_for_many(
    client, django_assert_num_queries
):
    person = UserFactory()
    client.force_login(person)

    def fill(number):
        for _number in range(number):
            SavedVacancyFactory(user=person)
            SubscriptionFactory(user=person, search="type=intern")

    fill(1)
    client.get("/en/account/saved/")
    with CaptureQueriesContext(connection) as one:
        client.get("/en/account/saved/")
    needed = len(one)
    fill(2)
    client.get("/en/account/saved/")
    with django_assert_num_queries(needed):
        client.get("/en/account/saved/")


@pytest.mark.parametrize("status", ["cancelled", "decided"])
def test_what_can_change_no_more_is_not_offered_to_be_saved(client, status):
    vacancy = VacancyFactory(published=True, status=status)
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert "/alerts/new/?vacancy=" not in page
