"""The long list is made after closing, from decisions alone, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from applications.screening import long_list
from applications.screening.actions import decide, make_long_list
from applications.screening.models import Screening
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.intake import filled_application, submitted_application, withdraw
from tests.factories.portal import person_with
from tests.factories.screening import decided, long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy):
    return officer_of(vacancy)


def test_who_meets_everything_is_on_it_and_nobody_else(vacancy, officer, now):
    for years in ("9", "3"):
        decided(submitted_application(vacancy, R2=years), by=officer)
    decided(withdraw(submitted_application(vacancy), at=now), by=officer)
    filled_application(vacancy)
    made = make_long_list(vacancy=vacancy, by=officer, at=now)
    assert [(one.application.code, one.outcome, one.by, one.at) for one in made] == [
        ("C1", "long_listed", officer, now),
        ("C2", "ineligible", officer, now),
    ]
    entry = Entry.objects.get(action="long_list.made")
    assert entry.data == {"long_listed": ["C1"], "ineligible": ["C2"]}
    assert list(long_list.candidates(vacancy).values_list("code", flat=True)) == ["C1"]


def test_an_override_decides_against_the_rule(vacancy, officer, now):
    application = decided(submitted_application(vacancy, R2="3"), by=officer)
    finding = application.findings.get(requirement__code="R2")
    decide(finding=finding, decision="met", reason="Seven years by the work book.", by=officer, at=now)
    assert make_long_list(vacancy=vacancy, by=officer, at=now)[0].is_listed


def test_it_waits_for_the_closing_date(officer, vacancy, now):
    decided(submitted_application(vacancy), by=officer)
    vacancy.closes_at = now
    vacancy.save()
    with pytest.raises(Refused, match="after the closing date"):
        make_long_list(vacancy=vacancy, by=officer, at=now)
    assert len(make_long_list(vacancy=vacancy, by=officer, at=now + timedelta(seconds=1))) == 1


def test_it_waits_for_every_decision_also_where_the_rule_has_not_looked_yet(vacancy, officer, now):
    decided(submitted_application(vacancy), by=officer)
    submitted_application(vacancy)
    with pytest.raises(Refused, match="1 application is still to be decided"):
        make_long_list(vacancy=vacancy, by=officer, at=now)
    assert not Screening.objects.exists()


def test_it_is_made_once(vacancy, officer, now):
    decided(submitted_application(vacancy), by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=now)
    with pytest.raises(Refused, match="has been made"):
        make_long_list(vacancy=vacancy, by=officer, at=now)


def test_without_applications_there_is_none_to_make(vacancy, officer, now):
    with pytest.raises(Refused, match="no application"):
        make_long_list(vacancy=vacancy, by=officer, at=now)


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_only_an_officer_makes_it(vacancy, now, role):
    with pytest.raises(PermissionDenied):
        make_long_list(vacancy=vacancy, by=person_with(role, vacancy.office), at=now)


def test_who_withdraws_afterwards_is_a_candidate_no_more(now):
    vacancy, (first, second) = long_listed_vacancy(candidates=2)
    withdraw(first, at=now)
    assert list(long_list.candidates(vacancy)) == [second]
