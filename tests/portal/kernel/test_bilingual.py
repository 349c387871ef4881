"""Texts in two languages: read in the reader's, borrowed from the other, missing by name."""

import pytest
from django.db import models
from django.utils.translation import override

from portal.kernel.bilingual import Bilingual, languages, missing, text_in
from portal.models import Office
from vacancies.models import Vacancy


def vacancy(**texts):
    return Vacancy(**texts)


def test_a_text_has_a_column_for_each_language():
    assert languages() == ["en", "ru"]
    names = {field.name for field in Vacancy._meta.get_fields()}
    assert {"title_en", "title_ru", "terms_en", "terms_ru"} <= names
    assert "title" not in names


@pytest.mark.parametrize(("language", "title"), [("en", "Expert"), ("ru", "Эксперт")])
def test_a_text_is_read_in_the_language_of_the_page(language, title):
    with override(language):
        read = vacancy(title_en="Expert", title_ru="Эксперт").title
    assert (read, read.language, read.borrowed) == (title, language, False)


def test_a_missing_text_is_borrowed_and_says_so():
    with override("en"):
        read = vacancy(title_ru="Эксперт").title
    assert (read, read.language, read.borrowed) == ("Эксперт", "ru", True)


def test_a_text_that_nobody_wrote_is_empty_in_the_language_asked_for():
    read = text_in(vacancy(), "title", "ru")
    assert (read, read.language, read.borrowed) == ("", "ru", False)


def test_what_one_language_lacks_is_listed_and_what_both_lack_is_not():
    written = vacancy(title_en="Expert", title_ru="Эксперт", summary_ru="Кратко", duration_en="A month")
    assert missing(written) == [("summary", "en"), ("duration", "ru")]


def test_the_words_for_a_text_can_be_asked_of_its_model():
    assert str(Office.city.verbose_name) == "city"


def test_columns_take_the_options_of_their_text_and_are_empty_by_default():
    column = Vacancy._meta.get_field("title_ru")
    assert (column.max_length, column.default, column.blank, column.null) == (250, "", True, False)


def test_an_option_can_be_set_for_one_text():
    text = Bilingual(models.CharField, "note", max_length=5, blank=False)
    assert text.options == {"blank": False, "default": "", "max_length": 5}
