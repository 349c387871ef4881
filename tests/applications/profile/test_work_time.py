"""Time worked: no month twice, part time by its share, the same in any order; checked against counting month by month."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.profile.work_time import (
    FULL,
    GAP,
    Span,
    Stretch,
    gaps,
    month_day,
    month_number,
    months_worked,
    overlaps,
    stretches,
)

UNTIL = date(2026, 11, 28)
NOW = month_number(UNTIL)

spans = st.builds(
    lambda began, length, share: Span(NOW - began, None if length is None else NOW - began + length, share),
    st.integers(-6, 90),
    st.none() | st.integers(0, 60),
    st.integers(1, FULL),
)
many = st.lists(spans, max_size=8)


def by_month(told):
    """Each month since the first, one after the other."""
    first = min((span.began for span in told), default=NOW)
    return [
        sum(span.share for span in told if span.began <= month <= (NOW if span.ended is None else span.ended))
        for month in range(first, NOW + 1)
    ]


@given(many)
def test_it_is_what_counting_each_month_gives(told):
    assert months_worked(told, until=UNTIL) == sum(
        (Fraction(min(load, FULL), FULL) for load in by_month(told)), Fraction(0)
    )


@given(many, spans)
def test_more_work_never_makes_less_time_and_never_more_than_its_own(told, more):
    before = months_worked(told, until=UNTIL)
    after = months_worked([*told, more], until=UNTIL)
    assert before <= after <= before + months_worked([more], until=UNTIL)


@given(many, st.randoms())
def test_the_order_does_not_matter(told, random):
    mixed = random.sample(told, len(told))
    assert stretches(mixed, until=UNTIL) == stretches(told, until=UNTIL)


@given(st.integers(2, 60), st.integers(1, 59), st.integers(1, FULL))
def test_a_post_told_in_two_pieces_counts_as_one(months, cut, share):
    cut = min(cut, months - 1)
    first = NOW - 100
    whole = [Span(first, first + months - 1, share)]
    pieces = [Span(first, first + cut - 1, share), Span(first + cut, first + months - 1, share)]
    assert months_worked(pieces, until=UNTIL) == months_worked(whole, until=UNTIL)


@given(spans)
def test_the_same_full_post_told_twice_counts_once(span):
    full = Span(span.began, span.ended)
    assert months_worked([full, full], until=UNTIL) == months_worked([full], until=UNTIL)


@given(many)
def test_stretches_follow_each_other_and_what_is_no_work_is_a_gap(told):
    found = stretches(told, until=UNTIL)
    assert all(one.last + 1 == after.first for one, after in pairwise(found))
    assert all(gap.load == 0 and gap.months >= GAP for gap in gaps(told, until=UNTIL))
    assert all(one.load > FULL for one in overlaps(told, until=UNTIL))
    months_over = sum(load > FULL for load in by_month(told))
    assert sum(one.months for one in overlaps(told, until=UNTIL)) == months_over


def test_both_ends_of_a_span_count():
    assert months_worked([Span.of(date(2020, 3, 1), date(2020, 3, 1))], until=UNTIL) == 1
    assert months_worked([Span.of(date(2020, 1, 1), date(2020, 12, 1))], until=UNTIL) == 12


def test_work_that_goes_on_counts_to_this_month_and_nothing_counts_beyond_it():
    assert months_worked([Span.of(date(2026, 10, 1), None)], until=UNTIL) == 2
    assert months_worked([Span.of(date(2026, 10, 1), date(2030, 1, 1))], until=UNTIL) == 2
    assert months_worked([Span.of(date(2027, 1, 1), None)], until=UNTIL) == 0


def test_two_halves_side_by_side_are_one_full_post():
    half = Span.of(date(2020, 1, 1), date(2020, 12, 1), 50)
    assert months_worked([half], until=UNTIL) == 6
    assert months_worked([half, half], until=UNTIL) == 12
    assert overlaps([half, half], until=UNTIL) == []


@pytest.mark.parametrize(("resumed", "found"), [(date(2020, 9, 1), 0), (date(2020, 10, 1), 1)])
def test_a_gap_is_worth_a_question_from_three_months_on(resumed, found):
    told = [Span.of(date(2020, 1, 1), date(2020, 6, 1)), Span.of(resumed, None)]
    assert len(gaps(told, until=UNTIL)) == found


def test_what_is_told_beyond_full_time_is_one_stretch():
    told = [
        Span.of(date(2020, 1, 1), date(2020, 12, 1)),
        Span.of(date(2020, 6, 1), date(2020, 9, 1)),
        Span.of(date(2020, 8, 1), date(2020, 10, 1), 20),
    ]
    first, last = month_number(date(2020, 6, 1)), month_number(date(2020, 10, 1))
    assert [(one.first, one.last) for one in overlaps(told, until=UNTIL)] == [(first, last)]


def test_months_and_their_numbers_are_the_same_thing():
    assert month_day(month_number(date(2019, 12, 31))) == date(2019, 12, 1)
    assert month_number(date(2020, 1, 1)) - month_number(date(2019, 12, 1)) == 1
    assert Stretch(5, 5, 0).months == 1
