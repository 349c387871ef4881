"""Every step from every state by everybody, through the real verbs."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel.workflow import Refused
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from vacancies.publishing import actions
from vacancies.publishing.workflow import DECIDE, EVALUATE, PUBLISH, RETURN, STEPS, SUBMIT
from vacancies.vacancy.models import Status, Vacancy

pytestmark = pytest.mark.django_db

VERBS = {
    SUBMIT: partial(actions.submit_for_approval, gap_reason=""),
    RETURN: partial(actions.return_to_writer, comment="Name the duty station."),
    PUBLISH: actions.publish,
    EVALUATE: actions.begin_evaluation,
    DECIDE: actions.mark_decided,
}
OFFICERS = {"writer", "officer", "approver_who_wrote"}
MAY = {
    SUBMIT: OFFICERS,
    RETURN: {"approver"},
    PUBLISH: {"approver"},
    EVALUATE: OFFICERS,
    DECIDE: {"approver", "approver_who_wrote"},
}
OWN_WORK = {"writer", "approver_who_wrote"}


def outcome(step, vacancy, person, at):
    try:
        VERBS[step](vacancy=vacancy, by=person, at=at)
    except PermissionDenied:
        return "denied"
    except Refused:
        return "refused"
    return "done"


def expected(step, state, name):
    if step in (RETURN, PUBLISH) and name in OWN_WORK:
        return "refused"
    if name not in MAY[step]:
        return "denied"
    return "done" if state in step.sources else "refused"


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("state", Status)
def test_a_step_is_taken_only_from_its_states_by_those_who_may(state, step, name, now):
    vacancy = notice_in(state)
    person = cast_of(vacancy)[name]
    at = vacancy.closes_at + timedelta(seconds=1) if step is EVALUATE else now
    assert outcome(step, vacancy, person, at) == expected(step, state, name)
    after = step.target if expected(step, state, name) == "done" else state
    assert Vacancy.objects.get(pk=vacancy.pk).status == after


def test_every_step_has_its_verb_here():
    assert set(VERBS) == set(STEPS)
