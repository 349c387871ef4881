"""Every step from every state by everybody, through the real verbs."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel.workflow import Refused, take
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from vacancies.publishing import actions
from vacancies.publishing.workflow import CANCEL, DECIDE, EVALUATE, PUBLISH, RETURN, STEPS, SUBMIT, UNSCHEDULE
from vacancies.vacancy.models import Status, Vacancy

pytestmark = pytest.mark.django_db

VERBS = {
    SUBMIT: partial(actions.submit_for_approval, gap_reason=""),
    RETURN: partial(actions.return_to_writer, comment="Name the duty station."),
    PUBLISH: actions.publish,
    EVALUATE: actions.begin_evaluation,
    DECIDE: actions.mark_decided,
    # The verb that cancels is that of its corrigendum (tests/vacancies/corrigenda); here is its step.
    CANCEL: lambda vacancy, by, at: take(CANCEL, vacancy, by=by),  # noqa: ARG005 - as the verbs are called
    UNSCHEDULE: actions.unschedule,
}
OFFICERS = {"writer", "officer", "approver_who_wrote", "deputy", "deputy_who_wrote"}
APPROVERS = {"approver", "deputy"}
MAY = {
    SUBMIT: OFFICERS,
    RETURN: APPROVERS,
    PUBLISH: APPROVERS,
    EVALUATE: OFFICERS,
    DECIDE: APPROVERS | {"approver_who_wrote", "deputy_who_wrote"},
    CANCEL: APPROVERS | {"approver_who_wrote", "deputy_who_wrote"},
    UNSCHEDULE: APPROVERS,
}
OWN_WORK = {"writer", "approver_who_wrote", "deputy_who_wrote"}


def outcome(step, vacancy, person, at):
    try:
        VERBS[step](vacancy=vacancy, by=person, at=at)
    except PermissionDenied:
        return "denied"
    except Refused:
        return "refused"
    return "done"


def expected(step, state, name):
    if step in (RETURN, PUBLISH, UNSCHEDULE) and name in OWN_WORK:
        return "refused"
    if name not in MAY[step]:
        return "denied"
    return "done" if state in step.sources else "refused"


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("state", Status)
def test_a_step_is_taken_only_from_its_states_by_those_who_may(state, step, name, now):
    scheduled = step is UNSCHEDULE and state == Status.PUBLISHED
    vacancy = notice_in(state, **({"published_at": now + timedelta(days=1)} if scheduled else {}))
    person = cast_of(vacancy)[name]
    at = vacancy.closes_at + timedelta(seconds=1) if step is EVALUATE else now
    assert outcome(step, vacancy, person, at) == expected(step, state, name)
    after = step.target if expected(step, state, name) == "done" else state
    assert Vacancy.objects.get(pk=vacancy.pk).status == after


def test_every_step_has_its_verb_here():
    assert set(VERBS) == set(STEPS)
