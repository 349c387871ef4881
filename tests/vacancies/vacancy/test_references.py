import pytest

from vacancies.vacancy.references import next_number, slug_of

SCHEME = "IOMTJK/{year}/{number:02d}({type})"


@pytest.mark.parametrize(
    ("taken", "number"),
    [
        ([], 1),
        (["IOMTJK/2026/01(C)"], 2),
        (["IOMTJK/2026/11(C)", "IOMTJK/2026/02(E)"], 12),
        (["IOMTJK/2025/40(C)"], 1),
        (["IOMKAZ/2026/40(C)", "IOMTJK/2026/abc(C)", "IOMTJK/2026/09"], 1),
        (["IOMTJK/2026/120(S)"], 121),
    ],
)
def test_the_next_number_follows_the_highest_of_the_year(taken, number):
    assert next_number(SCHEME, 2026, taken) == number


def test_signs_of_the_scheme_are_only_signs():
    assert next_number("A.{year}+{number}", 2026, ["A.2026+7", "AX2026+9", "A.20262+9"]) == 8


def test_a_scheme_without_the_year_goes_on_counting():
    assert next_number("ALA-{number}", 2027, ["ALA-7"]) == 8


@pytest.mark.parametrize(
    ("reference", "slug"), [("IOMTJK/2026/11(C)", "iomtjk-2026-11-c"), ("КЗ-2026/3", "2026-3")]
)
def test_the_slug_keeps_the_parts_of_the_reference_apart(reference, slug):
    assert slug_of(reference) == slug
