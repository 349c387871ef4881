"""The figures of a scoring round: exact, and rounded only where they are shown."""

from fractions import Fraction
from statistics import fmean, pstdev
from statistics import median as library_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.scoring.formula import (
    Criterion,
    criterion_marks,
    diverges,
    is_below_minimum,
    mean,
    median,
    percent,
    shown,
    shown_root,
    spread,
    technical_maximum,
    technical_score,
    variance,
)

A = Criterion("A", points=Fraction(40), scale=Fraction(5))
B = Criterion("B", points=Fraction(60), scale=Fraction(60), minimum=Fraction(30))


def numbers(*texts):
    return [Fraction(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0.00"),
        ("48.995", "49.00"),
        ("48.994999999999999999", "48.99"),
        ("0.005", "0.01"),
        ("0.015", "0.02"),
        ("0.025", "0.03"),
        ("1/3", "0.33"),
        ("2/3", "0.67"),
        ("999.995", "1000.00"),
        ("12345678901234567890.125", "12345678901234567890.13"),
        ("-0.125", "-0.13"),
        ("-1.234", "-1.23"),
        ("-0.0049", "0.00"),
        ("-0.005", "-0.01"),
    ],
)
def test_figures_are_shown_with_two_decimals_rounded_half_up_by_size(value, text):
    assert shown(Fraction(value)) == text


def test_alpha_is_shown_with_four_decimals():
    assert [shown(Fraction(value), 4) for value in ("0.81085", "-0.00005", "1")] == [
        "0.8109",
        "-0.0001",
        "1.0000",
    ]


def test_the_panels_mark_is_the_mean_of_the_members_criterion_by_criterion():
    sheets = [{"A": Fraction(4), "B": Fraction(50)}, {"A": Fraction(5), "B": Fraction("41.5")}]
    assert criterion_marks(sheets, [A, B]) == {"A": Fraction("4.5"), "B": Fraction("45.75")}


def test_a_sheet_that_lacks_a_mark_is_not_read_as_zero():
    with pytest.raises(KeyError):
        criterion_marks([{"A": Fraction(4)}], [A, B])


def test_points_are_earned_in_proportion_to_the_scale():
    marks = {"A": Fraction("4.5"), "B": Fraction("45.75")}
    assert technical_score(marks, [A, B]) == Fraction("81.75")
    assert technical_maximum([A, B]) == 100


def test_thirds_add_up_exactly():
    thirds = [Criterion(code, points=Fraction(1), scale=Fraction(3)) for code in "KLM"]
    assert technical_score(dict.fromkeys("KLM", Fraction(1)), thirds) == 1


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [("3", "4", "75"), ("1", "3", "100/3"), ("0", "0", "0")]
)
def test_per_cents_are_exact_and_nothing_of_nothing_is_nothing(part, whole, expected):
    assert percent(Fraction(part), Fraction(whole)) == Fraction(expected)


@pytest.mark.parametrize(("mark", "below"), [("29.999999", True), ("30", False), ("30.000001", False)])
def test_reaching_a_minimum_exactly_is_enough(mark, below):
    assert is_below_minimum({"A": Fraction(0), "B": Fraction(mark)}, [A, B]) is below


@pytest.mark.parametrize(
    ("marks", "flagged"),
    [(("3", "5"), True), (("3.01", "5"), False), (("1", "5", "3"), True), (("4",), False)],
)
def test_a_spread_that_reaches_the_threshold_diverges(marks, flagged):
    assert diverges(numbers(*marks), Fraction(5), Fraction("0.4")) is flagged


def test_the_spread_is_the_highest_less_the_lowest():
    assert spread(numbers("41.5", "50", "44")) == Fraction("8.5")


@pytest.mark.parametrize(
    ("values", "middle"),
    [(("3",), "3"), (("5", "1", "2"), "2"), (("5", "1", "2", "4"), "3"), (("1", "2"), "1.5")],
)
def test_the_median_is_the_middle_or_the_mean_of_the_middle_two(values, middle):
    assert median(numbers(*values)) == Fraction(middle)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_mean_median_and_deviation_agree_with_the_library(marks):
    values = [Fraction(mark, 4) for mark in marks]
    floats = [float(value) for value in values]
    assert float(mean(values)) == pytest.approx(fmean(floats))
    assert median(values) == library_median(values)
    assert float(shown_root(variance(values))) == pytest.approx(pstdev(floats), abs=0.00501)


@pytest.mark.parametrize(
    ("square", "root"),
    [
        ("0", "0.00"),
        ("2", "1.41"),
        ("0.25", "0.50"),
        ("0.000025", "0.01"),
        ("0.00002499", "0.00"),
        ("8/3", "1.63"),
    ],
)
def test_the_standard_deviation_is_rounded_half_up_without_a_float(square, root):
    assert shown_root(Fraction(square)) == root
