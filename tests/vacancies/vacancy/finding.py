"""What the index of words holds, asked without the list."""

from functools import reduce

from vacancies.models import Vacancy
from vacancies.vacancy.search import index
from vacancies.vacancy.word_index import having
from vacancies.vacancy.words import asked, spelled


def indexed(vacancy):
    """`vacancy`, found by the words it has now."""
    index(vacancy)
    return vacancy


def found(text):
    """The vacancies that have every word of `text`, published or not."""
    questions = [asked(word.form) for word in spelled(text) if not word.is_stop]
    numbers = reduce(set.intersection, map(set, having(questions))) if questions else set()
    return list(Vacancy.with_amendments.filter(pk__in=numbers).order_by("pk"))
