"""A person's name, language of letters and clock."""

import pytest
from django.utils.translation import override

from portal.accounts.zones import CAPITALS, zone_groups
from portal.models import User
from tests.factories.portal import NOW, UserFactory

PAGE = "/ru/account/settings/"


@pytest.fixture
def person(client, db):
    user = UserFactory(name="Aigul", language="en", time_zone="")
    client.force_login(user)
    return user


def fresh(person):
    return User.objects.values_list("name", "language", "time_zone").get(pk=person.pk)


def test_what_is_chosen_is_kept_and_said_to_be(client, person):
    answer = client.post(PAGE, {"name": "Айгуль", "language": "ru", "time_zone": "Asia/Bishkek"}, follow=True)
    assert fresh(person) == ("Айгуль", "ru", "Asia/Bishkek")
    assert 'role="status"' in answer.content.decode()
    assert '<option value="Asia/Bishkek" selected>' in answer.content.decode()


def test_the_clock_of_the_browser_can_be_chosen_again(client, person):
    client.post(PAGE, {"name": "Aigul", "language": "en", "time_zone": "Asia/Bishkek"})
    client.post(PAGE, {"name": "Aigul", "language": "en", "time_zone": ""})
    assert fresh(person) == ("Aigul", "en", "")


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 151), ("language", "kk"), ("time_zone", "Asia/Konkurs")]
)
def test_what_cannot_be_is_said_beside_the_field_and_changes_nothing(client, person, field, value):
    typed = {"name": "Новое имя", "language": "ru", "time_zone": "", field: value}
    answer = client.post(PAGE, typed)
    assert list(answer.context["form"].errors) == [field]
    assert fresh(person) == ("Aigul", "en", "")
    assert f'value="{typed["name"]}"' in answer.content.decode() or not typed["name"]


def test_reminders_of_drafts_are_a_switch(client, person):
    chosen = {"name": "Aigul", "language": "en", "time_zone": ""}
    client.post(PAGE, chosen)
    assert not User.objects.get(pk=person.pk).wants_reminders
    client.post(PAGE, {**chosen, "wants_reminders": "on"})
    assert User.objects.get(pk=person.pk).wants_reminders
    assert 'name="wants_reminders" id="id_wants_reminders" checked' in client.get(PAGE).content.decode()


def test_nobody_changes_the_settings_of_another(client, person):
    other = UserFactory(name="Other")
    client.post(PAGE, {"name": "Айгуль", "language": "ru", "time_zone": "", "user": other.pk, "id": other.pk})
    assert fresh(other) == ("Other", "en", "")


def test_cities_of_central_asia_come_first_with_their_distance_from_utc():
    with override("ru"):
        (_near, near), (_far, far) = zone_groups(at=NOW)
    assert [zone for zone, _words in near[:5]] == list(CAPITALS)
    assert near[1] == ("Asia/Bishkek", "Бишкек, Кыргызстан (UTC+6)")
    assert ("Europe/Zurich", "Цюрих, Швейцария (UTC+1)") in far
    assert len(far) > 300


def test_no_zone_is_offered_twice_and_each_exists():
    offered = [zone for _group, zones in zone_groups(at=NOW) for zone, _words in zones]
    assert len(offered) == len(set(offered))
    assert User(time_zone=max(offered, key=len)).clean_fields(exclude={"password", "email"}) is None


def test_setting_a_password_leads_back_to_where_it_was_needed_or_to_the_settings(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    page = "/ru/account/password/set/"
    wanted = {"password1": "mulberry-road-27", "password2": "mulberry-road-27"}
    assert client.post(page, {**wanted, "next": "/ru/desk/"}).url == "/ru/desk/"
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.post(page, wanted).url == PAGE
