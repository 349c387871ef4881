"""Dates found in sentences that speak of closing, in Russian and in English."""

from datetime import date

import pytest

from vacancies.publishing.dates_said import closing_dates

CLOSES = date(2026, 11, 18)


@pytest.mark.parametrize(
    "sentence",
    [
        "Заявки принимаются до 18 ноября 2026 года включительно.",
        "Срок подачи документов — 18.11.2026 г. до 18:00 по времени Бишкека.",
        "Приём заявок продлён до 18 ноября.",
        "Резюме направляйте не позднее 18-го ноября 2026 г.",
        "Конкурс закрывается 18.11.26.",
        "Applications must be submitted by 18 November.",
        "The closing date is November 18, 2026.",
        "Extended until 18th of November 2026!",
        "Deadline: 2026-11-18, 18:00.",
        "Please apply no later than 18 Nov 2026.",
    ],
)
def test_the_date_is_found_however_it_is_written(sentence):
    assert [said.is_on(CLOSES) for said in closing_dates(sentence)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Проект начался 5 мая 2020 года в Оше.",
        "The law of 18 November 2019 is in force.",
        "Applications close at 18:00.",
        "Submit two references and 3 copies.",
        "Заявки рассматривает комиссия из 5 человек.",
        "",
    ],
)
def test_other_dates_and_numbers_are_left_alone(sentence):
    assert closing_dates(sentence) == []


def test_a_sentence_that_speaks_of_closing_says_nothing_of_its_neighbours():
    text = "The project began on 5 May 2020. Apply by 3 June 2021.\nThe work starts on 1 July 2021"
    assert [said.words for said in closing_dates(text)] == ["3 June 2021"]


def test_the_year_counts_where_it_is_written():
    (said,) = closing_dates("Apply by 18 November 2019")
    assert (said.is_on(date(2019, 11, 18)), said.is_on(CLOSES)) == (True, False)


def test_the_abbreviated_year_of_a_russian_sentence_does_not_end_it():
    (said,) = closing_dates("Заявки принимаются с даты объявления 2026 г. до 18 ноября 2026 г. включительно")
    assert said.is_on(CLOSES)
