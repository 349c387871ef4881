"""Findings are made once by rule, decided by people, and recorded each time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.screening.actions import confirm, confirm_all, decide, find, make_long_list, override
from applications.screening.models import Finding, Result
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.intake import filled_application, submitted_application, withdraw
from tests.factories.portal import UserFactory, person_with
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy):
    return officer_of(vacancy, name="Nurlan Ermekov")


def found(vacancy, now, **answers):
    application = submitted_application(vacancy, **answers)
    return application, find(application=application, at=now)


def recorded(vacancy, action):
    return [entry.data for entry in Entry.objects.of(vacancy.stream).filter(action=action)]


def test_each_requirement_gets_its_finding_with_what_was_stated(vacancy, now):
    _application, findings = found(vacancy, now, R2="3")
    assert [(row.requirement.code, row.result, row.evidence) for row in findings] == [
        ("R1", "met", {"stated": "KZ"}),
        ("R2", "not_met", {"stated": "3"}),
    ]
    assert recorded(vacancy, "finding.found") == [{"code": "C1", "results": {"R1": "met", "R2": "not_met"}}]


def test_finding_again_changes_nothing(vacancy, now):
    application, _findings = found(vacancy, now)
    assert find(application=application, at=now + timedelta(hours=1)) == []
    assert Finding.objects.count() == 2
    assert len(recorded(vacancy, "finding.found")) == 1


def test_the_rule_looks_at_no_draft_and_at_nothing_withdrawn(vacancy, now):
    assert find(application=filled_application(vacancy), at=now) == []
    withdrawn = withdraw(submitted_application(vacancy), at=now)
    assert find(application=withdrawn, at=now) == []


def test_the_finding_stands_on_what_was_frozen_not_on_what_the_tables_say_now(vacancy, now):
    application = submitted_application(vacancy, R2="3")
    application.answers.filter(requirement__code="R2").update(value="20")
    assert [row.result for row in find(application=application, at=now)] == ["met", "not_met"]


def test_an_officer_confirms_and_the_record_tells_it(vacancy, officer, now):
    _application, (first, _second) = found(vacancy, now)
    row = confirm(finding=first, by=officer, at=now)
    assert (row.decision, row.reason, row.decided_by, row.decided_at) == ("met", "", officer, now)
    assert recorded(vacancy, "finding.confirmed") == [{"code": "C1", "requirement": "R1", "result": "met"}]


def test_nobody_confirms_what_is_unclear(vacancy, officer, now):
    _application, (_first, second) = found(vacancy, now, R2="")
    with pytest.raises(Refused, match="unclear finding cannot be confirmed"):
        confirm(finding=second, by=officer, at=now)
    row = override(finding=second, decision="met", reason=" Page 2 of the CV. ", by=officer, at=now)
    assert (row.decision, row.reason) == ("met", "Page 2 of the CV.")


def test_deciding_against_the_finding_needs_a_reason(vacancy, officer, now):
    _application, (_first, second) = found(vacancy, now, R2="3")
    with pytest.raises(Refused, match="needs a reason"):
        decide(finding=second, decision="met", reason="  ", by=officer, at=now)
    second.refresh_from_db()
    assert second.decision == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(pk=second.pk).update(decision="met", decided_by=officer, decided_at=now)


def test_a_decision_is_met_or_not_met_and_nothing_between(vacancy, officer, now):
    _application, (first, _second) = found(vacancy, now)
    with pytest.raises(IntegrityError):
        Finding.objects.filter(pk=first.pk).update(
            decision="unclear", reason="x", decided_by=officer, decided_at=now
        )


def test_a_decision_can_be_changed_and_taken_back_and_each_time_is_recorded(vacancy, officer, now):
    _application, (first, _second) = found(vacancy, now)
    confirm(finding=first, by=officer, at=now)
    decide(finding=first, decision="not_met", reason="The passport says otherwise.", by=officer, at=now)
    row = decide(finding=first, decision="", reason="", by=officer, at=now)
    assert (row.decision, row.reason, row.decided_by, row.decided_at) == ("", "", None, None)
    actions = Entry.objects.of(vacancy.stream).values_list("action", flat=True)
    assert list(actions) == ["finding.found", "finding.confirmed", "finding.overridden", "finding.reopened"]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, None])
def test_only_the_offices_officer_decides(vacancy, now, role):
    _application, (first, _second) = found(vacancy, now)
    person = person_with(role, vacancy.office) if role else UserFactory()
    with pytest.raises(PermissionDenied):
        confirm(finding=first, by=person, at=now)


def test_an_officer_of_another_office_does_not_decide(vacancy, now):
    _application, (first, _second) = found(vacancy, now)
    with pytest.raises(PermissionDenied):
        confirm(finding=first, by=officer_of(planned_vacancy()), at=now)


def test_nobody_is_refused_in_bulk(vacancy, officer, now):
    fitting, failing, unclear = (submitted_application(vacancy, R2=years) for years in ("9", "3", ""))
    for application in (fitting, failing, unclear):
        find(application=application, at=now)
    confirmed = confirm_all(applications=[fitting, failing, unclear], by=officer, at=now)
    assert confirmed == [fitting]
    decisions = {
        one.code: {row.decision for row in one.findings.all()} for one in (fitting, failing, unclear)
    }
    assert decisions == {"C1": {Result.MET}, "C2": {""}, "C3": {""}}


def test_confirming_in_bulk_leaves_what_a_person_decided_before(vacancy, officer, now):
    application, (first, _second) = found(vacancy, now)
    override(finding=first, decision="not_met", reason="The passport says otherwise.", by=officer, at=now)
    assert confirm_all(applications=[application], by=officer, at=now) == [application]
    assert [row.decision for row in application.findings.all()] == ["not_met", "met"]
    assert confirm_all(applications=[application], by=officer, at=now) == []


def test_a_withdrawn_application_is_decided_no_more(vacancy, officer, now):
    application, (first, _second) = found(vacancy, now)
    withdraw(application, at=now)
    with pytest.raises(Refused, match="withdrawn"):
        confirm(finding=first, by=officer, at=now)


def test_no_decision_changes_once_the_long_list_is_made(vacancy, officer, now):
    application = decided(submitted_application(vacancy), by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=now)
    with pytest.raises(Refused, match="cannot be changed any more"):
        decide(finding=application.findings.first(), decision="", reason="", by=officer, at=now)


def test_years_that_the_dated_work_does_not_bear_out_are_no_part_of_a_bulk_confirmation(client, officer, now):
    vacancy = planned_vacancy(closed=True, asks={"experience_asked": True}, office=officer_office(officer))
    application, rows = found(vacancy, now, R2="9")
    assert [row.result for row in rows] == [Result.MET, Result.UNCLEAR]
    assert rows[1].evidence == {"stated": "9", "months": "24"}
    assert confirm_all(applications=[application], by=officer, at=now) == []
    client.force_login(officer)
    page = client.get(reverse("screening:application", args=[application.key])).content.decode()
    assert "2.0 years of full time" in page


def officer_office(officer):
    return officer.grants.get().office
