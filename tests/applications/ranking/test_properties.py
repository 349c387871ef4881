"""What must hold for every panel, whatever its plan, members, candidates and marks."""

import copy
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from applications.ranking.evaluation import evaluate
from tests.applications.ranking.brute import files, judges, percent, ranking, standing, totals
from tests.applications.ranking.paper import lines, read, result

quick = settings(max_examples=100, deadline=None)

UNRANKED = 10_000


def rank_of(file, code):
    return lines(file)[code].get("rank", UNRANKED)


def exact(file):
    return {code: Fraction(line["total_exact"]) for code, line in lines(file).items() if "rank" in line}


@quick
@given(files())
def test_totals_and_order_are_those_of_a_naive_reckoning(file):
    evaluation = read(file)
    assert exact(file) == totals(file)
    ranked = [line["code"] for line in evaluate(evaluation)["results"] if line["status"] == "ranked"]
    assert ranked == ranking(file, evaluation.fingerprint)


@quick
@given(files(), st.data())
def test_the_order_of_members_and_candidates_changes_nothing(file, data):
    other = copy.deepcopy(file)
    other["members"] = data.draw(st.permutations(file["members"]))
    other["candidates"] = data.draw(st.permutations(file["candidates"]))
    for candidate in other["candidates"]:
        candidate["marks"] = dict(data.draw(st.permutations(list(candidate["marks"].items()))))
    assert result(other) == result(file)


@quick
@given(files(), st.data())
def test_the_order_of_criteria_changes_the_fingerprint_and_by_it_the_lots_and_nothing_else(file, data):
    other = copy.deepcopy(file)
    other["plan"]["criteria"] = data.draw(st.permutations(file["plan"]["criteria"]))
    before, after = read(file), read(other)
    assert evaluate(replace(after, fingerprint=before.fingerprint)) == evaluate(before)
    assert exact(other) == exact(file)


@quick
@given(files(complete=True, absent_rule="cell"), st.data())
def test_a_missing_mark_is_as_if_it_were_the_mean_of_the_others_and_never_a_zero(file, data):
    assume(len(file["members"]) > 1)
    candidate = data.draw(st.sampled_from(file["candidates"]))
    lost = data.draw(st.sampled_from(file["members"]))
    candidate["marks"].pop(lost)
    filled = copy.deepcopy(file)
    sheets = candidate["marks"].values()
    # Halves have short decimals in means of one and of two.
    means = {
        code: str(float(sum(Fraction(sheet[code]) for sheet in sheets) / len(sheets)))
        for code in next(iter(sheets))
    }
    next(one for one in filled["candidates"] if one["code"] == candidate["code"])["marks"][lost] = means
    assert result(file)["results"] == result(filled)["results"]


@quick
@given(files(absent_rule="member"))
def test_a_member_left_out_is_as_if_never_on_the_panel(file):
    left_out = result(file)["members_left_out"]
    without = copy.deepcopy(file)
    without["members"] = [member for member in file["members"] if member not in left_out]
    for candidate in without["candidates"]:
        candidate["marks"] = {who: marks for who, marks in candidate["marks"].items() if who not in left_out}
    assert result(file) | {"members_left_out": []} == result(without)


@quick
@given(files(method="technical", technical_scaling="absolute"), st.data())
def test_raising_a_mark_never_lowers_a_rank(file, data):
    candidate = data.draw(st.sampled_from(standing(file) or file["candidates"]))
    member = data.draw(st.sampled_from(sorted(candidate["marks"])))
    criterion = data.draw(st.sampled_from(file["plan"]["criteria"]))
    before = rank_of(file, candidate["code"])
    mark = Fraction(candidate["marks"][member][criterion["code"]])
    raised = data.draw(st.integers(int(2 * mark), 2 * int(criterion["scale"])))
    candidate["marks"][member][criterion["code"]] = str(raised / 2)
    assert rank_of(file, candidate["code"]) <= before


@quick
@given(files(method="cumulative", complete=True, technical_scaling="absolute", technical_weight="0"))
def test_withdrawing_the_cheapest_changes_the_financial_parts_of_all_others(file):
    before = exact(file)
    prices = {one["code"]: Fraction(one["price"]) for one in file["candidates"] if one["code"] in before}
    assume(len(prices) > 1)
    cheapest, second = sorted(prices.values())[:2]
    assume(cheapest < second)
    gone = next(one for one in file["candidates"] if prices.get(one["code"]) == cheapest)
    gone["withdrawn"] = True
    # With no technical weight a total is its financial part.
    assert exact(file) == {
        code: total * second / cheapest for code, total in before.items() if code != gone["code"]
    }


@quick
@given(files(), st.data())
def test_a_pass_mark_that_somebody_just_reaches_lets_them_pass_and_a_hair_more_does_not(file, data):
    assume(standing(file))
    candidate = data.draw(st.sampled_from(standing(file)))
    reached = percent(file, candidate)
    assume(0 < reached < 100)
    for criterion in file["plan"]["criteria"]:
        criterion["minimum"] = None
    evaluation = read(file)
    for pass_mark, status in ((reached, "ranked"), (reached + Fraction(1, 10**20), "below_pass_mark")):
        asked = replace(evaluation, plan=replace(evaluation.plan, pass_mark=pass_mark))
        found = {line["code"]: line["status"] for line in evaluate(asked)["results"]}
        assert found[candidate["code"]] == status


@quick
@given(files())
def test_everybody_is_listed_once_and_ranks_run_from_one(file):
    results = result(file)["results"]
    ranks = [line["rank"] for line in results if "rank" in line]
    assert ranks == list(range(1, len(ranks) + 1))
    assert sorted(line["code"] for line in results) == sorted(one["code"] for one in file["candidates"])
    assert all(judges(file, one) for one in standing(file))


@quick
@given(files(complete=True))
def test_the_members_severities_are_even_where_all_marked_all(file):
    assert abs(sum(Fraction(value) for value in result(file)["severity"].values())) <= Fraction(2, 100)
