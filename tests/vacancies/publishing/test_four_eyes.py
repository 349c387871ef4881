"""Four eyes in a small office: also when one of two is on leave and the other covers."""

import pytest
from django.utils.translation import override

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from tests.factories.portal import NOW, DelegationFactory, OfficeFactory, person_with
from tests.vacancies.publishing.cast import notice_in
from tests.vacancies.publishing.test_pages import page, told
from vacancies.publishing.actions import publish, return_to_writer, submit_for_approval
from vacancies.publishing.approvers import approvers_in_words
from vacancies.publishing.rules import approvers_of
from vacancies.vacancy.models import Status, Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory(name_en="Office in Osh", parent=OfficeFactory(name_en="Office in Kyrgyzstan"))


@pytest.fixture
def covered(office):
    """The officer covers for the approver, who is on leave: the office has nobody else."""
    approver = person_with(Role.APPROVER, office, name="Zhanna")
    officer = person_with(Role.OFFICER, office, name="Bolot")
    DelegationFactory(office=office, giver=approver, deputy=officer)
    return approver, officer


def test_the_deputy_who_wrote_a_notice_does_not_approve_it_and_reads_who_can(office, covered):
    approver, officer = covered
    above = person_with(Role.APPROVER, office.parent, name="Cholpon")
    vacancy = notice_in(Status.IN_APPROVAL, office=office, written_by=officer)
    assert approvers_of(vacancy) == [approver, above]
    for verb, more in ((publish, {}), (return_to_writer, {"comment": "No"})):
        with pytest.raises(Refused) as refusal:
            verb(vacancy=vacancy, by=officer, at=NOW, **more)
        assert str(refusal.value) == (
            "You wrote this notice, so another approver decides on it: "
            "Cholpon (Office in Kyrgyzstan), Zhanna (on leave until 4\xa0December\xa02026)."
        )
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


def test_the_deputy_approves_what_somebody_else_wrote(office, covered):
    _approver, officer = covered
    vacancy = notice_in(Status.IN_APPROVAL, office=office)
    assert publish(vacancy=vacancy, by=officer, at=NOW).approved_by == officer


def test_a_notice_of_two_people_is_submitted_and_the_writer_reads_whom_it_waits_for(client, office, covered):
    _approver, officer = covered
    person_with(Role.APPROVER, office.parent, name="Cholpon")
    vacancy = notice_in(Status.DRAFT, office=office, written_by=officer)
    words = "Cholpon (Office in Kyrgyzstan), Zhanna (on leave until 4\xa0December\xa02026)."
    client.force_login(officer)
    assert told(client.post(page("submit", vacancy))) == [
        f"The notice is submitted. Letters have gone to: {words}"
    ]
    shown = client.get(page("approval", vacancy)).content.decode()
    assert "It waits for: Cholpon (Office in Kyrgyzstan), Zhanna (on leave until" in shown


def test_with_nobody_else_the_notice_is_not_submitted(office):
    officer = person_with(Role.OFFICER, office)
    gone = person_with(Role.APPROVER, office, is_active=False)
    DelegationFactory(office=office, giver=gone, deputy=officer)
    vacancy = notice_in(Status.DRAFT, office=office, written_by=officer)
    with pytest.raises(Refused, match="Nobody can approve"):
        submit_for_approval(vacancy=vacancy, by=officer, at=NOW)


def test_an_approver_who_wrote_alone_reads_that_nobody_else_can(client, office):
    approver = person_with(Role.APPROVER, office)
    vacancy = notice_in(Status.IN_APPROVAL, office=office, written_by=approver)
    client.force_login(approver)
    assert told(client.post(page("publish", vacancy), {"when": "now"})) == [
        "You wrote this notice, and nobody else may approve it now. Ask the administrator to name an approver."
    ]
    assert "Nobody else may approve it now." in client.get(page("approval", vacancy)).content.decode()


def test_a_deputy_is_named_with_whom_they_cover_for_in_the_language_of_the_reader(office, covered):
    vacancy = notice_in(Status.IN_APPROVAL, office=office)
    with override("en"):
        assert approvers_in_words(vacancy, at=NOW) == [
            "Bolot (covers for Zhanna)",
            "Zhanna (on leave until 4\xa0December\xa02026)",
        ]
