"""Words find vacancies whatever their endings, case and script, the same on every database."""

import pytest

from tests.factories.portal import OfficeFactory
from tests.factories.vacancies import DutyStationFactory, VacancyFactory
from vacancies.models import Vacancy
from vacancies.vacancy.search import in_other_script, matching, search_text_of, stem, words


def indexed(**fields):
    """A vacancy that can be found, as the room that writes notices leaves it."""
    vacancy = VacancyFactory(**fields)
    DutyStationFactory(vacancy=vacancy, city_en="Khorog", city_ru="Хорог", country="TJ")
    vacancy.search_text = search_text_of(vacancy)
    vacancy.save()
    return vacancy


def found(text):
    return list(matching(Vacancy.objects.all(), text))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Международное миграционное право", "ПРАВА"),
        ("Международное миграционное право", "международного миграционного"),
        ("Стажёр по учёту", "стажер учет"),
        ("Стажер по учету", "СТАЖЁР"),
        ("Consultant on reintegration", "consultants"),
        ("Работа в Алматы", "Almaty"),
        ("Based in Almaty", "Алматы"),
        ("Based in Nursultan", "Нурсултан"),
        ("Based in Nursultan", "Нурсултане"),
        ("Офис в Нурсултане", "Nursultan"),
        ("Работа в Бишкеке", "bishkek"),
        ("District of Chuy", "Чуй"),
        ("Tyumen", "Тюмень"),
        ("Қазақстан", "Kazakstan"),
        ("за́мок", "замок"),
        ("Türkmenistan", "turkmenistan"),
        ("Order №5", "№5"),
    ],
)
@pytest.mark.django_db
def test_a_word_is_found_by_any_of_its_forms(written, asked):
    vacancy = indexed(title_en="", title_ru=written)
    assert found(asked) == [vacancy]


@pytest.mark.django_db
def test_all_texts_in_both_languages_the_reference_the_office_and_the_duty_stations_are_searched():
    vacancy = indexed(
        office=OfficeFactory(
            name_en="Office in Tajikistan",
            name_ru="Офис в Таджикистане",
            city_en="Dushanbe",
            city_ru="Душанбе",
        ),
        reference="IOMTJK/2026/11(C)",
        title_en="Manual",
        title_ru="Пособие",
        summary_en="Coordination",
        summary_ru="Координация",
        terms_en="## Scope",
        terms_ru="## Задачи",
        duration_en="Five months",
        duration_ru="Пять месяцев",
    )
    for asked in (
        "manual",
        "пособию",
        "coordinate",
        "координации",
        "scope",
        "задача",
        "month",
        "месяц",
        "IOMTJK/2026/11(C)",
        "Tajikistan",
        "Таджикистан",
        "Душанбе",
        "Хороге",
        "khorog",
    ):
        assert found(asked) == [vacancy], asked


@pytest.mark.django_db
def test_every_word_asked_for_must_be_there():
    law = indexed(title_ru="Миграционное право")
    both = indexed(title_ru="Миграционное право и статистика")
    assert set(found("право")) == {law, both}
    assert found("право статистика") == [both]
    assert found("право балет") == []


@pytest.mark.django_db
def test_a_word_is_whole_and_its_signs_are_not_patterns():
    indexed(title_ru="Правление")
    assert found("авл") == []
    assert found("%") == []
    assert found("_") == []


@pytest.mark.django_db
def test_no_text_finds_everything_and_a_text_without_words_nothing():
    vacancy = indexed()
    assert found("") == found("  ") == [vacancy]
    assert found("?!") == []


def test_short_i_stays_a_letter_of_its_own_and_yo_is_ye():
    assert words("Йод и ёлка, ЁЛКА") == ["йод", "и", "елка", "елка"]


@pytest.mark.parametrize(
    "word", ["нурсултане", "правового", "consultants", "almaty", "миграция", "2026", "c"]
)
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize(
    ("latin", "cyrillic"), [("almaty", "алматы"), ("khorog", "хорог"), ("dushanbe", "душанбе")]
)
def test_names_go_from_script_to_script_and_back(latin, cyrillic):
    assert in_other_script(cyrillic) == latin
    assert in_other_script(latin) == cyrillic


@pytest.mark.django_db
def test_finding_is_one_query(django_assert_num_queries):
    indexed()
    with django_assert_num_queries(1):
        assert len(found("право пособие офис")) == 0
