"""The rules of a selection, each by example and at its boundary (docs/selection.md sections 2, 4 and 6)."""

import hashlib
import json

import pytest

from applications.ranking.evaluation import evaluate, read_evaluation
from tests.applications.ranking.paper import (
    ONE,
    TWO,
    candidate,
    cumulative,
    lines,
    order,
    paper,
    read,
    result,
    statuses,
)

SAMPLE = """{
  "format": "evaluation/1",
  "plan": {
    "method": "cumulative", "technical_scaling": "absolute", "technical_weight": "70", "financial_weight": "30",
    "pass_mark": "70", "absent_rule": "member", "tie_break": ["technical", "criterion:A", "price"],
    "divergence": "0.4",
    "criteria": [
      {"code": "A", "points": "40", "scale": "5"},
      {"code": "B", "points": "60", "scale": "60", "minimum": "30"}
    ]
  },
  "seed": "2026-11-21/1",
  "members": ["M1", "M2"],
  "candidates": [
    {"code": "C1", "price": "10000", "eligible": true, "withdrawn": false,
     "marks": {"M1": {"A": "4", "B": "50"}, "M2": {"A": "5", "B": "41.5"}}}
  ]
}"""


def test_the_worked_example_comes_out_as_printed_its_keys_in_order():
    canonical = (
        '{"absent_rule":"member","criteria":[{"code":"A","points":"40","scale":"5"},'
        '{"code":"B","minimum":"30","points":"60","scale":"60"}],"divergence":"0.4","financial_weight":"30",'
        '"method":"cumulative","pass_mark":"70","technical_scaling":"absolute","technical_weight":"70",'
        '"tie_break":["technical","criterion:A","price"]}'
    )
    expected = {
        "format": "evaluation-result/1",
        "plan_fingerprint": hashlib.sha256(canonical.encode()).hexdigest(),
        "members_left_out": [],
        "results": [
            {
                "code": "C1",
                "status": "ranked",
                "rank": 1,
                "tied_with": [],
                "criteria": {"A": "4.50", "B": "45.75"},
                "technical": "81.75",
                "technical_percent": "81.75",
                "technical_part": "57.23",
                "financial_part": "30.00",
                "total": "87.23",
                "total_exact": "3489/40",
            }
        ],
        "divergent": [],
        "agreement": {"krippendorff_alpha": "0.0795", "values": 4},
        "severity": {"M1": "-1.46", "M2": "1.46"},
        "robustness": {
            "tipping_financial_weight": [],
            "first_without_member": {"M1": "C1", "M2": "C1"},
            "first_without_criterion": {"A": "C1", "B": "C1"},
            "first_by_median": "C1",
        },
    }
    assert json.dumps(evaluate(read_evaluation(SAMPLE.encode()))) == json.dumps(expected)


@pytest.mark.parametrize(
    ("mark", "status", "percent"),
    [
        ("48.995", "below_pass_mark", "49.00"),
        ("48.99999999999999999999", "below_pass_mark", "49.00"),
        ("49", "ranked", "49.00"),
        ("49.004", "ranked", "49.00"),
    ],
)
def test_the_pass_mark_is_decided_on_exact_values(mark, status, percent):
    line = lines(paper(candidate("C1", (mark,)), criteria=ONE, members=1, pass_mark="49"))["C1"]
    assert (line["status"], line["technical_percent"]) == (status, percent)


def test_a_mean_of_thirds_reaches_a_pass_mark_that_no_float_reaches():
    thirds = [{"code": code, "points": "1", "scale": "3"} for code in "ABC"]
    file = paper(
        candidate("C1", ("1", "1", "1")), criteria=thirds, members=1, pass_mark="33.3333333333333333333333"
    )
    assert statuses(file) == {"C1": "ranked"}


@pytest.mark.parametrize(
    ("marks", "status", "mean"),
    [
        (("29", "31"), "ranked", "30.00"),
        (("29", "30.99"), "below_minimum", "30.00"),
        (("0", "60"), "ranked", "30.00"),
    ],
)
def test_a_minimum_is_asked_of_the_panels_exact_mean(marks, status, mean):
    line = lines(paper(candidate("C1", *(("5", mark) for mark in marks))))["C1"]
    assert (line["status"], line["criteria"]["B"]) == (status, mean)


@pytest.mark.parametrize(
    ("state", "marks", "status"),
    [
        ({"eligible": False, "withdrawn": True}, ("5", "60"), "ineligible"),
        ({"withdrawn": True}, ("0", "0"), "withdrawn"),
        ({"eligible": False}, ("0", "0"), "ineligible"),
        ({}, ("0", "0"), "below_minimum"),
        ({}, ("0", "30"), "below_pass_mark"),
        ({}, ("5", "30"), "ranked"),
    ],
)
def test_the_status_is_the_first_condition_that_fails(state, marks, status):
    file = paper(candidate("C1", marks, **state), members=1, pass_mark="70")
    assert statuses(file) == {"C1": status}


def test_only_the_ranked_have_a_rank_and_a_total_and_all_who_were_judged_have_figures():
    judged = {"code", "status", "criteria", "technical", "technical_percent"}
    file = cumulative(
        candidate("C1", ("4", "50"), price="10"),
        candidate("C2", ("4", "20"), price="9"),
        candidate("C3", ("4", "55"), price="8", withdrawn=True),
        {"code": "C4", "withdrawn": True},
        members=1,
    )
    parts = {"rank", "tied_with", "technical_part", "financial_part", "total", "total_exact"}
    assert {code: set(line) for code, line in lines(file).items()} == {
        "C1": judged | parts,
        "C2": judged,
        "C3": judged,
        "C4": {"code", "status"},
    }


def test_results_stand_by_rank_then_the_others_by_code():
    file = paper(
        candidate("C9", ("1", "50"), withdrawn=True),
        candidate("C5", ("1", "50")),
        candidate("C1", ("1", "10")),
        candidate("C7", ("5", "50")),
        members=1,
    )
    assert [(line["code"], line.get("rank")) for line in result(file)["results"]] == [
        ("C7", 1),
        ("C5", 2),
        ("C1", None),
        ("C9", None),
    ]


def test_lowest_and_best_are_taken_among_the_ranked_only():
    ranked = (candidate("C1", ("80",), price="200"), candidate("C2", ("60",), price="100"))
    others = (
        candidate("C3", ("40",), price="10"),
        candidate("C4", ("100",), price="20", withdrawn=True),
        candidate("C5", ("100",), price="30", eligible=False),
    )
    plan = {"criteria": ONE, "members": 1, "pass_mark": "50", "technical_scaling": "relative"}
    alone, among = lines(cumulative(*ranked, **plan)), lines(cumulative(*ranked, *others, **plan))
    assert [among["C1"], among["C2"]] == [alone["C1"], alone["C2"]]
    assert (among["C1"]["technical_part"], among["C1"]["financial_part"]) == ("70.00", "15.00")
    assert (among["C2"]["technical_part"], among["C2"]["financial_part"]) == ("52.50", "30.00")


@pytest.mark.parametrize(("scaling", "total"), [("absolute", "72"), ("relative", "100")])
def test_technical_scores_are_scaled_to_the_maximum_or_to_the_best(scaling, total):
    file = cumulative(candidate("C1", ("60",), price="9"), criteria=ONE, members=1, technical_scaling=scaling)
    assert lines(file)["C1"]["total_exact"] == total


def test_relative_to_a_best_of_nothing_everybody_has_nothing():
    file = cumulative(
        candidate("C1", ("0",), price="9"), criteria=ONE, members=1, technical_scaling="relative"
    )
    assert lines(file)["C1"]["total_exact"] == "30"


@pytest.mark.parametrize(
    ("technical", "financial", "ranking"),
    [
        ("1", "0", ["C1", "C2"]),
        ("0", "0.5", ["C2", "C1"]),
        ("0", "0", ["C1", "C2"]),
        ("700", "300", ["C1", "C2"]),
    ],
)
def test_weights_need_not_add_up_and_may_be_zero(technical, financial, ranking):
    two = (candidate("C1", ("90",), price="11"), candidate("C2", ("80",), price="10"))
    assert (
        order(cumulative(*two, criteria=ONE, members=1, technical=technical, financial=financial)) == ranking
    )


def test_the_lowest_price_wins_among_those_that_pass():
    file = paper(
        candidate("C1", ("90",), price="12.5"),
        candidate("C2", ("60",), price="9.999"),
        candidate("C3", ("59",), price="1"),
        criteria=ONE,
        members=1,
        method="lowest_price",
        pass_mark="60",
    )
    assert order(file) == ["C2", "C1"]
    assert {key: lines(file)["C2"][key] for key in ("total", "total_exact")} == {
        "total": "10.00",
        "total_exact": "9999/1000",
    }
    assert "technical_part" not in lines(file)["C2"]


def test_under_technical_the_total_is_the_technical_score():
    line = lines(paper(candidate("C1", ("4", "50")), members=1))["C1"]
    assert (line["total"], line["total_exact"]) == ("82.00", "82")


# Who is left out

FULL, HALF = ("4", "50"), ("2", "40")


def test_a_member_without_marks_for_everybody_who_stands_is_left_out_for_all():
    file = paper(candidate("C1", FULL, HALF), candidate("C2", HALF, None))
    left_out = result(file)
    without = paper(candidate("C1", FULL), candidate("C2", HALF), members=1)
    assert left_out["members_left_out"] == ["M2"]
    assert left_out | {"members_left_out": []} == result(without)


@pytest.mark.parametrize("state", [{"eligible": False}, {"withdrawn": True}])
def test_marks_that_who_does_not_stand_lacks_leave_nobody_out(state):
    file = paper(candidate("C1", FULL, HALF), candidate("C2", HALF, None, **state))
    assert result(file)["members_left_out"] == []
    assert lines(file)["C1"]["criteria"] == {"A": "3.00", "B": "45.00"}
    assert lines(file)["C2"] == {"code": "C2", "status": next(iter(state)).replace("eligible", "ineligible")}


def test_by_cell_a_member_is_left_out_for_the_one_candidate_only():
    file = paper(candidate("C1", FULL, HALF), candidate("C2", HALF, None), absent_rule="cell")
    assert result(file)["members_left_out"] == []
    assert {code: line["criteria"]["A"] for code, line in lines(file).items()} == {"C1": "3.00", "C2": "2.00"}


def test_by_cell_a_member_who_marked_nobody_is_left_out():
    file = paper(candidate("C1", FULL, None), candidate("C2", HALF, None), absent_rule="cell")
    assert (result(file)["members_left_out"], list(result(file)["severity"])) == (["M2"], ["M1"])


def test_where_nobody_is_ranked_there_is_no_first():
    empty = result(cumulative(candidate("C1", ("1", "5"), price="7"), pass_mark="70", members=1))
    assert empty["results"][0]["status"] == "below_minimum"
    assert empty["robustness"] == {
        "tipping_financial_weight": [],
        "first_without_member": {"M1": None},
        "first_without_criterion": {"A": None, "B": None},
        "first_by_median": None,
    }


def test_a_round_without_candidates_has_an_empty_result():
    empty = result(paper())
    assert (empty["results"], empty["agreement"]["values"], empty["severity"]) == ([], 0, {})


# Ties

EQUAL = [{"code": "A", "points": "50", "scale": "100"}, {"code": "B", "points": "50", "scale": "100"}]


def test_equal_totals_are_ordered_by_the_list_and_named():
    file = paper(
        candidate("C1", ("60", "80")),
        candidate("C2", ("80", "60")),
        candidate("C3", ("70", "70")),
        candidate("C4", ("70", "69.99")),
        criteria=EQUAL,
        members=1,
        tie_break=["technical", "criterion:B"],
    )
    assert order(file) == ["C1", "C3", "C2", "C4"]
    assert {code: line["tied_with"] for code, line in lines(file).items()} == {
        "C1": ["C2", "C3"],
        "C2": ["C1", "C3"],
        "C3": ["C1", "C2"],
        "C4": [],
    }


@pytest.mark.parametrize(
    ("steps", "first"), [(["price"], "C2"), (["technical"], "C1"), (["criterion:A", "price"], "C1")]
)
def test_equal_totals_of_two_parts_go_by_the_first_step_that_tells_them_apart(steps, first):
    two = (candidate("C1", ("80",), price="200"), candidate("C2", ("60",), price="100"))
    file = cumulative(*two, criteria=ONE, members=1, technical="5", financial="2", tie_break=steps)
    assert {line["total_exact"] for line in lines(file).values()} == {"5"}
    assert order(file)[0] == first


def lots(file):
    fingerprint, seed = read(file).fingerprint, file["seed"]
    codes = [one["code"] for one in file["candidates"]]
    return sorted(codes, key=lambda code: hashlib.sha256(f"{fingerprint}:{seed}:{code}".encode()).digest())


@pytest.mark.parametrize("seed", ["2026-11-21/1", "2026-11-21/2", "жребий"])
@pytest.mark.parametrize("steps", [None, [], ["criterion:B", "technical"]])
def test_who_is_equal_in_everything_is_ordered_by_lot(seed, steps):
    file = paper(
        *(candidate(f"C{number}", FULL) for number in range(6)), members=1, seed=seed, tie_break=steps
    )
    assert order(file) == lots(file)


def test_price_breaks_a_tie_under_technical_only_where_all_of_the_tied_have_one():
    def three(price):
        cheap, dear = candidate("C1", FULL, price="5"), candidate("C2", FULL, price="6")
        return paper(dear, cheap, candidate("C3", FULL, price=price), members=1, tie_break=["price"])

    assert order(three("4")) == ["C3", "C1", "C2"]
    assert order(three(None)) == lots(three(None)) != ["C1", "C2", "C3"]


# Advice


def test_marks_whose_range_reaches_the_threshold_are_listed():
    file = paper(
        candidate("C2", ("5", "30"), ("3", "54")),
        candidate("C1", ("3", "30"), ("4.99", "53.99")),
        divergence="0.4",
    )
    assert result(file)["divergent"] == [
        {"code": "C2", "criterion": "A", "range": "2.00"},
        {"code": "C2", "criterion": "B", "range": "24.00"},
    ]


def test_the_list_of_divergent_marks_is_by_code_whatever_the_order_of_the_plan():
    file = paper(candidate("C1", ("5", "30"), ("3", "54")), criteria=reversed(TWO), divergence="0.4")
    assert [one["criterion"] for one in result(file)["divergent"]] == ["A", "B"]


def test_without_a_threshold_nothing_is_said_of_divergence():
    assert "divergent" not in result(paper(candidate("C1", FULL, HALF)))


def test_severity_is_in_per_cent_of_the_scales():
    file = paper(candidate("C1", ("5", "30"), ("3", "30")), candidate("C2", ("4", "60"), ("2", "45")))
    # M1: 100, 50, 80, 100 per cent; M2: 60, 50, 40, 75; together 69.375.
    assert result(file)["severity"] == {"M1": "13.13", "M2": "-13.13"}


def test_by_cell_severity_weighs_every_counted_mark_alike():
    file = paper(
        candidate("C1", ("90",), ("60",)), candidate("C2", ("90",)), criteria=ONE, absent_rule="cell"
    )
    assert result(file)["severity"] == {"M1": "10.00", "M2": "-20.00"}


def test_marks_of_members_left_out_count_for_no_figure():
    file = paper(
        candidate("C1", FULL, HALF, ("5", "0")), candidate("C2", HALF, FULL), members=3, divergence="0.5"
    )
    without = paper(candidate("C1", FULL, HALF), candidate("C2", HALF, FULL), divergence="0.5")
    assert result(file) | {"members_left_out": []} == result(without)
