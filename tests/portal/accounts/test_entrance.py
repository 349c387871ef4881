"""The way in: an account by e-mail and code, signing in by code or password, and where it leads."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve, reverse
from django.utils.translation import override

from portal.accounts.roles import Role
from portal.models import User
from tests.factories.portal import PASSWORD, OfficeFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db

LETTERS = {"en": "Your code", "ru": "Ваш код"}


def at(language, name, **query):
    with override(language):
        return reverse(name, query=query)


def code_in(letter):
    """The code as a person reads it: on a line of its own."""
    return re.search(r"^([A-Z0-9-]{6,})$", letter.body, re.MULTILINE).group(1)


def signed_in(client):
    return client.session.get("_auth_user_id")


def sign_up(client, mailoutbox, language="en", **query):
    """Fill in the form and the code that comes by mail; the last answer."""
    first = client.post(at(language, "account_signup", **query), {"name": "Айгуль", "email": "Aigul@Example.org", **query})
    assert first.status_code == 302
    return client.post(first.url, {"code": code_in(mailoutbox[-1])})


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_address_and_a_code_make_an_account_and_sign_in(client, mailoutbox, language):
    answer = sign_up(client, mailoutbox, language)
    person = User.objects.get()
    assert signed_in(client) == str(person.pk)
    assert (person.email, person.name, person.language) == ("aigul@example.org", "Айгуль", language)
    assert answer.url == at(language, "accounts:after-sign-in")
