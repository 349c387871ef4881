"""Every step of every kind of change, from every state, by everybody, through the real verbs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from tests.factories.portal import NOW, OfficeFactory, RoleGrantFactory, UserFactory, person_with
from tests.vacancies.corrigenda.cast import REASON, open_notice
from vacancies.corrigenda import actions, workflow
from vacancies.corrigenda.models import Change, Corrigendum, Status
from vacancies.vacancy.actions import save_notice

pytestmark = pytest.mark.django_db

PERSONS = ("proposer", "officer", "approver", "auditor", "translator", "applicant", "elsewhere")
APPROVED = (Change.CORRECTION, Change.SHORTENING, Change.CANCELLATION)
EARLIER = NOW + timedelta(days=5)


def office_of(vacancy):
    """Everybody in and around the office; the proposer holds both roles."""
    proposer = person_with(Role.APPROVER, vacancy.office)
    RoleGrantFactory(user=proposer, office=vacancy.office, role=Role.OFFICER)
    elsewhere = person_with(Role.APPROVER, OfficeFactory())
    RoleGrantFactory(user=elsewhere, office=elsewhere.grants.get().office, role=Role.OFFICER)
    roles = {
        name: person_with(Role(name), vacancy.office)
        for name in ("officer", "approver", "auditor", "translator")
    }
    return {"proposer": proposer, "applicant": UserFactory(), "elsewhere": elsewhere, **roles}


def said_of(change):
    return {
        Change.CORRECTION: {"of_substance": True},
        Change.SHORTENING: {"closes_after": EARLIER},
        Change.CANCELLATION: {},
    }[change]


def proposed(vacancy, change, by):
    if change == Change.CORRECTION:
        begun = actions.begin_correction(vacancy=vacancy, by=by, at=NOW)
        save_notice(vacancy=begun.working_copy, fields={"openings": 7}, stations=[], by=by, at=NOW)
        return actions.submit(corrigendum=begun, of_substance=True, by=by, at=NOW, **REASON)
    if change == Change.SHORTENING:
        return actions.propose_earlier_closing(vacancy=vacancy, closes_at=EARLIER, by=by, at=NOW, **REASON)
    return actions.propose_cancellation(vacancy=vacancy, by=by, at=NOW, **REASON)


def brought_to(state, vacancy, change, people):
    corrigendum = proposed(vacancy, change, people["proposer"])
    if state == Status.DRAFT:
        actions.give_back(corrigendum=corrigendum, comment="Say more.", by=people["approver"], at=NOW)
    if state == Status.PUBLISHED:
        actions.approve(corrigendum=corrigendum, by=people["approver"], at=NOW)
    if state == Status.DROPPED:
        actions.drop(corrigendum=corrigendum, by=people["proposer"], at=NOW)
    return Corrigendum.objects.get(pk=corrigendum.pk)


def taken(step, corrigendum, by):
    what = {"corrigendum": corrigendum, "by": by, "at": NOW}
    verbs = {
        workflow.SUBMIT: lambda: actions.submit(**what, **REASON, **said_of(Change(corrigendum.change))),
        workflow.RETURN: lambda: actions.give_back(comment="Say more.", **what),
        workflow.PUBLISH: lambda: actions.approve(**what),
        workflow.DROP: lambda: actions.drop(**what),
    }
    try:
        verbs[step]()
    except PermissionDenied:
        return "denied"
    except Refused:
        return "refused"
    return "done"


MAY = {
    workflow.SUBMIT: {"proposer", "officer"},
    workflow.DROP: {"proposer", "officer"},
    workflow.RETURN: {"approver"},
    workflow.PUBLISH: {"approver"},
}


def expected(step, state, name):
    if name == "proposer" and step in (workflow.RETURN, workflow.PUBLISH):
        return "refused"
    if name not in MAY[step]:
        return "denied"
    return "done" if state in step.sources else "refused"


@pytest.mark.parametrize("change", APPROVED)
@pytest.mark.parametrize("state", Status)
@pytest.mark.parametrize("step", workflow.STEPS, ids=lambda step: step.name)
def test_a_step_is_taken_only_from_its_states_by_those_who_may(step, state, change):
    vacancy = open_notice()
    people = office_of(vacancy)
    corrigendum = brought_to(state, vacancy, change, people)
    got = {}
    for name in PERSONS:
        with transaction.atomic():
            got[name] = taken(step, Corrigendum.objects.get(pk=corrigendum.pk), people[name])
            after = Corrigendum.objects.get(pk=corrigendum.pk).status
            assert after == (step.target if got[name] == "done" else state)
            transaction.set_rollback(True)
    assert got == {name: expected(step, state, name) for name in PERSONS}


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("change", Change)
def test_who_may_begin_a_change(change, name):
    vacancy = open_notice()
    people = office_of(vacancy)
    verbs = {
        Change.EXTENSION: lambda by: actions.extend(
            vacancy=vacancy, closes_at=vacancy.closes_at + timedelta(days=1), by=by, at=NOW, **REASON
        ),
        **{kind: lambda by, kind=kind: proposed(vacancy, kind, by) for kind in APPROVED},
    }
    if name in ("proposer", "officer"):
        assert verbs[change](people[name]).change == change
    else:
        with pytest.raises(PermissionDenied):
            verbs[change](people[name])
