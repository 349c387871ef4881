"""The profile: one's own, kept field by field, and never behind an application that was handed in."""

import pytest
from django.urls import reverse

from applications.profile.models import Profile
from portal.models import Entry
from tests.factories.portal import UserFactory
from tests.factories.profile import ProfileFactory

pytestmark = pytest.mark.django_db

WHOLE = {
    "family_name": "Каримов",
    "given_name": "Рустам",
    "patronymic": "",
    "passport_name": "KARIMOV RUSTAM",
    "nationality": "UZ",
    "residence": "KZ",
    "phone": "",
    "sex": "male",
}


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_profile_opens_without_complaints(client, person, language):
    response = client.get(reverse("profile:edit").replace("/en/", f"/{language}/"))
    assert response.status_code == 200
    assert response.context["form"].errors == {}


def test_the_profile_is_kept(client, person):
    assert client.post(reverse("profile:edit"), WHOLE).status_code == 302
    kept = Profile.objects.get(user=person)
    assert {name: getattr(kept, name) for name in WHOLE} == WHOLE


def test_what_is_missing_is_said_and_the_rest_is_kept(client, person):
    response = client.post(reverse("profile:edit"), WHOLE | {"family_name": "", "phone": "9" * 41})
    assert set(response.context["form"].errors) == {"family_name", "phone"}
    assert "9" * 41 in response.text
    assert Profile.objects.get(user=person).given_name == "Рустам"


def test_a_field_that_is_wrong_does_not_empty_the_one_kept_before(client, person):
    ProfileFactory(user=person)
    client.post(reverse("profile:edit"), WHOLE | {"nationality": "XX"})
    assert Profile.objects.get(user=person).nationality == "KZ"


def test_the_record_says_which_fields_changed_and_not_to_what(client, person):
    ProfileFactory(user=person)
    client.post(
        reverse("profile:edit"), WHOLE | {"family_name": "Ахметова", "given_name": "Динара", "sex": "female"}
    )
    entry = Entry.objects.of(f"person:{person.pk}").get(action="profile.changed")
    assert entry.data == {"fields": ["nationality", "passport_name", "patronymic", "phone"]}


def test_nothing_changed_is_no_entry(client, person):
    client.post(reverse("profile:edit"), WHOLE)
    client.post(reverse("profile:edit"), WHOLE)
    assert Entry.objects.of(f"person:{person.pk}").count() == 1


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(reverse("profile:edit")).headers["Location"].startswith(reverse("account_login"))
