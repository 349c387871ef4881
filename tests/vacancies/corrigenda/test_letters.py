"""Who is told of a change, in their own language, alone, and what the letter says."""

import pytest

from portal.accounts.roles import Role
from portal.models import Entry, Message
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.panels import SeatFactory
from tests.factories.portal import UserFactory, person_with
from tests.vacancies.corrigenda.cast import (
    cancelled,
    corrected,
    earlier,
    extended,
    officer_of,
    open_notice,
    submitted,
)
from vacancies.corrigenda import actions

pytestmark = pytest.mark.django_db


def letters(kind="corrigendum"):
    return {letter.to: letter for letter in Message.objects.filter(kind=kind)}


def test_drafters_and_applicants_are_told_and_nobody_else(now):
    vacancy = open_notice()
    drafter = ApplicationFactory(vacancy=vacancy).applicant
    applicant = submitted_application(vacancy).applicant
    ApplicationFactory(vacancy=vacancy, withdrawn=True)
    ApplicationFactory()
    extended(vacancy)
    assert set(letters()) == {drafter.email, applicant.email}


def test_each_letter_goes_to_one_address_and_names_no_other(now):
    vacancy = open_notice()
    people = [ApplicationFactory(vacancy=vacancy).applicant for _person in range(3)]
    extended(vacancy)
    for person in people:
        text = letters()[person.email].text
        assert [other.email for other in people if other.email in text] == []


def test_the_record_of_the_vacancy_does_not_say_who_has_a_draft(now):
    vacancy = open_notice()
    ApplicationFactory(vacancy=vacancy)
    extended(vacancy)
    entries = Entry.objects.of(vacancy.stream)
    assert list(entries.filter(action="letter.written")) == []
    assert entries.get(action="notice.extended").data["letters"] == 1


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["until 16 December 2026, 14:00", "it was until 11 December 2026, 14:00", "Few applications"]),
        ("ru", ["16 декабря 2026, 14:00", "11 декабря 2026, 14:00", "Поступило мало заявок."]),
    ],
)
def test_a_letter_says_old_and_new_and_why_in_the_language_of_its_reader(language, lines, now):
    vacancy = open_notice()
    reader = ApplicationFactory(vacancy=vacancy, applicant=UserFactory(language=language)).applicant
    extended(vacancy)
    text = letters()[reader.email].text.replace("\N{NO-BREAK SPACE}", " ")
    assert [line for line in [*lines, f"/{language}/vacancies/{vacancy.slug}/"] if line not in text] == []


def test_after_a_change_of_substance_applicants_are_told_that_they_can_amend(now):
    vacancy = open_notice()
    reader = submitted_application(vacancy).applicant
    corrected(vacancy, title_en="Junior expert")
    text = letters()[reader.email].text
    assert "you can amend it and hand it in again" in text
    assert "Title (English): “Junior expert” instead of" in text


def test_after_a_slip_of_the_pen_nobody_is_told_so(now):
    vacancy = open_notice()
    reader = submitted_application(vacancy).applicant
    corrigendum = submitted(vacancy, of_substance=False)
    actions.approve(corrigendum=corrigendum, by=person_with(Role.APPROVER, vacancy.office), at=now)
    assert "amend" not in letters()[reader.email].text


def test_of_a_cancellation_the_panel_is_told_as_well(now):
    vacancy = open_notice()
    drafter = filled_application(vacancy).applicant
    member = SeatFactory(panel__vacancy=vacancy).user
    extended(vacancy)
    assert set(letters()) == {drafter.email}
    cancelled(vacancy)
    assert set(letters("corrigendum_cancelled")) == {drafter.email, member.email}


def test_nobody_is_told_before_it_is_approved(now):
    vacancy = open_notice()
    ApplicationFactory(vacancy=vacancy)
    corrigendum = earlier(vacancy)
    assert set(letters()) == set()
    actions.drop(corrigendum=corrigendum, by=officer_of(vacancy), at=now)
    assert set(letters()) == set()


def test_an_approver_is_asked_and_the_proposer_is_answered(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    asked = letters("corrigendum_to_approve")
    approver = person_with(Role.APPROVER, vacancy.office)
    actions.give_back(corrigendum=corrigendum, comment="Say which expert.", by=approver, at=now)
    returned = letters("corrigendum_returned")
    assert (len(asked), set(returned)) == (1, {corrigendum.proposed_by.email})
    assert "Say which expert." in returned[corrigendum.proposed_by.email].text
