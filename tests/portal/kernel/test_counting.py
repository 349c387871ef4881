"""Several counts are asked in one question, and are what each would be alone."""

import pytest
from django.db.models import Q

from portal.accounts.models import RoleGrant, User
from portal.accounts.roles import Role
from portal.kernel.counting import columns_of, counted, number
from portal.offices.models import Office
from tests.factories.portal import OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """An office with two officers and an approver, who is one of them; another one has nobody."""
    OfficeFactory()
    office = OfficeFactory()
    first, second = UserFactory(), UserFactory()
    for person, role in ((first, Role.OFFICER), (second, Role.OFFICER), (first, Role.APPROVER)):
        RoleGrant.objects.create(user=person, office=office, role=role)
    return office


def test_all_are_counted_in_one_question(office, django_assert_num_queries):
    person, officers = User.objects.first(), RoleGrant.objects.filter(role=Role.OFFICER)
    with django_assert_num_queries(1):
        rows = [officers, User.objects.none(), Office.objects.all()]
        assert columns_of(person, [number(one) for one in rows]) == [2, 0, 2]


def test_what_is_counted_is_what_lies_in_the_rows_once(office):
    joined = User.objects.filter(Q(grants__role=Role.OFFICER) | Q(grants__role=Role.APPROVER)).distinct()
    assert columns_of(User.objects.first(), [number(joined)]) == [2]


def test_nothing_is_asked_about_nothing(office, django_assert_num_queries):
    person = User.objects.first()
    with django_assert_num_queries(0):
        assert columns_of(person, []) == []


def test_each_row_is_told_its_own_number(office):
    officers = RoleGrant.objects.filter(role=Role.OFFICER)
    found = Office.objects.annotate(n=counted(officers, "office")).order_by("n")
    assert [one.n for one in found] == [0, 2]
