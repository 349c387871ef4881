"""The files that the consultants of the demonstration hand in."""

from functools import cache

import pytest

from applications.demonstration.data_files import read
from applications.demonstration.papers import paper
from applications.documents.checks import check

CVS = read("cvs")
PAPERS = CVS | read("papers")
ALPHABETS = {"ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "en": "abcdefghijklmnopqrstuvwxyz"}


@cache
def checked(name: str):
    return check(paper(name).read(), PAPERS[name]["file"])


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_received_and_is_what_its_name_says(name):
    made = checked(name)
    assert PAPERS[name]["file"].endswith(f".{made.kind}")
    assert PAPERS[name]["title"].split()[0] in made.texts[0]


@pytest.mark.parametrize("name", CVS)
def test_a_cv_has_two_or_three_pages_in_its_own_language(name):
    text = " ".join(checked(name).texts).lower()
    letters = {language: sum(text.count(letter) for letter in own) for language, own in ALPHABETS.items()}
    assert checked(name).pages in {2, 3}
    assert max(letters, key=letters.get) == CVS[name]["language"]


@pytest.mark.parametrize("name", CVS)
def test_a_cv_tells_of_work_education_and_languages_and_has_a_table(name):
    sections = CVS[name]["sections"]
    entries = [entry for section in sections for entry in section.get("entries", [])]
    assert len(entries) >= 4
    assert any(row[0] in {"Язык", "Language"} for section in sections for row in section.get("table", []))


def test_cvs_are_of_both_kinds_and_in_both_languages():
    found = {(CVS[name]["file"].rpartition(".")[2], CVS[name]["language"]) for name in CVS}
    assert found == {("pdf", "ru"), ("docx", "ru"), ("pdf", "en"), ("docx", "en")}


def test_no_two_papers_are_alike():
    assert len({checked(name).sha256 for name in PAPERS}) == len(PAPERS)


def test_every_table_has_rows_of_one_length():
    tables = [
        section["table"] for told in PAPERS.values() for section in told["sections"] if "table" in section
    ]
    assert [table for table in tables if len({len(row) for row in table}) > 1] == []


def test_a_paper_handed_in_twice_is_one_file():
    assert paper("jumaeva").read() == paper("jumaeva").read()
