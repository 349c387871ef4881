"""The rule on every kind of requirement: met, not met, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
