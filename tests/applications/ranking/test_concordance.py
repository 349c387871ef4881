"""Kendall's W and the intraclass correlation, exact, against published values, the definitions and the naive way."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.ranking.agreement import krippendorff_alpha
from applications.ranking.concordance import Hanging, intraclass, kendall_w, krippendorff, weighed
from applications.ranking.evaluation import agreement_beside
from applications.ranking.material import counted_members
from applications.scoring.formula import mean, percent, shown, technical_maximum, technical_score
from tests.applications.ranking.brute import files
from tests.applications.ranking.paper import ONE, candidate, paper, read, result

SHROUT_FLEISS = ["9 2 5 8", "6 1 3 2", "8 4 6 8", "7 1 2 6", "10 5 6 9", "6 2 4 7"]
HANGING = [kendall_w, lambda rows: intraclass(rows)[0], lambda rows: intraclass(rows)[1]]


def table(lines):
    """Rows of candidates out of lines of figures."""
    return [[Fraction(value) for value in line.split()] for line in lines]


def turned(lines):
    """Rows of candidates out of lines of members."""
    return [list(row) for row in zip(*table(lines), strict=True)]


def without(rows, left_out):
    return [row for number, row in enumerate(rows) if number != left_out]


@pytest.mark.parametrize(
    ("members", "w"),
    [
        (["1 3 2", "1 2 3", "2 3 1", "3 1 2"], "0.0625"),
        (["2 5 4 5 1", "3 3 4 5 3", "3 4 4 6 2", "2 4 3 6 2"], "0.8562"),
        (["1 2 3", "4 5 6"], "1.0000"),
        (["1 2 3", "3 2 1"], "0.0000"),
    ],
)
def test_the_published_values_of_w_come_out(members, w):
    assert shown(kendall_w(turned(members)).value, 4) == w


def test_the_published_values_of_the_intraclass_correlation_come_out():
    single, panel = intraclass(table(SHROUT_FLEISS))
    assert (shown(single.value, 4), shown(panel.value, 4)) == ("0.2898", "0.6201")


# Small grids, so that ties and undefined figures come up often; halves and thirds, so that denominators differ.
VALUES = st.one_of(
    st.integers(0, 6).map(lambda half: Fraction(half, 2)), st.integers(0, 3).map(lambda n: Fraction(n, 3))
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), max_size=6)
)


def naive_w(rows):
    """By the formula of docs/selection.md section 4, with average ranks counted one by one."""
    m, n = len(rows[0]), len(rows)
    columns = list(zip(*rows, strict=True))
    ranks = [
        [
            Fraction(sum(other < value for other in column)) + Fraction(column.count(value) + 1, 2)
            for value in column
        ]
        for column in columns
    ]
    sums = [sum(one) for one in zip(*ranks, strict=True)]
    s = sum((one - mean(sums)) ** 2 for one in sums)
    ties = sum(column.count(value) ** 3 - column.count(value) for column in columns for value in set(column))
    divisor = m**2 * (n**3 - n) - m * ties
    return 12 * s / divisor if divisor else None


def naive_icc(rows):
    """By mean squares of deviations, as Shrout and Fleiss write them."""
    n, k = len(rows), len(rows[0])
    grand = mean([value for row in rows for value in row])
    by_row, by_column = [mean(row) for row in rows], [mean(column) for column in zip(*rows, strict=True)]
    between = k * sum((one - grand) ** 2 for one in by_row) / (n - 1)
    judges = n * sum((one - grand) ** 2 for one in by_column) / (k - 1)
    rest = sum(
        (value - one - other + grand) ** 2
        for row, one in zip(rows, by_row, strict=True)
        for value, other in zip(row, by_column, strict=True)
    ) / ((n - 1) * (k - 1))
    single = between + (k - 1) * rest + k * (judges - rest) / n
    panel = between + (judges - rest) / n
    return tuple((between - rest) / divisor if divisor > 0 else None for divisor in (single, panel))


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_the_figures_are_those_of_the_definitions(rows):
    if len(rows) < 2 or len(rows[0]) < 2:
        assert [one(rows) for one in HANGING] == [Hanging(None)] * 3
        return
    assert kendall_w(rows).value == naive_w(rows)
    assert tuple(one.value for one in intraclass(rows)) == naive_icc(rows)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_w_lies_between_none_and_all_and_no_correlation_above_one(rows):
    w, single, panel = (one(rows).value for one in HANGING)
    assert w is None or 0 <= w <= 1
    assert all(one is None or one <= 1 for one in (single, panel))


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_to_leave_a_candidate_out_is_to_compute_anew_without(rows):
    for figure in HANGING:
        assert_hangs(figure(rows), [figure(without(rows, one)).value for one in range(len(rows))])


def assert_hangs(found, anew):
    left = [one for one in anew if one is not None]
    if found.value is None:
        assert found == Hanging(None)
    elif not left:
        assert found == Hanging(found.value, lost=True)
    else:
        assert (found.least, found.greatest, found.lost) == (min(left), max(left), None in anew)


@settings(max_examples=100, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_candidates_and_members_decides_nothing(rows, chance):
    others = chance.sample(rows, len(rows))
    columns = list(range(len(rows[0]))) if rows else []
    chance.shuffle(columns)
    others = [[row[column] for column in columns] for row in others]
    assert [figure(others) for figure in HANGING] == [figure(rows) for figure in HANGING]


UNITS = st.lists(st.lists(st.lists(VALUES, max_size=3), max_size=3), max_size=5)


@settings(max_examples=150, deadline=None)
@given(UNITS)
def test_alpha_is_the_one_of_the_result_and_hangs_on_those_who_can_be_compared(candidates):
    def anew(some):
        return krippendorff_alpha([unit for units in some for unit in units]).alpha

    found = krippendorff(candidates)
    assert found.value == anew(candidates)
    paired = [number for number, units in enumerate(candidates) if any(len(unit) > 1 for unit in units)]
    assert_hangs(found, [anew(without(candidates, one)) for one in paired])


def test_the_range_is_that_of_the_tables_less_one_row():
    """Worked by hand: 1/16 of three things becomes 0, 0 or 1/4 of two."""
    assert kendall_w(turned(["1 3 2", "1 2 3", "2 3 1", "3 1 2"])) == Hanging(
        Fraction(1, 16), Fraction(0), Fraction(1, 4)
    )


@pytest.mark.parametrize("rows", [[], ["3 4"], ["3", "4"], ["3 3", "3 3"]])
def test_without_two_to_compare_or_variation_a_figure_is_absent_and_not_one(rows):
    assert [one(table(rows)) for one in HANGING] == [Hanging(None)] * 3


def test_a_figure_that_one_candidate_alone_carries_is_lost_without_that_one():
    w = kendall_w(table(["5 5", "3 3", "3 3"]))
    assert (w.value, w.least, w.greatest, w.lost) == (1, 1, 1, True)


def test_a_variance_estimated_below_zero_makes_no_figure_of_the_mean():
    """Members who order two candidates oppositely: by the bare formula ICC(2,k) would be 2, better than perfect."""
    single, panel = intraclass(table(["0 2", "2 0"]))
    assert (single.value, panel.value) == (None, None)
    single, panel = intraclass(table(["0 4 2", "4 0 2"]))
    assert single.value < 0
    assert panel.value is None


def test_what_is_weighed_is_the_sum_of_values_times_weights():
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert weighed([[half, third], [1, 0]], [Fraction(40), Fraction(3, 5)]) == [Fraction("20.2"), 40]


@settings(max_examples=100, deadline=None)
@given(files(), st.randoms(use_true_random=False))
def test_what_is_said_beside_is_of_the_marks_behind_the_result(file, chance):
    evaluation = read(file)
    criteria, members = evaluation.plan.criteria, counted_members(evaluation)
    rows = [
        [percent(technical_score(one.sheets[who], criteria), technical_maximum(criteria)) for who in members]
        for one in evaluation.candidates
        if one.sheets.keys() >= set(members)
    ]
    said = agreement_beside(evaluation)
    assert (said.kendall_w, said.icc_single, said.icc_panel) == tuple(figure(rows) for figure in HANGING)
    assert (said.members, said.candidates) == (len(members), len(rows))
    shown_alpha = None if said.alpha.value is None else shown(said.alpha.value, 4)
    assert shown_alpha == result(file)["agreement"]["krippendorff_alpha"]
    for part in ("members", "candidates"):
        chance.shuffle(file[part])
    assert agreement_beside(read(file)) == said


def test_points_weigh_in_the_order_that_w_compares():
    """On A and B alike both members would have the candidates equal; A counts twice as much."""
    two = [{"code": code, "points": points, "scale": "10"} for code, points in (("A", "20"), ("B", "10"))]
    said = agreement_beside(
        read(
            paper(
                candidate("C1", ("9", "1"), ("8", "2")), candidate("C2", ("1", "9"), ("2", "8")), criteria=two
            )
        )
    )
    assert said.kendall_w.value == 1


def test_by_cell_only_those_whom_all_marked_stand_behind_w_and_the_correlations():
    marked = [candidate("C1", ("50",), ("40",)), candidate("C2", ("70",), ("60",))]
    alone = candidate("C3", ("10",), None)
    all_, both = (
        agreement_beside(read(paper(*some, criteria=ONE, absent_rule="cell")))
        for some in ([*marked, alone], marked)
    )
    assert (all_.candidates, all_.judged, all_.members) == (2, 3, 2)
    assert (all_.kendall_w, all_.icc_single, all_.icc_panel) == (
        both.kendall_w,
        both.icc_single,
        both.icc_panel,
    )
    assert all_.kendall_w.value == 1


def test_a_member_who_is_left_out_for_all_is_left_out_here_too():
    said = agreement_beside(
        read(
            paper(
                candidate("C1", ("50",), ("40",), ("1",)),
                candidate("C2", ("70",), ("60",), None),
                criteria=ONE,
                members=3,
            )
        )
    )
    assert (said.members, said.candidates, said.judged) == (2, 2, 2)
    assert said.kendall_w.value == 1


def test_the_result_has_no_key_more_than_its_format():
    file = paper(candidate("C1", ("50",), ("40",)), candidate("C2", ("70",), ("60",)), criteria=ONE)
    assert result(file).keys() == {
        "format", "plan_fingerprint", "members_left_out", "results", "agreement", "severity", "robustness",
    }  # fmt: skip
    assert result(file)["agreement"].keys() == {"krippendorff_alpha", "values"}
