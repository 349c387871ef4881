"""What changed, in words: names of fields, values, long texts by the words that changed."""

from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from vacancies.corrigenda.paths import name_of, value_of
from vacancies.corrigenda.words import in_words

ZONE = ZoneInfo("Asia/Bishkek")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("title.en", "Title (English)"),
        ("terms.text.ru", "Terms of reference (Russian)"),
        ("terms.context.en", "Context (English)"),
        ("openings", "Openings"),
        ("pay_most", "Pay, highest"),
        ("outputs.O2.share", "Output 2, share of the payment, per cent"),
        ("lots.L17.name.en", "Lot L17, name (English)"),
        ("duty_stations.S1", "Duty station 1"),
        ("languages.ru.level", "Language Russian, level"),
        ("plan.criteria.A.points", "Criterion A, points"),
        ("plan.criteria.A.anchors.2.5.text.en", "Criterion A, mark 2.5, what it means (English)"),
        ("plan.documents.cv", "Document cv"),
        ("lots", "Order of rows"),
        ("plan.letter_asked", "Letter of interest and availability"),
    ],
)
def test_a_path_has_a_name(path, name):
    assert name_of(path) == name


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("closes_at", "2026-12-11T12:00:00Z", "11 December 2026, 18:00"),
        ("starts_on", "2027-01-18", "18 January 2027"),
        ("home_based", True, "yes"),
        ("pay_most", "250.5", "250.5"),
        ("pay_per", "whole", "for the whole assignment"),
        ("scope", "national", "national"),
        ("eligible_countries", ["UZ", "KG"], "Kyrgyzstan, Uzbekistan"),
        ("duty_stations.S1.country", "KG", "Kyrgyzstan"),
        ("plan.criteria.A.points", "12.5", "12.5"),
        ("project", "", "–"),
        ("plan.letter_asked", True, "yes"),
        ("plan.letter_asked", None, "no"),
        ("plan.methodology_limit", None, "0"),
        ("plan.price_basis", "daily_rate", "a rate for a day of work"),
        ("plan.price_basis", None, "a lump sum for the whole assignment"),
        ("lots.L2", None, "–"),
        ("lots.L2", {"code": "L2", "name": {"en": "Osh", "ru": "Ош"}, "openings": 1}, "Osh; Ош; 1"),
    ],
)
def test_a_value_reads_as_people_say_it(path, value, words):
    assert value_of(path, value, ZONE).replace("\N{NO-BREAK SPACE}", " ") == words


def test_in_russian_as_well():
    with override("ru"):
        assert (
            value_of("starts_on", "2027-01-18", ZONE).replace("\N{NO-BREAK SPACE}", " ") == "18 января 2027"
        )


def test_a_short_value_is_told_whole():
    told = in_words([{"path": "openings", "old": 1, "new": 3}], ZONE)
    assert [one.sentence for one in told] == ["Openings: “3” instead of “1”."]


def test_of_a_long_text_only_the_words_around_the_change_are_told():
    before = " ".join(f"word{number}" for number in range(100))
    after = before.replace("word50", "changed")
    (told,) = in_words([{"path": "summary.en", "old": before, "new": after}], ZONE)
    assert "[-word50-] {+changed+}" in told.sentence
    assert ("word49" in told.sentence, "word10" in told.sentence) == (True, False)
