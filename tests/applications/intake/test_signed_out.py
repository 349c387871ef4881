"""A session that ends while somebody writes costs them nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.intake import ApplicationFactory
from tests.factories.portal import UserFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

LONG = "Since 2016 I teach migration law.\n" * 3 + "<b>Ten manuals</b>"


@pytest.fixture
def draft():
    return ApplicationFactory(vacancy=planned_vacancy(published=True))


@pytest.fixture
def address(draft):
    return reverse("intake:page", args=[draft.key, "statements"])


def test_signed_out_the_text_comes_back_to_be_sent_again(client, address):
    response = client.post(address, {"A": LONG, "B": "Law."})
    assert response.status_code == 403
    assert "&lt;b&gt;Ten manuals&lt;/b&gt;</textarea>" in response.text
    assert '<input type="hidden" name="B" value="Law.">' in response.text
    assert reverse("account_login") in response.text


def test_after_signing_in_again_the_text_is_taken(draft, address):
    """Signing in changes the token of the page: the form is refused, comes back with a new one, and then goes through."""
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    old = client.post(address, {"A": LONG, "csrfmiddlewaretoken": "x" * 64})
    assert "Send again" in old.text
    client.force_login(draft.applicant)
    stale = client.post(address, {"A": LONG, "csrfmiddlewaretoken": "x" * 64})
    assert stale.status_code == 403
    fresh = str(stale.context["csrf_token"])
    assert client.post(address, {"A": LONG, "csrfmiddlewaretoken": fresh}).status_code == 302
    assert draft.statements.get(criterion__code="A").text == LONG


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_form_of_another_site_is_never_offered_to_be_sent(draft, address, origin):
    client = Client(enforce_csrf_checks=True, headers={"origin": origin})
    client.force_login(draft.applicant)
    response = client.post(address, {"A": "Nonsense from elsewhere", "csrfmiddlewaretoken": "x" * 64})
    assert response.status_code == 403
    assert "Nonsense from elsewhere" not in response.text


def test_a_password_is_never_sent_back():
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    response = client.post(reverse("account_login"), {"login": "a@example.org", "password": "silk-road"})
    assert response.status_code == 403
    assert "silk-road" not in response.text


def test_opened_without_a_session_a_page_asks_to_sign_in_and_leads_back(client, address):
    assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_another_persons_page_stays_shut_with_text_or_without(client, address):
    client.force_login(UserFactory())
    assert client.post(address, {"A": LONG}).status_code == 404
