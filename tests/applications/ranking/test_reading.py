"""A bad evaluation file gets one line that names the path of its first fault."""

import copy
import json

import pytest

from applications.ranking.evaluation import EvaluationFault, evaluate, plan_fingerprint, read_evaluation
from portal.kernel.canonical import sha256_of
from tests.applications.ranking.paper import candidate, cumulative, paper, read, result

GOOD = cumulative(
    candidate("C1", ("4", "50"), ("5", "41.5"), price="10000"),
    candidate("C2", ("3", "40"), ("4", "45"), price="9000"),
    candidate("C3", ("5", "60"), ("5", "55"), price="12000"),
    pass_mark="70",
    tie_break=["technical", "criterion:A", "price"],
    divergence="0.4",
)

ABSENT = object()
NUMBER = 'must be a decimal number as text, such as "12.5"'


def changed(path, value):
    """Return the good file with one value put in, or taken out."""
    file = copy.deepcopy(GOOD)
    *way, last = path
    place = file
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return file


def fault(data):
    with pytest.raises(EvaluationFault) as caught:
        read_evaluation(data if isinstance(data, bytes) else json.dumps(data).encode())
    assert len(str(caught.value).splitlines()) == 1
    assert str(caught.value) == f"{caught.value.path}: {caught.value.message}"
    return str(caught.value)


def test_the_good_file_is_good():
    assert [line["code"] for line in result(GOOD)["results"]] == ["C3", "C1", "C2"]


M1 = ("candidates", 1, "marks", "M1")

FAULTS = [
    (("candidates", 2, "price"), "0", "candidates[2].price: must be above 0"),
    (("candidates", 2, "price"), "-5", "candidates[2].price: must be above 0"),
    (("candidates", 2, "price"), ABSENT, "candidates[2].price: is missing, and the method is cumulative"),
    (("candidates", 2, "price"), None, "candidates[2].price: is missing, and the method is cumulative"),
    (("candidates", 2, "price"), 12000, f"candidates[2].price: {NUMBER}"),
    (("candidates", 2, "price"), "1" * 51, "candidates[2].price: must not be longer than 50 characters"),
    (("candidates", 2, "price"), 12.5, "candidates[2].price: must be written as text: a number with a fraction has several spellings"),
    *[
        (("candidates", 2, "price"), text, f"candidates[2].price: {NUMBER}")
        for text in ("", "ten", "1e4", "+1", " 1", "1 ", "1\n", "1.", ".5", "1,5", "1_000", "0x10", "1/2", "NaN", "Infinity", "١")
    ],
    (("candidates", 1, "code"), "C1", 'candidates[1].code: repeats "C1"'),
    (("candidates", 1, "code"), "", "candidates[1].code: must be text"),
    (("candidates", 1, "code"), 7, "candidates[1].code: must be text"),
    (("candidates", 1, "code"), ABSENT, "candidates[1].code: is missing"),
    (("candidates", 1, "eligible"), "yes", "candidates[1].eligible: must be true or false"),
    (("candidates", 1, "withdrawn"), 0, "candidates[1].withdrawn: must be true or false"),
    (("candidates", 1, "name"), "Aizada", "candidates[1].name: is not a known key"),
    (("candidates", 1, "a\nb"), "", 'candidates[1]["a\\nb"]: is not a known key'),
    (("candidates", 1), "C2", "candidates[1]: must be an object"),
    (("candidates",), {}, "candidates: must be a list"),
    (("candidates", 1, "marks"), [], "candidates[1].marks: must be an object"),
    (("candidates", 1, "marks", "M9"), {"A": "1", "B": "1"}, "candidates[1].marks.M9: is not a member"),
    (M1, {}, "candidates[1].marks.M1.A: is missing"),
    ((*M1, "B"), ABSENT, "candidates[1].marks.M1.B: is missing"),
    ((*M1, "B"), None, f"candidates[1].marks.M1.B: {NUMBER}"),
    ((*M1, "C"), "1", "candidates[1].marks.M1.C: is not a criterion of the plan"),
    ((*M1, "A"), "5.000000000000001", "candidates[1].marks.M1.A: must be between 0 and 5"),
    ((*M1, "A"), "-0", "candidates[1].marks.M1.A: must be between 0 and 5"),
    ((*M1, "A"), "-1", "candidates[1].marks.M1.A: must be between 0 and 5"),
    (("candidates", 1, "marks"), {}, "candidates[0].marks: nobody is left to judge this candidate, for no member has marks for everybody who is to be judged"),
    (("members", 1), "M1", 'members[1]: repeats "M1"'),
    (("members", 1), None, "members[1]: must be text"),
    (("members",), "M1", "members: must be a list"),
    (("seed",), "", "seed: must be text"),
    (("seed",), ABSENT, "seed: is missing"),
    (("format",), "evaluation/2", "format: must be one of evaluation/1"),
    (("comment",), "", "comment: is not a known key"),
    (("plan",), None, "plan: must be an object"),
    (("plan", "method"), ABSENT, "plan.method: is missing"),
    (("plan", "method"), "cheapest", "plan.method: must be one of technical, cumulative, lowest_price"),
    (("plan", "method"), ["technical"], "plan.method: must be one of technical, cumulative, lowest_price"),
    (("plan", "technical_scaling"), "best", "plan.technical_scaling: must be one of absolute, relative"),
    (("plan", "absent_rule"), "all", "plan.absent_rule: must be one of member, cell"),
    (("plan", "technical_weight"), ABSENT, "plan.technical_weight: is missing, and the method is cumulative"),
    (("plan", "financial_weight"), None, "plan.financial_weight: is missing, and the method is cumulative"),
    (("plan", "financial_weight"), "-30", "plan.financial_weight: must not be below 0"),
    (("plan", "pass_mark"), "100.01", "plan.pass_mark: must be between 0 and 100"),
    (("plan", "pass_marks"), "70", "plan.pass_marks: is not a known key"),
    (("plan", "divergence"), "40", "plan.divergence: must be between 0 and 1"),
    (("plan", "tie_break"), "price", "plan.tie_break: must be a list"),
    (("plan", "tie_break", 1), "criterion:Z", "plan.tie_break[1]: must be technical, price, or criterion: with the code of a criterion"),
    (("plan", "tie_break", 1), "lot", "plan.tie_break[1]: must be technical, price, or criterion: with the code of a criterion"),
    (("plan", "tie_break", 1), "price", 'plan.tie_break[2]: repeats "price"'),
    (("plan", "criteria"), [], "plan.criteria: must not be empty"),
    (("plan", "criteria", 1, "code"), "A", 'plan.criteria[1].code: repeats "A"'),
    (("plan", "criteria", 1, "points"), "0", "plan.criteria[1].points: must be above 0"),
    (("plan", "criteria", 1, "points"), ABSENT, "plan.criteria[1].points: is missing"),
    (("plan", "criteria", 1, "scale"), "0", "plan.criteria[1].scale: must be above 0"),
    (("plan", "criteria", 1, "minimum"), "60.5", "plan.criteria[1].minimum: must be between 0 and 60"),
    (("plan", "criteria", 1, "weight"), "1", "plan.criteria[1].weight: is not a known key"),
    (("plan", "version"), 1.5, "plan.version: must be written as text: a number with a fraction has several spellings"),
    (("plan", "documents"), ["\ud800"], "plan.documents[0]: is not Unicode text"),
    (("plan", "documents"), {"\ud800": 1}, 'plan.documents["\\ud800"]: is not Unicode text'),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "line"), FAULTS)
def test_a_fault_is_named_by_its_path(path, value, line):
    assert fault(changed(path, value)) == line


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "file: is not JSON (line 1, column 1: Expecting value)"),
        (b'{"format": \n nope}', "file: is not JSON (line 2, column 2: Expecting value)"),
        (b'{"seed": "\xff"}', "file: is not UTF-8 text (byte 10)"),
        (b'{"seed": NaN}', "file: is not JSON (NaN is not a number)"),
        (b"9" * 5000, "file: holds a number with too many digits"),
        (b"[" * 100_000, "file: is nested too deeply"),
        (b"[]", "file: must be an object"),
        (b'{"plan": {"seed": "1", "seed": "1"}}', "plan.seed: stands twice"),
        (b'{"a": [{"b c": 1, "d": 2, "b c": 3}]}', 'a[0]["b c"]: stands twice'),
        (b'{"format": "evaluation/1"}', "plan: is missing"),
    ],
)
def test_what_is_no_clear_json_is_said_in_one_line(data, line):
    assert fault(data) == line


def test_nesting_that_json_bears_and_a_plan_never_needs_is_refused():
    assert fault(b'{"plan": ' + b"[" * 60 + b"]" * 60 + b"}") == f"plan{'[0]' * 49}: is nested too deeply"


def test_under_the_rule_cell_the_candidate_whom_nobody_marked_is_named():
    file = changed(("candidates", 1, "marks"), {})
    file["plan"]["absent_rule"] = "cell"
    assert (
        fault(file)
        == "candidates[1].marks: nobody is left to judge this candidate, for no member has marks for it"
    )


def test_a_panel_without_members_can_judge_nobody():
    file = paper({"code": "C1"}, members=0)
    assert fault(file) == f"candidates[0].marks: {NOBODY_AT_ALL}"


NOBODY_AT_ALL = (
    "nobody is left to judge this candidate, for no member has marks for everybody who is to be judged"
)


@pytest.mark.parametrize("state", [{"eligible": False}, {"withdrawn": True}])
def test_who_does_not_stand_may_lack_marks_and_price(state):
    file = cumulative(candidate("C1", ("4", "50"), price="10"), {"code": "C2", **state}, members=1)
    assert [line["code"] for line in result(file)["results"]] == ["C1", "C2"]


def test_marks_for_some_criteria_only_are_a_fault_even_of_the_withdrawn():
    file = paper(candidate("C1", ("4", "50")), candidate("C2", ("4",), withdrawn=True), members=1)
    assert fault(file) == "candidates[1].marks.M1.B: is missing"


def test_null_stands_for_an_absent_optional_key():
    written_out = copy.deepcopy(GOOD)
    written_out["plan"].update(
        pass_mark=None, technical_scaling=None, absent_rule=None, tie_break=None, divergence=None
    )
    written_out["plan"]["criteria"][0]["minimum"] = None
    written_out["candidates"][0].update(eligible=None, withdrawn=None)
    written_out["candidates"].append({"code": "C4", "price": None, "marks": None, "withdrawn": True})
    short = copy.deepcopy(GOOD)
    for key in ("pass_mark", "tie_break", "divergence"):
        del short["plan"][key]
    short["candidates"].append({"code": "C4", "withdrawn": True})
    fingerprint = {"plan_fingerprint": plan_fingerprint(short["plan"])}
    assert result(written_out) | fingerprint == result(short)


def test_a_member_whose_marks_are_null_gave_none():
    file = changed(("candidates", 1, "marks", "M2"), None)
    assert result(file)["members_left_out"] == ["M2"]


def test_what_the_plan_tells_people_changes_the_fingerprint_and_nothing_else():
    told = copy.deepcopy(GOOD)
    told["plan"].update(requirements=[{"kind": "experience", "years": 5}], documents=["cv"], version=2)
    told["plan"]["criteria"][0].update(name={"ru": "Опыт"}, description="", anchors={"5": "…"}, stage="desk")
    assert result(told)["plan_fingerprint"] == sha256_of(told["plan"]) != sha256_of(GOOD["plan"])
    assert result(told) | {"plan_fingerprint": ""} == result(GOOD) | {"plan_fingerprint": ""}


def test_the_fingerprint_is_that_of_the_plan_as_it_stands_in_the_file():
    assert read(GOOD).fingerprint == plan_fingerprint(GOOD["plan"]) == sha256_of(GOOD["plan"])
    respelt = changed(("plan", "pass_mark"), "70.0")
    assert read(respelt).fingerprint != read(GOOD).fingerprint


def test_white_space_and_the_order_of_keys_do_not_change_the_result():
    data = json.dumps(dict(reversed(GOOD.items())), indent=3).encode()
    assert evaluate(read_evaluation(data)) == result(GOOD)
