"""Which applications are taken for those of one person, and which are not."""

import pytest

from applications.screening.likeness import Ground, Pair, Person, names_before, pairs, same_name


def person(name, *, key=1, account=None, patronymic="", **said):
    names = (name,) if isinstance(name, str) else name
    return Person(key=key, account=account or key, names=names, patronymic=patronymic, **said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ким Юлия", "Kim Yuliya"),
        ("Ким Юлия", "Kim Julia"),
        ("Kim Iuliia", "Kim Julia"),
        ("Ғафуров Ғулом", "Гафуров Гулом"),
        ("Ғафуров Ғулом", "Gafurov Gulom"),
        ("Семёнов Пётр", "Семенов Петр"),
        ("Семёнов Пётр", "Semyonov Pyotr"),
        ("Семёнов Пётр", "Petr Semenov"),
        ("Қодиров Иброҳим", "Kadirov Ibrohim"),
        ("Джумабаев Ержан", "Zhumabayev Yerzhan"),
        ("Худойбердиев Шухрат", "Xudoyberdiyev Shuxrat"),
        ("Berdimuhamedow Şöhrat", "Бердымухамедов Шохрат"),
        ("Щербаков Александр", "SHCHERBAKOV ALEXANDER"),
        ("Наталья Ли", "Natalia Li"),
        ("Kovalenko Oleksii-Ivan", "Kovalenko Oleksii Ivan"),
        ("Ўғилой Каримова", "O‘g‘iloy Karimova"),
    ],
)
def test_one_name_is_one_in_either_script_spelling_and_order(one, other):
    assert same_name(person(one), person(other))
    assert same_name(person(other), person(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Петрова Юлия", "Иванова Юлия"),
        ("Петров Юлий", "Петрова Юлия"),
        ("Ким Дана", "Ким Дина"),
        ("Ким Диана", "Ким Дина"),
        ("Алиев Рашид", "Алиев Рашад"),
        ("Ким", "Ким Юлия"),
        ("", ""),
    ],
)
def test_who_shares_a_part_of_a_name_is_somebody_else(one, other):
    assert not same_name(person(one), person(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Алиева Дина Рашидовна"), person("Алиева Дина")),
        (person("Алиева Дина", patronymic="Рашидовна"), person("Dina Alieva", patronymic="Rashidovna")),
        (person("Алиева Дина", patronymic="Рашидовна"), person("Alieva Dina Rashidovna")),
        (person("Алиева Дина", patronymic="Рашид кизи"), person("Алиева Дина", patronymic="Рашидовна")),
        (person("Алиев Олим", patronymic="Rashid o‘g‘li"), person("Алиев Олим", patronymic="Рашидович")),
    ],
)
def test_a_patronymic_may_be_left_out_or_written_in_another_way(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


def test_another_patronymic_makes_another_person():
    assert not same_name(
        person("Иванов Иван", patronymic="Петрович"), person("Ivanov Ivan", patronymic="Sergeevich")
    )


def test_the_name_in_the_passport_counts_as_well():
    assert same_name(person(("Ли Мария", "LEE MARIYA")), person("Lee Mariya"))


def found(*people):
    return [(pair.first, pair.second, list(pair.grounds)) for pair in pairs(people)]


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        ({"email": "Aliya.K+jobs@gmail.com"}, {"email": "aliyak@googlemail.com".replace("google", "g")}, Ground.EMAIL),
        ({"email": "aliya@example.org"}, {"email": "ALIYA@example.org "}, Ground.EMAIL),
        ({"phone": "+7 701 000-00-01"}, {"phone": "8 (701) 000 00 01"}, Ground.PHONE),
        ({"documents": frozenset("ab")}, {"documents": frozenset("bc")}, Ground.DOCUMENT),
    ],
)  # fmt: skip
def test_other_traces_show_one_person_under_another_name(one, other, ground):
    assert found(person("Петрова Юлия", key=1, **one), person("Иванова Юлия", key=2, **other)) == [
        (1, 2, [ground])
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": "a.b@example.org"}, {"email": "ab@example.org"}),
        ({"phone": "+7 701 000 00 01"}, {"phone": "+7 701 000 00 02"}),
        ({"phone": "112"}, {"phone": "112"}),
        ({"email": ""}, {"email": ""}),
    ],
)
def test_what_is_not_the_same_is_not_taken_for_it(one, other):
    assert found(person("Петрова Юлия", key=1, **one), person("Иванов Олег", key=2, **other)) == []


def test_all_that_two_have_in_common_is_said_once():
    same = {"email": "a@example.org", "phone": "+992 900 000 001"}
    assert found(person("Ким Юлия", key=2, **same), person("Julia Kim", key=1, **same)) == [
        (1, 2, [Ground.NAME, Ground.EMAIL, Ground.PHONE])
    ]


def test_applications_of_one_account_are_never_a_pair():
    assert pairs([person("Ким Юлия", key=1, account=7), person("Ким Юлия", key=2, account=7)]) == []


def test_three_of_one_person_are_three_pairs():
    people = [person("Ким Юлия", key=key) for key in (1, 2, 3)]
    assert pairs(people) == [
        Pair(1, 2, (Ground.NAME,)), Pair(1, 3, (Ground.NAME,)), Pair(2, 3, (Ground.NAME,))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("", []),
        ("Ахметова", ["Ахметова Юлия"]),
        ("Ахметова; Akhmetova Julia,", ["Ахметова Юлия", "Akhmetova Julia"]),
        ("Ахметова / Ли", ["Ахметова Юлия", "Ли Юлия"]),
    ],
)
def test_names_borne_before_are_read_as_people_write_them(said, names):
    assert names_before(said, "Юлия") == names
