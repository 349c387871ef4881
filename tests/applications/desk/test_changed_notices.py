"""On the desk: changes that wait, and what is cancelled."""

import pytest
from django.urls import reverse

from applications.desk.course import course_of
from applications.intake.course import course
from applications.intake.standing import standing
from applications.models import Application
from portal.accounts.roles import Role
from portal.web.menu import menu_for
from tests.factories.desk import waiting_for
from tests.factories.intake import filled_application, submitted_application
from tests.factories.panels import SeatFactory
from tests.factories.portal import person_with
from tests.vacancies.corrigenda.cast import (
    approver_of,
    begun,
    cancellation,
    cancelled,
    officer_of,
    open_notice,
    submitted,
)
from vacancies.corrigenda import actions
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

FORBIDDEN_OF_CANCELLED = (
    "applications.screen_applications",
    "applications.make_long_list",
    "applications.convene_panel",
)


def labels(user, now):
    return [(task.label, task.address) for task in waiting_for(user, at=now)]


def test_a_change_to_approve_waits_for_the_approver_and_for_nobody_else(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    approver, officer = approver_of(vacancy), officer_of(vacancy)
    label = "Approve or return a change of the published notice"
    assert labels(approver, now) == [(label, corrigendum.get_absolute_url())]
    assert (labels(officer, now), labels(corrigendum.proposed_by, now)) == ([], [])


def test_it_is_counted_in_the_menu(now):
    vacancy = open_notice()
    submitted(vacancy)
    lines = [line for _section, lines in menu_for(approver_of(vacancy), "/") for line in lines]
    assert [line.badge.number for line in lines if line.badge] == [1]


def test_what_was_returned_waits_for_the_office_and_a_begun_correction_for_its_writer(now):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    corrigendum = begun(vacancy, by=officer)
    address = corrigendum.get_absolute_url()
    assert labels(officer, now) == [("Finish the correction and submit it", address)]
    actions.drop(corrigendum=corrigendum, by=officer, at=now)
    again = cancellation(vacancy)
    actions.give_back(corrigendum=again, comment="Why?", by=approver_of(vacancy), at=now)
    assert labels(officer, now) == [("Revise the change that was returned", again.get_absolute_url())]


def test_more_changes_ask_no_more_of_the_database(now, django_assert_max_num_queries):
    vacancy = open_notice()
    submitted(vacancy)
    counts = []
    for _more in range(2):
        with django_assert_max_num_queries(60) as asked:
            waiting_for(person_with(Role.APPROVER, vacancy.office), at=now)
        counts.append(len(asked))
        for _other in range(2):
            submitted(open_notice(office=vacancy.office))
    assert counts[0] == counts[1]


def test_of_a_cancelled_vacancy_nothing_waits_and_nothing_is_evaluated(now):
    vacancy = open_notice()
    submitted_application(vacancy)
    officer = officer_of(vacancy)
    assert [label for label, _address in labels(officer, now)] == ["Check 1 application"]
    cancelled(vacancy)
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    assert labels(officer, now) == []
    assert [name for name in FORBIDDEN_OF_CANCELLED if officer.has_perm(name, fresh)] == []


def test_a_panel_of_a_cancelled_vacancy_declares_and_marks_no_more(now):
    vacancy = open_notice()
    seat = SeatFactory(panel__vacancy=vacancy)
    assert seat.user.has_perm("applications.declare_interest", seat.panel)
    cancelled(vacancy)
    seat.panel.vacancy.refresh_from_db()
    assert not seat.user.has_perm("applications.declare_interest", seat.panel)


def test_the_course_of_a_cancelled_vacancy_ends_with_its_cancellation(now):
    vacancy = open_notice()
    cancelled(vacancy)
    steps = course_of(Vacancy.objects.get(pk=vacancy.pk), at=now)
    assert [step.title for step in steps] == ["Notice", "Publication", "Cancellation"]


@pytest.mark.parametrize("applying", [filled_application, submitted_application])
def test_whoever_applied_reads_that_it_is_cancelled(applying, now, client):
    vacancy = open_notice()
    application = applying(vacancy)
    cancelled(vacancy)
    application = Application.objects.get(pk=application.pk)
    assert standing(application, at=now).word == "vacancy cancelled"
    assert course(application, at=now)[-1].title == "Vacancy cancelled"
    client.force_login(application.applicant)
    for address in (application.get_absolute_url(), reverse("intake:mine")):
        page = client.get(address).content.decode()
        assert "The vacancy has been cancelled" in page
        assert "days left" not in page


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_case_of_a_cancelled_vacancy_opens(language, client):
    vacancy = open_notice()
    cancelled(vacancy)
    client.force_login(officer_of(vacancy))
    for name in ("desk:vacancy", "desk:record", "screening:applications", "publishing:approval"):
        address = reverse(name, args=[vacancy.pk]).replace("/en/", f"/{language}/")
        assert client.get(address).status_code == 200, name
