"""What a person sees of their addresses and of their second factor: our pages, our words."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from tests.factories.portal import PASSWORD, UserFactory
from tests.portal.accounts.test_entrance import code_in

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "ru")


@pytest.fixture
def person(client):
    """Signed in, has just confirmed it by password, and has a main address."""
    user = UserFactory(email="aigul@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


def ours(answer) -> bool:
    """Whether the page is made of a template of the project."""
    origin = get_template(answer.template_name[0]).origin
    return Path(origin.name).is_relative_to(settings.BASE_DIR / "templates")


def code_of(secret) -> str:
    """What the application on the phone shows."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def turn_on(client):
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(page.context["form"].secret)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["account_email", "mfa_index", "mfa_activate_totp"])
def test_pages_of_the_account_are_ours(client, person, name, language):
    with override(language):
        answer = client.get(reverse(name))
    assert (answer.status_code, ours(answer)) == (200, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_pages_of_the_second_factor_are_ours(client, person, name, language):
    turn_on(client)
    with override(language):
        answer = client.get(reverse(name))
    assert (answer.status_code, ours(answer)) == (200, True)


def test_turning_the_second_factor_on_shows_the_recovery_codes(client, person):
    page = client.get(turn_on(client).url)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert re.findall(r"<code>(.+?)</code>", page.content.decode()) == codes


def test_the_second_factor_can_be_turned_off(client, person):
    turn_on(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.count() == 0


def test_a_second_address_is_proved_by_a_code_and_can_become_the_main_one(client, person, mailoutbox):
    first = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    client.post(first.url, {"code": code_in(mailoutbox[-1])})
    client.post(reverse("account_email"), {"email": "new@example.org", "action_primary": ""})
    person.refresh_from_db()
    assert person.email == "new@example.org"


def test_the_main_address_offers_no_way_to_remove_it(client, person):
    EmailAddress.objects.create(user=person, email="other@example.org", verified=True)
    page = client.get(reverse("account_email")).content.decode()
    assert re.findall(r'name="email" value="([^"]+)"', page) == ["other@example.org"]


def test_an_address_with_a_fault_is_kept_and_the_fault_named(client, person):
    answer = client.post(reverse("account_email"), {"email": "no address", "action_add": ""})
    assert 'value="no address"' in answer.content.decode()
    assert list(answer.context["form"].errors) == ["email"]
