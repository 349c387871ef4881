"""Words meet whatever their endings, case, script and romanisation."""

from itertools import permutations

import pytest

from vacancies.vacancy.words import asked, sound, spelled, stem, words, written


def meets(question, text):
    """Whether each word of `question` is found in `text`."""
    keys = {key for word in words(text) for key in written(word)}
    return all(keys & set(asked(word)) for word in words(question))


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Международное миграционное право", "ПРАВА"),
        ("Международное миграционное право", "международного миграционного"),
        ("Стажёр по учёту", "стажер учет"),
        ("Стажер по учету", "СТАЖЁР УЧЁТА"),
        ("Consultant on reintegration", "consultants"),
        ("Based in Nursultan", "Нурсултане"),
        ("Офис в Нурсултане", "Nursultan"),
        ("District of Chuy", "Чуй"),
        ("Tyumen", "Тюмень"),
        ("Қазақстан", "Kazakstan"),
        ("Өскемен", "Оскемен"),
        ("за́мок", "замок"),
        ("Türkmenistan", "turkmenistan"),
        ("Daşoguz", "Дашогуз"),
        ("Order №5", "№ 005"),
        ("IT-специалист", "специалисты"),
        ("the office’s", "office"),
        ("Qoʻqon", "Кокон"),
        ("эксперт", "expert"),
        ("форма", "form"),
        ("P11", "p-11"),
        ("ref. 11(C)", "11(С)"),
    ],
)
def test_a_word_is_found_by_any_of_its_forms(text, question):
    assert meets(question, text)


@pytest.mark.parametrize(
    "names",
    [
        "Худжанд Khujand Hujand Khudzhand Xujand Хуҷанд",
        "Алматы Almaty Аlmaty Алмaты ALMATY",
        "Душанбе Dushanbe Dušanbe",
        "Ош Osh",
        "Хорог Khorog Horog",
        "Щучинск Shchuchinsk Schuchinsk",
        "Андижан Andijan Andizhan",
        "Самарканд Samarkand Samarqand",
        "Тюмень Tyumen Tiumen",
        "миграция migratsiya migraciya migratsia migracija",
    ],
)
def test_all_romanisations_of_a_name_meet(names):
    assert [pair for pair in permutations(names.split(), 2) if not meets(*pair)] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [("но", "no"), ("щит", "шить"), ("site", "sit"), ("2026", "202"), ("правление", "управление")],
)
def test_words_that_only_sound_a_little_alike_do_not_meet(text, question):
    assert not meets(question, text)


def test_short_i_stays_a_letter_of_its_own_and_yo_is_ye():
    assert words("Йод и ёлка, ЁЛКА") == ["йод", "и", "елка", "елка"]


def test_words_know_their_place_in_the_text():
    text = "Учёт, P11 и́ O'Neil"
    assert [(word.form, text[word.start : word.end]) for word in spelled(text)] == [
        ("учет", "Учёт"), ("p", "P11"), ("11", "P11"), ("и", "и́"), ("oneil", "O'Neil"),
    ]  # fmt: skip


def test_the_letter_of_a_reference_is_looked_for_and_a_preposition_is_not():
    said = {
        text: [word.form for word in spelled(text) if not word.is_stop] for text in ("11(С)", "11С", "5 с")
    }
    assert said == {"11(С)": ["11", "с"], "11С": ["11", "с"], "5 с": ["5"]}


@pytest.mark.parametrize(
    "word", ["нурсултане", "правового", "consultants", "almaty", "миграция", "2026", "c"]
)
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)


def test_a_sound_is_one_for_both_scripts():
    assert [sound(word) for word in ("худжанд", "khujand", "джалал", "жалал")] == [
        "hujand",
        "hujand",
        "jal",
        "jal",
    ]
