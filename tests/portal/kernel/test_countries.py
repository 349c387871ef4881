import pytest
from django.utils.translation import override

from portal.kernel import countries, spoken


def test_every_country_of_the_standard_has_a_name_in_both_languages():
    assert len(countries.codes()) == 249
    assert set(countries.names("ru")) == set(countries.names("en")) == countries.codes()


@pytest.mark.parametrize(
    ("code", "english", "russian"),
    [
        ("KG", "Kyrgyzstan", "Кыргызстан"),
        ("TM", "Turkmenistan", "Туркменистан"),
        ("PS", "State of Palestine", "Государство Палестина"),
        ("DE", "Germany", "Германия"),
    ],
)
def test_countries_are_named_as_the_united_nations_name_them(code, english, russian):
    assert (countries.country(code, "en"), countries.country(code, "ru")) == (english, russian)


def test_a_country_is_named_in_the_language_of_the_page():
    with override("ru"):
        assert countries.country("UZ") == "Узбекистан"


def test_an_unknown_code_stands_for_itself():
    assert countries.country("XX", "en") == "XX"


def test_the_five_countries_of_the_region_come_first_and_no_country_comes_twice():
    (_near, first), (_far, others) = countries.country_groups()
    assert [code for code, _name in first] == ["KZ", "KG", "TJ", "TM", "UZ"]
    offered = [code for code, _name in first + others]
    assert len(offered) == len(set(offered)) == 249


def test_letters_with_marks_stand_in_their_place():
    listed = list(countries.names("en").values())
    assert listed.index("Åland Islands") == listed.index("Afghanistan") + 1


def test_spoken_languages_have_names_in_both_languages():
    for code in spoken.CODES:
        assert {spoken.name(code, "en"), spoken.name(code, "ru")}.isdisjoint({code})
    assert spoken.name("ky", "ru") == "кыргызский"
