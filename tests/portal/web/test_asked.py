"""What rooms ask about the reader of a page is one question."""

import pytest
from django.db.models import Exists, Value

from portal.accounts.models import RoleGrant
from portal.accounts.roles import Role
from portal.web import asked
from tests.factories.portal import OfficeFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(asked, "_columns", [])
    asked.register(lambda person, _at: {"has a role": Exists(RoleGrant.objects.filter(user=person))})
    asked.register(lambda _person, _at: {"seven": Value(7)})


@pytest.mark.usefixtures("registered")
def test_all_rooms_are_answered_by_one_question_a_request(django_assert_num_queries):
    officer, nobody = person_with(Role.OFFICER, OfficeFactory()), UserFactory()
    with django_assert_num_queries(2):
        told = [(asked.answers(one), asked.answers(one)["seven"]) for one in (officer, nobody)]
    assert told == [({"has a role": True, "seven": 7}, 7), ({"has a role": False, "seven": 7}, 7)]


@pytest.mark.usefixtures("registered")
def test_the_next_request_is_answered_anew():
    person = UserFactory()
    assert not asked.answers(person)["has a role"]
    RoleGrant.objects.create(user=person, office=OfficeFactory(), role=Role.AUDITOR)
    assert asked.answers(type(person).objects.get(pk=person.pk))["has a role"]
