"""Whether the first place would stand: tipping weights, and without a member or a criterion, and by median."""

import copy
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from applications.ranking.evaluation import evaluate
from applications.scoring.formula import shown
from tests.applications.ranking import brute
from tests.applications.ranking.brute import files
from tests.applications.ranking.paper import ONE, candidate, cumulative, order, paper, read, result

quick = settings(max_examples=100, deadline=None)


def tipping(*candidates, **more):
    """The listed tipping weights of candidates given as (code, per cent, price)."""
    entries = [candidate(code, (percent,), price=price) for code, percent, price in candidates]
    found = result(cumulative(*entries, criteria=ONE, members=1, **more))["robustness"][
        "tipping_financial_weight"
    ]
    return [(entry["percent"], entry["new_first"]) for entry in found]


# The price of 100 has all of the financial share, 125 has 80 per cent of it, 200 has half.
TIPPING = [
    # C1 leads by 20 technically and trails by 50: level where 20 (100 - w) = 50 w.
    ([("C1", "90", "200"), ("C2", "70", "100")], {}, [("28.57", "C1")]),
    ([("C1", "90", "200"), ("C2", "70", "100")], {"technical": "80", "financial": "20"}, [("28.57", "C2")]),
    # Ahead in both: nothing tips.
    ([("C1", "90", "100"), ("C2", "70", "200")], {}, []),
    ([("C1", "90", "100")], {}, []),
    # Two rivals above, at 28.57 and at 60: the nearer one.
    ([("C1", "90", "200"), ("C2", "70", "100"), ("C3", "85", "100")], {"technical": "95", "financial": "5"}, [("9.09", "C3")]),
    # One on each side of the published weight.
    ([("C1", "95", "200"), ("C2", "90", "125"), ("C3", "70", "100")], {"technical": "70", "financial": "30"}, [("14.29", "C1"), ("50.00", "C3")]),
    # Two draw level at one weight, 28.57: the steeper one is first beyond it.
    ([("C1", "90", "200"), ("C2", "78", "125"), ("C3", "70", "100")], {"technical": "80", "financial": "20"}, [("28.57", "C3")]),
    # Level at the published weight itself, C1 first by tie-break: there it tips.
    ([("C1", "80", "200"), ("C2", "60", "100")], {"technical": "5", "financial": "2"}, [("28.57", "C2")]),
    ([("C1", "80", "200"), ("C2", "60", "100")], {"technical": "5", "financial": "2", "tie_break": ["price"]}, [("28.57", "C1")]),
    # Level at 100 only, where prices are equal: it counts if the tie-break prefers the other.
    ([("C1", "80", "100"), ("C2", "60", "100")], {}, []),
    # Level at 0 only.
    ([("C1", "80", "100"), ("C2", "80", "200")], {"tie_break": ["price"]}, []),
    # The same in everything: the lot decides at every weight.
    ([("C1", "80", "100"), ("C2", "80", "100")], {}, []),
    # Published at an end: only one side is left.
    ([("C1", "90", "200"), ("C2", "70", "100")], {"technical": "1", "financial": "0"}, [("28.57", "C2")]),
    ([("C1", "90", "200"), ("C2", "70", "100")], {"technical": "0", "financial": "1"}, [("28.57", "C1")]),
    # No weight at all: there is no published per cent.
    ([("C1", "90", "200"), ("C2", "70", "100")], {"technical": "0", "financial": "0"}, []),
    # Scaled to the best: 100 and 80 per cent against half and all.
    ([("C1", "90", "200"), ("C2", "72", "100")], {"technical_scaling": "relative", "technical": "9", "financial": "1"}, [("28.57", "C2")]),
    # Whoever does not pass tips nothing.
    ([("C1", "90", "200"), ("C2", "70", "100")], {"technical": "9", "financial": "1", "pass_mark": "75"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("candidates", "more", "expected"), TIPPING)
def test_the_tipping_weight_is_where_the_first_place_changes_hands(candidates, more, expected):
    assert tipping(*candidates, **more) == expected


TWO_EVEN = [{"code": "A", "points": "1", "scale": "10"}, {"code": "B", "points": "1", "scale": "10"}]


def test_drawing_level_at_the_end_of_the_range_tips_if_the_tie_break_prefers_the_other():
    pair = (candidate("C1", ("9", "9"), price="100"), candidate("C2", ("5", "10"), price="100"))
    by_b = cumulative(*pair, criteria=TWO_EVEN, members=1, tie_break=["criterion:B"])
    by_a = cumulative(*pair, criteria=TWO_EVEN, members=1, tie_break=["criterion:A"])
    assert result(by_b)["robustness"]["tipping_financial_weight"] == [
        {"percent": "100.00", "new_first": "C2"}
    ]
    assert result(by_a)["robustness"]["tipping_financial_weight"] == []


@pytest.mark.parametrize("method", ["technical", "lowest_price"])
def test_only_cumulative_plans_have_a_tipping_weight(method):
    file = paper(candidate("C1", ("4", "50"), price="10"), members=1, method=method)
    assert set(result(file)["robustness"]) == {
        "first_without_member",
        "first_without_criterion",
        "first_by_median",
    }


@settings(max_examples=250, deadline=None)
@given(files(method="cumulative"))
def test_ranking_again_on_both_sides_of_every_level_finds_the_same_tipping_weights(file):
    evaluation = read(file)
    found = evaluate(evaluation)
    assume(found["results"][0]["status"] == "ranked")
    expected = [
        {"percent": shown(weight), "new_first": code}
        for weight, code in brute.tipping(file, evaluation.fingerprint)
    ]
    assert found["robustness"]["tipping_financial_weight"] == expected


def test_just_below_a_tipping_weight_the_first_stands_and_just_above_the_other_leads():
    def at(financial):
        pair = (candidate("C1", ("90",), price="200"), candidate("C2", ("70",), price="100"))
        return cumulative(
            *pair, criteria=ONE, members=1, technical=str(100 - financial), financial=str(financial)
        )

    # 200 / 7 = 28.571428…
    assert [order(at(Decimal(weight)))[0] for weight in ("28.571428", "28.571429")] == ["C1", "C2"]


# Without a member, without a criterion, by median


def test_without_each_member_the_first_may_be_another():
    file = paper(
        candidate("C1", ("100",), ("50",), ("50",)),
        candidate("C2", ("60",), ("60",), ("60",)),
        criteria=ONE,
        members=3,
    )
    assert order(file) == ["C1", "C2"]
    assert result(file)["robustness"]["first_without_member"] == {"M1": "C2", "M2": "C1", "M3": "C1"}
    assert result(file)["robustness"]["first_by_median"] == "C2"


def test_without_the_only_member_or_criterion_there_is_no_first():
    robustness = result(paper(candidate("C1", ("60",)), criteria=ONE, members=1))["robustness"]
    assert robustness == {
        "first_without_member": {"M1": None},
        "first_without_criterion": {"A": None},
        "first_by_median": "C1",
    }


def test_members_left_out_already_are_not_left_out_again():
    file = paper(candidate("C1", ("60",), ("70",)), candidate("C2", ("50",)), criteria=ONE)
    assert result(file)["robustness"]["first_without_member"] == {"M1": None}


def test_by_cell_whom_nobody_else_marked_is_not_ranked_without_that_member():
    file = paper(
        candidate("C1", ("90",)), candidate("C2", ("50",), ("60",)), criteria=ONE, absent_rule="cell"
    )
    assert result(file)["robustness"]["first_without_member"] == {"M1": "C2", "M2": "C1"}


def test_the_pass_mark_is_asked_again_without_a_member():
    file = paper(candidate("C1", ("80",), ("40",)), criteria=ONE, pass_mark="60")
    assert result(file)["robustness"]["first_without_member"] == {"M1": None, "M2": "C1"}


def test_a_criterion_takes_its_points_its_minimum_and_its_tie_break_with_it():
    file = paper(
        candidate("C1", ("1", "60")),
        candidate("C2", ("5", "29")),
        candidate("C3", ("1", "59")),
        members=1,
        pass_mark="65",
        tie_break=["criterion:B"],
    )
    # Without A: 100, below the minimum, 98.33 per cent. Without B and its minimum: 20, 100 and 20 per cent.
    assert result(file)["robustness"]["first_without_criterion"] == {"A": "C1", "B": "C2"}


def test_without_a_criterion_ties_go_on_to_the_next_step():
    file = paper(
        candidate("C1", ("5", "3"), price="5"),
        candidate("C2", ("3", "3"), price="4"),
        criteria=[dict(one, scale="5", points="1") for one in ({"code": "A"}, {"code": "B"})],
        members=1,
        tie_break=["criterion:A", "price"],
    )
    assert result(file)["robustness"]["first_without_criterion"] == {"A": "C2", "B": "C1"}


def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two():
    file = paper(candidate("C1", ("100",), ("10",)), candidate("C2", ("50",), ("50",)), criteria=ONE)
    assert result(file)["robustness"]["first_by_median"] == order(file)[0] == "C1"


def test_minimums_are_asked_of_the_median_too():
    gate = [{"code": "A", "points": "1", "scale": "10", "minimum": "5"}]
    file = paper(candidate("C1", ("10",), ("4",), ("4",)), criteria=gate, members=3)
    assert (order(file), result(file)["robustness"]["first_by_median"]) == (["C1"], None)


@quick
@given(files(complete=True))
def test_leaving_a_member_out_is_the_same_as_a_file_without_that_member(file):
    evaluation = read(file)
    firsts = evaluate(evaluation)["robustness"]["first_without_member"]
    for member in file["members"][1:]:
        without = copy.deepcopy(file)
        without["members"].remove(member)
        for one in without["candidates"]:
            del one["marks"][member]
        top = evaluate(read(without))["results"][0]
        assert firsts[member] == (top["code"] if top["status"] == "ranked" else None)


@quick
@given(files())
def test_leaving_a_criterion_out_is_the_same_as_a_file_without_that_criterion(file):
    evaluation = read(file)
    firsts = evaluate(evaluation)["robustness"]["first_without_criterion"]
    assume(len(firsts) > 1)
    for code in firsts:
        without = copy.deepcopy(file)
        plan = without["plan"]
        plan["criteria"] = [one for one in plan["criteria"] if one["code"] != code]
        plan["tie_break"] = [step for step in plan["tie_break"] if step != f"criterion:{code}"]
        for one in without["candidates"]:
            for marks in one["marks"].values():
                del marks[code]
        top = evaluate(replace(read(without), fingerprint=evaluation.fingerprint))["results"][0]
        assert firsts[code] == (top["code"] if top["status"] == "ranked" else None)
