"""The rule on every kind of requirement: met, not met, and never a guess."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.screening.dated_work import months_told
from applications.screening.models import Result
from applications.screening.rule import finding
from vacancies.plan.models import RequirementKind

REGION = {"countries": ["KZ", "KG"]}


def result(kind, parameters, stated):
    return finding(kind, parameters, stated, {})[0]


@pytest.mark.parametrize("kind", ["nationality", "residence"])
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("KZ", Result.MET),
        ("FR", Result.NOT_MET),
        ("", Result.UNCLEAR),
        ("Kazakhstan", Result.UNCLEAR),
        ("kz", Result.UNCLEAR),
    ],
)
def test_a_country_is_one_of_those_asked_for(kind, stated, expected):
    assert result(kind, REGION, stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("7", Result.MET),
        ("7.0", Result.MET),
        (" 7,5 ", Result.MET),
        ("6.99", Result.NOT_MET),
        ("0", Result.NOT_MET),
        ("", Result.UNCLEAR),
        ("seven", Result.UNCLEAR),
        ("7 лет", Result.UNCLEAR),
        ("-7", Result.UNCLEAR),
        ("NaN", Result.UNCLEAR),
        ("700", Result.UNCLEAR),
    ],
)
def test_years_of_experience_reach_those_asked_for(stated, expected):
    assert result("experience", {"years": "7"}, stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("secondary", Result.NOT_MET),
        ("bachelor", Result.NOT_MET),
        ("master", Result.MET),
        ("doctorate", Result.MET),
        ("diploma", Result.UNCLEAR),
        ("", Result.UNCLEAR),
    ],
)
def test_education_reaches_the_level_asked_for(stated, expected):
    assert result("education", {"level": "master"}, stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("A1", Result.NOT_MET),
        ("B1", Result.NOT_MET),
        ("B2", Result.MET),
        ("C2", Result.MET),
        ("good", Result.UNCLEAR),
        ("", Result.UNCLEAR),
    ],
)
def test_a_language_reaches_the_level_asked_for(stated, expected):
    assert result("language", {"language": "ru", "level": "B2"}, stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("no", Result.MET), ("yes", Result.NOT_MET), ("", Result.UNCLEAR), ("maybe", Result.UNCLEAR)],
)
def test_a_question_is_answered_as_asked_for(stated, expected):
    assert result("question", {"answer": "no"}, stated) == expected


def test_a_document_is_there_or_not():
    files = {"cv": "resume.pdf"}
    assert finding("document", {"document": "cv"}, "", files) == (Result.MET, {"document": "resume.pdf"})
    assert finding("document", {"document": "plan"}, "", files) == (Result.NOT_MET, {"document": ""})


def test_the_evidence_is_what_was_stated_to_the_letter():
    assert finding("experience", {"years": "7"}, " 7,5", {}) == (Result.MET, {"stated": " 7,5"})


@pytest.mark.parametrize(
    "kind", ["nationality", "residence", "experience", "education", "language", "question"]
)
@given(stated=st.text(max_size=40))
def test_no_parameters_and_no_answer_make_the_rule_guess(kind, stated):
    assert result(kind, {}, "") == Result.UNCLEAR
    assert result(kind, {"countries": [], "years": "x", "level": "x", "answer": "x"}, stated) != Result.MET


def test_every_kind_of_requirement_has_its_rule():
    assert {kind: finding(kind, {}, "", {})[0] for kind in RequirementKind} == dict.fromkeys(
        RequirementKind, Result.UNCLEAR
    ) | {RequirementKind.DOCUMENT: Result.NOT_MET}


@pytest.mark.parametrize(
    ("stated", "months", "expected"),
    [
        ("7", 84, Result.MET),
        ("7", 83, Result.UNCLEAR),
        ("7", Fraction(167, 2), Result.UNCLEAR),
        ("6", 84, Result.UNCLEAR),
        ("6", 83, Result.NOT_MET),
        ("", 84, Result.UNCLEAR),
        ("20", 0, Result.UNCLEAR),
    ],
)
def test_years_stated_that_dated_work_does_not_bear_out_are_for_a_person_to_check(stated, months, expected):
    found, evidence = finding("experience", {"years": "7"}, stated, {}, Fraction(months))
    assert (found, evidence) == (expected, {"stated": stated, "months": str(Fraction(months))})


def told(*work):
    rows = [dict(zip(("began", "ended", "share"), row, strict=True)) for row in work]
    return {"experience": rows, "submitted_at": "2026-11-20T09:00:00+00:00"}


def test_work_side_by_side_counts_once_and_part_time_as_its_share():
    both = told(("2020-01-01", "2020-12-01", 100), ("2020-07-01", "2021-06-01", 100))
    assert months_told(both) == 18
    assert months_told(told(("2020-01-01", "2020-12-01", 50))) == 6
    assert months_told(told(("2026-10-01", "", 100))) == 2
    assert months_told(told(("", "2020-12-01", 100))) == 0
    assert months_told({"submitted_at": "2026-11-20T09:00:00+00:00"}) is None
