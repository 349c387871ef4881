"""A set of questions with the notices they have to find, the same on every database."""

import json
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from portal.accounts.models import User
from tests.factories.portal import NOW, OfficeFactory
from tests.factories.vacancies import DutyStationFactory, VacancyFactory
from vacancies.listing.filters import VacancyFilter
from vacancies.models import Vacancy
from vacancies.vacancy import word_index
from vacancies.vacancy.search import index_all

HERE = Path(__file__).parent
CORPUS = json.loads((HERE / "search_corpus.json").read_text())
LINES = (HERE / "search_queries.txt").read_text().splitlines()
QUERIES = [
    (asked.strip(), [name.strip() for name in names.split(",") if name.strip()])
    for asked, names in (line.rsplit("|", 1) for line in LINES if line and not line.startswith("#"))
]
TEXTS = ("title", "summary", "terms")


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """The notices by number, closing in the order of the file; written once for all questions."""
    with django_db_blocker.unblock():
        office = OfficeFactory(name_en="Country office", name_ru="Страновой офис", city_en="", city_ru="")
        names = {_written(office, name, days).pk: name for days, name in enumerate(CORPUS, start=1)}
        list(index_all(Vacancy.objects.filter(pk__in=names)))
        yield names
        people = set(Vacancy.objects.values_list("written_by", "approved_by"))
        Vacancy.objects.filter(pk__in=names).delete()
        User.objects.filter(pk__in=chain.from_iterable(people)).delete()
        office.delete()
        word_index.keep_only([])


def _written(office, name, days):
    said = {**{f"{text}_{code}": "" for text in TEXTS for code in ("en", "ru")}, **CORPUS[name]}
    city = {f"city_{code}": said.pop(f"city_{code}") for code in ("en", "ru")}
    nothing = {"duration_en": "", "duration_ru": "", "slug": name, "closes_at": NOW + timedelta(days=days)}
    vacancy = VacancyFactory(office=office, published=True, **nothing, **said)
    DutyStationFactory(vacancy=vacancy, country="KZ", **city)
    return vacancy


def found(corpus, asked):
    wish = VacancyFilter(QueryDict(urlencode({"q": asked})), at=NOW)
    return [corpus[number] for number in wish.numbers]


def test_the_set_is_large_enough():
    assert len(dict(QUERIES)) >= 60
    assert {name for _asked, names in QUERIES for name in names} - {"*"} == set(CORPUS)


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "names"), QUERIES, ids=[asked for asked, _names in QUERIES])
def test_a_question_finds_its_notices_best_first(corpus, asked, names):
    first = found(corpus, asked)
    if names[-1:] == ["*"]:
        names = names[:-1]
        first = first[: len(names)]
    assert first == names
