"""Who may do what with a vacancy, besides taking its steps."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.roles import Role
from portal.record.actions import write
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from vacancies.publishing.rules import approvers_of, waiting_for, writers_of
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

WORKS_HERE = set(PERSONS) - {"stranger", "elsewhere", "translator"}
OFFICERS = {"writer", "officer", "approver_who_wrote", "deputy", "deputy_who_wrote"}


def those_with(permission, vacancy, subject=None):
    people = cast_of(vacancy)
    return {name for name, person in people.items() if person.has_perm(permission, subject or vacancy)}


@pytest.mark.parametrize("permission", ["vacancies.view_vacancy", "vacancies.view_record"])
def test_who_works_in_the_office_sees_its_vacancies(permission):
    assert those_with(permission, notice_in(Status.DRAFT)) == WORKS_HERE


def test_officers_begin_notices_in_their_own_office_only():
    vacancy = notice_in(Status.DRAFT)
    assert those_with("vacancies.add_vacancy", vacancy, vacancy.office) == OFFICERS


def test_a_notice_is_edited_by_officers_while_it_is_a_draft():
    assert those_with("vacancies.edit_vacancy", notice_in(Status.DRAFT)) == OFFICERS


@pytest.mark.parametrize("state", [state for state in Status if state != Status.DRAFT])
def test_nobody_edits_a_notice_that_is_no_draft(state):
    assert those_with("vacancies.edit_vacancy", notice_in(state)) == set()


def test_the_working_pages_open_for_whoever_has_a_role_anywhere():
    people = cast_of(notice_in(Status.DRAFT))
    opened = {name for name, person in people.items() if person.has_perm("vacancies.view_desk")}
    assert opened == set(PERSONS) - {"stranger", "translator"}


@pytest.mark.parametrize("permission", ["view_vacancy", "edit_vacancy", "publish_vacancy", "submit_vacancy"])
def test_who_is_not_signed_in_may_nothing(permission):
    vacancy = notice_in(Status.IN_APPROVAL)
    assert AnonymousUser().has_perm(f"vacancies.{permission}", vacancy) is False
    assert AnonymousUser().has_perm(f"vacancies.{permission}") is False


def test_an_approver_of_the_country_office_approves_for_its_sub_office():
    country = OfficeFactory()
    approver = person_with(Role.APPROVER, country)
    vacancy = notice_in(Status.IN_APPROVAL, office=OfficeFactory(parent=country))
    assert approvers_of(vacancy) == [approver]


def test_an_approver_of_the_sub_office_does_not_approve_for_the_country_office():
    country = OfficeFactory()
    person_with(Role.APPROVER, OfficeFactory(parent=country))
    assert approvers_of(notice_in(Status.IN_APPROVAL, office=country)) == []


def test_who_changed_the_plan_has_written_the_notice():
    vacancy = notice_in(Status.IN_APPROVAL)
    approver = person_with(Role.APPROVER, vacancy.office)
    assert approvers_of(vacancy) == [approver]
    write(stream=vacancy.stream, action="plan.changed", by=approver, at=NOW)
    assert approvers_of(vacancy) == []
    assert set(writers_of(vacancy)) == {vacancy.written_by, approver}


def test_an_approver_sees_what_waits_in_their_offices_and_not_their_own_work(django_assert_max_num_queries):
    office = OfficeFactory()
    approver = person_with(Role.APPROVER, office)
    waiting = [notice_in(Status.IN_APPROVAL, office=office) for _number in range(3)]
    own = notice_in(Status.IN_APPROVAL, office=office, written_by=approver)
    touched = notice_in(Status.IN_APPROVAL, office=office)
    write(stream=touched.stream, action="vacancy.changed", by=approver, at=NOW)
    notice_in(Status.IN_APPROVAL)
    notice_in(Status.DRAFT, office=office)
    with django_assert_max_num_queries(4):
        assert waiting_for(approver) == waiting
    assert own not in waiting_for(approver)
