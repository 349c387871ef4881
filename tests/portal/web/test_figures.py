"""Figures, sums and sizes in each language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from portal.words.figures import figure, file_size, money, percent


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("value", "places", "english", "russian"),
    [
        (12500, 0, "12,500", "12_500"),
        (1596, 0, "1,596", "1596"),
        (1234567, 0, "1,234,567", "1_234_567"),
        (Decimal("87.32"), 2, "87.32", "87,32"),
        (Decimal("48.995"), 2, "49.00", "49,00"),
        (Fraction(2, 3), 2, "0.67", "0,67"),
        (Fraction(1, 200), 2, "0.01", "0,01"),
        (-3, 0, "−3", "−3"),
        (Decimal("-0.004"), 2, "0.00", "0,00"),
        (0, 2, "0.00", "0,00"),
        (None, 0, "", ""),
    ],
)
def test_a_figure_is_rounded_half_up_and_set_as_its_language_does(value, places, english, russian):
    with override("en"):
        assert plain(figure(value, places)) == english
    with override("ru"):
        assert plain(figure(value, places)) == russian


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (Decimal(10600), "10,600_USD", "10_600_USD"),
        (Decimal("9999.50"), "9,999.50_USD", "9999,50_USD"),
        (None, "", ""),
    ],
)
def test_a_sum_keeps_its_currency_on_the_line_and_cents_only_when_there_are_any(value, english, russian):
    with override("en"):
        assert plain(money(value, "USD")) == english
    with override("ru"):
        assert plain(money(value, "USD")) == russian


def test_the_size_of_a_file_is_in_kilobytes_up_to_a_megabyte():
    with override("en"):
        assert [file_size(size) for size in (0, 1, 219_000, 1_048_576, 1_153_434, None)] == [
            "0 KB",
            "1 KB",
            "214 KB",
            "1 MB",
            "1.1 MB",
            "",
        ]


def test_a_share_is_set_as_its_language_does():
    with override("en"):
        assert percent(70) == "70%"
