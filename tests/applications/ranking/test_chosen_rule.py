"""The rule for an absent member that the chair chose beside the published plan."""

import pytest

from applications.ranking.evaluation import EvaluationFault, plan_fingerprint
from tests.applications.ranking.paper import ONE, candidate, paper, read, result

CHOSEN = {"rule": "cell", "reason": "Two members would be left."}


def file(**more):
    """M2 could not judge C1."""
    return {**paper(candidate("C1", ["80"], None), candidate("C2", ["60"], ["70"]), criteria=ONE), **more}


def test_without_a_choice_the_plans_rule_leaves_the_member_out_for_all():
    assert result(file())["members_left_out"] == ["M2"]


def test_the_choice_leaves_the_member_out_for_the_one_candidate_only():
    chosen = result(file(absent_rule=CHOSEN))

    assert chosen["members_left_out"] == []
    assert [one["technical"] for one in chosen["results"]] == ["80.00", "65.00"]


def test_the_fingerprint_stays_that_of_the_published_plan():
    chosen = file(absent_rule=CHOSEN)

    assert result(chosen)["plan_fingerprint"] == plan_fingerprint(file()["plan"])


def test_null_is_no_choice():
    assert read(file(absent_rule=None)).plan.absent_rule == "member"


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        ("cell", "absent_rule: must be an object"),
        ({"rule": "cell"}, "absent_rule.reason: is missing"),
        ({"rule": "cell", "reason": ""}, "absent_rule.reason: must be text"),
        ({"rule": "nobody", "reason": "x"}, "absent_rule.rule: must be one of member, cell"),
        ({**CHOSEN, "by": "me"}, "absent_rule.by: is not a known key"),
    ],
)
def test_a_choice_is_a_rule_with_a_reason(choice, fault):
    with pytest.raises(EvaluationFault) as raised:
        read(file(absent_rule=choice))

    assert str(raised.value) == fault
