"""What is taken out of the text of an application before it is read without names, and what stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.scoring.masking import Hidden, masked

NAMES = ["Абдурахманова Гулнора Рашидовна", "Gulnora Abdurakhmanova"]
HIDDEN = Hidden.of(NAMES)


def said(text: str, hidden: Hidden = HIDDEN) -> str:
    return masked(text, hidden, "#")


@pytest.mark.parametrize(
    "name",
    [
        "Абдурахманова",
        "АБДУРАХМАНОВА",
        "Абдурахмановой",
        "Abdurakhmanova",
        "Abdurahmanova",
        "Abduraxmanova",
        "Гульнора",
        "Gulnora",
        "Гулноре",
        "Рашидовны",
        "Rashidovna",
        "Абдурахманова Гулнора Рашидовна",
        "Г. Р. Абдурахманова",
        "Абдурахманова Г.Р.",
        "Abdurakhmanova G.",
    ],
)
def test_a_name_is_hidden_in_every_script_spelling_case_and_with_its_initials(name):
    assert said(f"Отчёт: {name}, 2019") == "Отчёт: #, 2019"


@pytest.mark.parametrize(
    "text",
    [
        "g.abdu@example.kz",
        "+7 701 123-45-67",
        "8 (701) 123 45 67",
        "996555123456",
        "https://orcid.org/0000-0002-1825-0097",
        "www.gulnora.uz",
        "linkedin.com/in/someone",
        "@some_body",
    ],
)
def test_addresses_telephones_and_links_are_hidden_whosever_they_are(text):
    assert said(f"Write to: {text}.").startswith("Write to: #")
    assert text not in said(f"Write to: {text}.")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Date of birth: 12 March 1980\nLawyer", "Date of birth: #\nLawyer"),
        ("Дата рождения – 12.03.1980", "Дата рождения – #"),
        ("Адрес: г. Алматы, ул. Абая, 12", "Адрес: #"),
        ("Home address\n12 Abay street\nWork", "Home address\n#\nWork"),
        ("Born 12.03.1980 in Osh", "Born #"),
        ("Skype: live.somebody", "Skype: #"),
    ],
)
def test_the_line_of_an_address_or_a_day_of_birth_is_hidden_behind_its_label(line, left):
    assert said(line) == left


@pytest.mark.parametrize(
    "text",
    [
        "Lawyer, 2010 – 2015, then 2016-2019 2020",
        "01.09.2015 – 30.06.2019",
        "Led 12 people and a budget of 450 000 USD",
        "Address the risks of floods and landslides",
        "ASP.NET, Node.js",
        "Статистический комитет, главный специалист",
    ],
)
def test_periods_sums_and_work_stay(text):
    assert said(text) == text


def test_a_short_name_is_hidden_where_it_is_written_as_one():
    hidden = Hidden.of(["Ким Вера"])
    assert said("Ким Вера: верой и правдой, кем бы ни", hidden) == "#: верой и правдой, кем бы ни"


def test_a_passage_is_hidden_word_by_word_however_its_lines_break():
    hidden = Hidden.of([], ["the only woman among the deputies"])
    assert said("As the only\nwoman among the Deputies of Osh", hidden) == "As # of Osh"


@given(st.text(max_size=200))
def test_whatever_is_written_is_read_without_a_fault_and_twice_masked_is_masked_once(text):
    once = masked(text, HIDDEN, "[…]")
    assert masked(once, HIDDEN, "[…]") == once
