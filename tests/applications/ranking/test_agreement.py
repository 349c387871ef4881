"""Krippendorff's alpha (interval), exact, against published values and the reference library."""

import math
from fractions import Fraction

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.ranking.agreement import krippendorff_alpha, severity
from tests.applications.ranking.paper import ONE, candidate, paper, result

# Krippendorff's "C" data: 4 people, 12 things; and the 3 people and 15 things of Wikipedia's article.
C_DATA = """
1 2 3 3 2 1 4 1 2 * * *
1 2 3 3 2 2 4 1 2 5 * 3
* 3 3 3 2 3 4 2 2 5 1 *
1 2 3 3 2 4 4 1 2 5 1 *
"""
WIKIPEDIA = """
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4
"""


def table(text):
    return [
        [None if cell == "*" else Fraction(cell) for cell in row.split()] for row in text.strip().splitlines()
    ]


def units(rows):
    return [[value for value in column if value is not None] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(("data", "alpha", "values"), [(C_DATA, "0.849", 40), (WIKIPEDIA, "0.810845", 26)])
def test_the_published_values_come_out(data, alpha, values):
    found = krippendorff_alpha(units(table(data)))
    assert (round(float(found.alpha), len(alpha) - 2), found.values) == (float(alpha), values)


marks = st.one_of(st.none(), st.integers(0, 10).map(lambda quarter: Fraction(quarter, 4)))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(marks, min_size=width, max_size=width), min_size=2, max_size=5)
    )
)
def test_alpha_agrees_with_the_library_wherever_it_is_defined(rows):
    found = krippendorff_alpha(units(rows))
    if found.alpha is None:
        assert len({value for unit in units(rows) if len(unit) > 1 for value in unit}) < 2
        return
    floats = [[math.nan if value is None else float(value) for value in row] for row in rows]
    library = krippendorff.alpha(reliability_data=floats, level_of_measurement="interval")
    assert float(found.alpha) == pytest.approx(library, abs=1e-9)


@pytest.mark.parametrize(
    ("data", "values"),
    [([], 0), ([["3"]], 0), ([["3"], ["4"]], 0), ([["3", "3"], ["3", "3"]], 4), ([["3", "3"], ["4"]], 2)],
)
def test_without_pairs_or_variation_alpha_is_absent_and_not_one(data, values):
    found = krippendorff_alpha([[Fraction(value) for value in unit] for unit in data])
    assert (found.alpha, found.values) == (None, values)


def test_alpha_is_computed_on_shares_of_the_scales():
    wide = [{"code": "A", "points": "1", "scale": "5"}, {"code": "B", "points": "1", "scale": "100"}]
    even = [{"code": "A", "points": "1", "scale": "1"}, {"code": "B", "points": "1", "scale": "1"}]
    apart = paper(
        candidate("C1", ("5", "40"), ("4", "60")), candidate("C2", ("1", "0"), ("2", "20")), criteria=wide
    )
    alike = paper(
        candidate("C1", ("1", "0.4"), ("0.8", "0.6")),
        candidate("C2", ("0.2", "0"), ("0.4", "0.2")),
        criteria=even,
    )
    assert (
        result(apart)["agreement"]
        == result(alike)["agreement"]
        == {"krippendorff_alpha": "0.8205", "values": 8}
    )


def test_one_member_alone_has_nobody_to_agree_with():
    file = paper(candidate("C1", ("50",)), candidate("C2", ("60",)), criteria=ONE, members=1)
    assert result(file)["agreement"] == {"krippendorff_alpha": None, "values": 0}


def test_by_cell_a_mark_that_nobody_else_gave_is_not_behind_alpha():
    file = paper(
        candidate("C1", ("50",), ("60",)), candidate("C2", ("60",), None), criteria=ONE, absent_rule="cell"
    )
    assert result(file)["agreement"] == {"krippendorff_alpha": "0.0000", "values": 2}


def test_severity_is_the_mean_less_the_mean_of_all_marks():
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    assert severity({"M1": [half, half], "M2": [quarter], "M3": []}) == {
        "M1": Fraction(25, 3),
        "M2": Fraction(-50, 3),
    }
    assert severity({}) == {}
