"""Every text of a notice is indexed by its words, the same on every database."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories.portal import OfficeFactory
from tests.factories.publishing import (
    ChosenClauseFactory,
    LanguageAskedFactory,
    LotFactory,
    OutputFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import DutyStationFactory, VacancyFactory, planned_vacancy
from tests.vacancies.vacancy.finding import found, indexed
from vacancies.models import Stamp
from vacancies.vacancy.search import keys_of
from vacancies.vacancy.word_index import having, replace

pytestmark = pytest.mark.django_db


def test_all_columns_the_office_and_what_was_chosen_from_lists_are_searched():
    vacancy = VacancyFactory(
        office=OfficeFactory(
            name_en="Office in Tajikistan", name_ru="Офис в Таджикистане", city_en="Khujand"
        ),
        reference="IOMTJK/2026/011(C)",
        title_en="Manual",
        title_ru="Пособие",
        summary_en="Coordination",
        summary_ru="Координация",
        terms_ru="## Задачи",
        duration_en="Five months",
        unit_en="Resilience unit",
        project="PB.0203",
        field="law",
    )
    DutyStationFactory(vacancy=vacancy, city_en="Khorog", city_ru="Хорог", country="TJ")
    LanguageAskedFactory(vacancy=vacancy, language="tg")
    indexed(vacancy)
    for asked in (
        "manuals", "пособию", "coordinating", "координации", "задача", "month", "resilience", "PB.0203",
        "IOMTJK/2026/11(C)", "202611", "Таджикистана", "Худжанд", "хороге", "law", "консультанты", "tajik",
    ):  # fmt: skip
        assert found(asked) == [vacancy], asked


def test_sections_outputs_lots_clauses_and_the_plan_are_searched():
    vacancy = planned_vacancy()
    TermsOfReferenceFactory(vacancy=vacancy, travel_en="Batken")
    OutputFactory(vacancy=vacancy, title_ru="Анкета домохозяйства")
    LotFactory(vacancy=vacancy, name_ru="Лейлекский район")
    ChosenClauseFactory(vacancy=vacancy, clause__text_en="Kinship")
    indexed(vacancy)
    for asked in (
        "universities",
        "Баткен",
        "анкеты",
        "лейлекского",
        "kinship",
        "criterion",
        "опыта",
        "выдающийся",
    ):
        assert found(asked) == [vacancy], asked


def test_a_notice_without_plan_and_sections_is_indexed_as_well():
    assert found("manual") == []
    vacancy = indexed(VacancyFactory())
    assert found("manual") == [vacancy]


def test_words_that_went_out_of_a_notice_find_it_no_more():
    vacancy = indexed(VacancyFactory(title_en="Zoologist"))
    vacancy.title_en = "Botanist"
    vacancy.save()
    indexed(vacancy)
    assert (found("zoologist"), found("botanist")) == ([], [vacancy])


def test_a_key_says_whether_its_word_stands_in_the_title_at_a_glance_or_elsewhere():
    keys = keys_of(VacancyFactory(title_en="Alpha", summary_en="Beta", terms_en="Gamma"))
    assert {"!alpha", "alpha", "#beta", "beta", "gamma"} <= keys
    assert {"#alpha", "!beta", "!gamma", "#gamma"} & keys == set()


def test_words_that_follow_each_other_have_a_key_together_but_not_across_texts():
    keys = keys_of(VacancyFactory(title_en="Monitoring and evaluation", title_ru="", summary_en="Alpha"))
    assert "monitor_evalu" in keys
    assert not any(key.endswith("evalu_alpha") for key in keys)


def test_words_are_whole_and_their_signs_are_not_patterns():
    vacancy = indexed(VacancyFactory(title_ru="Правление"))
    assert [found(asked) for asked in ("авл", "%", "_", "'", '"', "*", "правлением")] == [[]] * 6 + [
        [vacancy]
    ]


def test_any_number_of_words_is_one_query(django_assert_num_queries):
    indexed(VacancyFactory())
    with django_assert_num_queries(1):
        assert [len(numbers) for numbers in having([["manual"], ["nothing"], ["absent", "manual"]])] == [
            1,
            0,
            1,
        ]
    assert having([]) == []
    assert having([["manual"]] * 451)[-1] == having([["manual"]])[0]


def test_the_index_is_written_anew_with_its_progress_and_without_what_is_gone():
    vacancies = [VacancyFactory(published=True) for _n in range(3)]
    replace([(10**6, {"manual"})])
    stamps = list(Stamp.objects.values_list("value", flat=True))
    said = StringIO()
    call_command("reindex", stdout=said, no_color=True)
    assert said.getvalue().splitlines() == ["3 of 3", "Indexed 3 vacancies."]
    assert having([["manual"]]) == [[vacancy.pk for vacancy in vacancies]]
    assert set(stamps).isdisjoint(Stamp.objects.values_list("value", flat=True))
