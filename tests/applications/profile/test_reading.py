"""What is read in a CV, and what is passed over in silence because it could be taken in two ways."""

from datetime import date

import pytest

from applications.profile.cv_periods import period_of
from applications.profile.reading import read

TODAY = date(2026, 11, 28)

RUSSIAN = """Касымбекова Айнура Маратовна
Дата рождения: 12.03.1985, г. Бишкек, 720001
+996 555 120 304 · consultant@example.org
Факс: +996 312 000 000
О себе
Свободно владею английским, работаю с 2008 года.
Опыт работы
март 2019 – наст. время Доцент кафедры международного права
Дипломатическая академия, Бишкек
• с 2022 года отдельный модуль о реадмиссии, программа 2021–2023
01.2017–02.2019 Старший преподаватель, Юридический институт, Бишкек
2014–2016
Юрист
Общественный фонд «Право и дорога», Ош
2012 Стажёр, Прокуратура города Ош
2010–2012 Работа в поле
Образование
09.2008–06.2013 Юридический институт, Бишкек
Магистр права
2005–2008 Лучшие годы
Курсы и программы
2022–2026 Преподаватель, Центр повышения квалификации
Языки
Кыргызский – родной
Русский: С2
Английский язык (Upper-Intermediate, B2), немецкий A2
Французский – со словарём
Водительские права: категории В, С1
Рекомендации
Турсунова Гульмира, заведующая кафедрой
+996 555 700 101, tursunova@example.org
"""

ENGLISH = """Firuz Davlatov
Interpreter. Born 3 May 1990. Postal code 736000
davlatov@example.org | +992 90 777 64 53 | +992 93 111 22 33
Work experience
Interpreter, UNDP, 03/2018 – 04/2020
Sept 2020 - Present: Programme Officer, UNHCR, Dushanbe
since 2016 Teacher of English
Lyceum, Khorog
2011-12 Translator, Hospital
2019–2031 Manager, Bank
Acme, Almaty, 2013 – 2015
Education
2013–2017 Bachelor of Arts, English
State University, Khorog
Master of Science, 2017–2019
Languages
Language Reading Writing Speaking Understanding
Tajik mother tongue
English C1 B2 C1 C2
Russian C2 C2 C2 C2
German B1 A2
References
Jane Doe, supervisor, jane@example.org, +44 20 7946 0958
"""


@pytest.fixture(scope="module")
def russian():
    return read([RUSSIAN], today=TODAY)


@pytest.fixture(scope="module")
def english():
    return read([ENGLISH], today=TODAY)


def times(entry):
    return (entry.period.began, entry.period.ended, entry.period.words)


def test_telephone_and_address_are_those_at_the_head(russian, english):
    assert [one.value for one in russian.phones] == ["+996 555 120 304"]
    assert [one.value for one in russian.emails] == ["consultant@example.org"]
    assert [one.value for one in english.phones] == ["+992 90 777 64 53", "+992 93 111 22 33"]
    assert [one.value for one in english.emails] == ["davlatov@example.org"]


def test_work_is_read_with_its_title_employer_and_times(russian):
    assert [(times(one), one.fields) for one in russian.work] == [
        (
            (date(2019, 3, 1), None, "2019–"),
            {"title": "Доцент кафедры международного права", "employer": "Дипломатическая академия"},
        ),
        (
            (date(2017, 1, 1), date(2019, 2, 1), "2017–2019"),
            {"title": "Старший преподаватель", "employer": "Юридический институт"},
        ),
        (
            (None, None, "2014–2016"),
            {"title": "Юрист", "employer": "Общественный фонд «Право и дорога»"},
        ),
    ]  # fmt: skip


def test_work_in_english_also_with_the_time_at_the_end(english):
    assert [(times(one), one.fields) for one in english.work] == [
        (
            (date(2018, 3, 1), date(2020, 4, 1), "2018–2020"),
            {"title": "Interpreter", "employer": "UNDP"},
        ),
        (
            (date(2020, 9, 1), None, "2020–"),
            {"title": "Programme Officer", "employer": "UNHCR"},
        ),
        ((None, None, "2016–"), {"title": "Teacher of English", "employer": "Lyceum"}),
    ]  # fmt: skip


def test_education_is_read_with_its_level_in_the_words_of_the_cv(russian, english):
    assert [(times(one), one.fields) for one in russian.education] == [
        (
            (date(2008, 9, 1), date(2013, 6, 1), "2008–2013"),
            {"degree": "Магистр права", "institution": "Юридический институт", "level": "master"},
        )
    ]
    assert [one.fields for one in english.education] == [
        {"degree": "Bachelor of Arts", "institution": "State University", "level": "bachelor"},
        {"degree": "Master of Science", "level": "master"},
    ]


def test_languages_are_read_with_levels_and_by_skill_where_a_table_names_them(russian, english):
    assert {one.code: one.mother_tongue or set(one.levels.values()) for one in russian.languages} == {
        "ky": True,
        "ru": {"C2"},
        "en": {"B2"},
        "de": {"A2"},
    }
    by_code = {one.code: one for one in english.languages}
    assert by_code["en"].levels == {"read": "C1", "write": "B2", "speak": "C1", "understand": "C2"}
    assert by_code["tg"].mother_tongue
    assert by_code.keys() == {"tg", "en", "ru"}


def test_each_finding_names_its_line(russian):
    lines = [" ".join(line.split()) for line in RUSSIAN.splitlines()]
    for one in [*russian.phones, *russian.emails, *russian.languages]:
        assert one.line in lines
    assert russian.work[0].line == lines[7]
    assert russian.work[2].line == "2014–2016 Юрист Общественный фонд «Право и дорога», Ош"


def test_two_columns_leave_their_lines_where_they_are_and_nothing_is_mixed():
    texts = [
        "Контакты\n+7 701 555 01 02\nЯзыки\nКазахский – родной\nАнглийский – C1\nОпыт работы\n2016–2019 Аналитик\nЦентр исследований\n"
    ]
    found = read(texts, today=TODAY)
    assert [one.value for one in found.phones] == ["+7 701 555 01 02"]
    assert [one.code for one in found.languages] == ["kk", "en"]
    assert found.work[0].fields == {"title": "Аналитик", "employer": "Центр исследований"}


def test_a_table_whose_cells_stand_below_each_other_is_read():
    text = "Work history\n03.2019–05.2021\nData analyst\nStatistics Agency, Astana\n06.2021 – present\nConsultant\nWorld Bank\n"
    assert [one.fields for one in read([text], today=TODAY).work] == [
        {"title": "Data analyst", "employer": "Statistics Agency"},
        {"title": "Consultant", "employer": "World Bank"},
    ]


def test_a_section_goes_on_over_the_foot_of_a_page():
    pages = ["Языки\nРусский родной\nИванов Иван 1 / 2", "Казахский B2\n2"]
    assert [one.code for one in read(pages, today=TODAY).languages] == ["ru", "kk"]


@pytest.mark.parametrize(
    "line",
    [
        "Английский B1/B2", "Английский B2+", "Английский: свободно", "English: fluent", "Учитель английского, C1", "Английский D1",
        "Английский 5", "Казахский C2 B2 родной",
    ],
)  # fmt: skip
def test_a_language_without_a_plain_level_is_passed_over(line):
    assert read([f"Языки\n{line}"], today=TODAY).languages == []


def test_a_language_told_in_two_ways_is_passed_over():
    text = "Языки\nАнглийский B2\nАнглийский C1\nНемецкий A2"
    assert [one.code for one in read([text], today=TODAY).languages] == ["de"]


def test_groups_taught_at_a_level_are_no_level_of_ones_own():
    text = "Опыт работы\n2018–2020 Преподаватель, Школа языков\n• английский B2, немецкий A1\n"
    assert read([text], today=TODAY).languages == []


@pytest.mark.parametrize(
    "line",
    ["8 (701) 555-01-02", "701 555 01 02", "+7 701", "ИНН 12345678901234", "12.03.1985", "050000, Алматы", "+" + "7" * 25,
     "Рекомендации даст Иванов, +7 701 555 01 02", "Fax +7 701 555 01 02"],
)  # fmt: skip
def test_what_is_no_number_of_the_person_is_passed_over(line):
    assert read([line], today=TODAY).phones == []


def test_of_many_numbers_nobody_knows_which():
    text = "\n".join(f"+7 701 555 01 0{number}" for number in range(3))
    assert read([text], today=TODAY).phones == []


def test_the_same_number_twice_is_one():
    assert len(read(["+7 701 555 01 02\n+7 (701) 555-01-02"], today=TODAY).phones) == 1


@pytest.mark.parametrize(
    "line",
    [
        "2018–2020 Acme, Almaty", "2018–2020 Бюро Альфа, Алматы, Банк Бета",
        "2020–2018 Аналитик, Центр", "1930–1940 Аналитик, Центр", "2018–2020, 2021–2022 Аналитик, Центр", "2019 Аналитик, Центр",
        "05.2021–03.2021 Аналитик, Центр", "Аналитик, Центр, индекс 050000", "• проект 2018–2020",
    ],
)  # fmt: skip
def test_work_of_which_nothing_is_certain_is_passed_over(line):
    found = read([f"Опыт работы\n{line}"], today=TODAY).work
    assert [one.fields for one in found if "employer" in one.fields] == []


def test_a_comma_within_a_name_parts_nothing():
    text = "Experience\n2021–2022 Junior researcher\nInstitute of State, Law and Democracy, Ashgabat\n"
    assert read([text], today=TODAY).work[0].fields == {"title": "Junior researcher"}


def test_who_employs_advocates_is_no_advocate():
    text = "Опыт\nс 2020 Адвокат\nКоллегия адвокатов, Душанбе\n"
    assert read([text], today=TODAY).work[0].fields == {"title": "Адвокат", "employer": "Коллегия адвокатов"}


def test_a_degree_that_could_be_of_two_levels_has_none():
    text = "Образование\n2010–2016 Бакалавр и магистр права\nУниверситет Нархоз\n"
    found = read([text], today=TODAY).education[0].fields
    assert "level" not in found


@pytest.mark.parametrize(
    ("line", "began", "ended"),
    [
        ("март 2019 – наст. время", date(2019, 3, 1), None),
        ("03.2019–05.2021", date(2019, 3, 1), date(2021, 5, 1)),
        ("с марта 2019 по май 2021 г.", date(2019, 3, 1), date(2021, 5, 1)),
        ("01.03.2019 - 31.05.2021", date(2019, 3, 1), date(2021, 5, 1)),
        ("Mar 2019 to May 2021", date(2019, 3, 1), date(2021, 5, 1)),
        ("апрель 2018 г. — по н.в.", date(2018, 4, 1), None),
        ("2019–2021", None, None),
        ("2019 – 05.2021", None, date(2021, 5, 1)),
        ("since 2020", None, None),
        ("2020 to date", None, None),
    ],
)
def test_a_month_is_there_only_where_it_is_written(line, began, ended):
    period, rest = period_of(line, today=TODAY)
    assert (period.began, period.ended, rest) == (began, ended, "")


@pytest.mark.parametrize(
    "line", ["2011-12", "12.03.1985", "720001", "2019", "май", "2018–2020, 2021–2022", "ГОСТ 2018-2020-1"]
)
def test_what_is_no_time_is_none(line):
    assert period_of(line, today=TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "•", "–", "2018–", "((((", "«" * 50 + "2018–2020", "с " * 5000, "A" * 20000, "2018–" * 3000],
)
def test_odd_texts_are_read_quickly_and_give_nothing(text):
    found = read([f"Опыт работы\n{text}", text], today=TODAY)
    assert (found.phones, found.languages, found.work, found.education) == ([], [], [], [])
