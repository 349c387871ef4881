"""Which words a vacancy is found by: every text of its notice in both languages, by where it stands."""

from collections.abc import Iterator
from itertools import islice
from operator import attrgetter
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import override

from portal.kernel.bilingual import languages
from portal.kernel.countries import country
from portal.kernel.spoken import name as language_name
from vacancies.vacancy import word_index
from vacancies.vacancy.models import Vacancy, VacancyQuerySet
from vacancies.vacancy.words import pair, spelled, written

# Where a word stands: in the title, in what a reader takes in at a glance, or in the rest of the notice.
TITLE, GLANCE, REST = "!", "#", ""
# Rows of a notice with texts in both languages, by their place; rooms above own most of them.
ROWS = {
    "duty_stations": GLANCE,
    "lots": GLANCE,
    "outputs": REST,
    "clauses": REST,
    "plan.requirements": REST,
    "plan.criteria": REST,
    "plan.documents": REST,
}
_WITH = (
    "duty_stations", "lots", "outputs", "clauses__clause", "languages_asked",
    "plan__requirements", "plan__criteria__anchors", "plan__documents",
)  # fmt: skip
_AT_A_TIME = 200


def index(vacancy: Vacancy) -> None:
    """Let `vacancy` be found by the words it has now: for every verb that changes a text of a notice."""
    for _done in index_all(Vacancy.with_amendments.filter(pk=vacancy.pk)):
        pass


def index_all(vacancies: VacancyQuerySet) -> Iterator[int]:
    """Index `vacancies` a few at a time, saying each time how many have been done."""
    full = vacancies.select_related("office", "sections", "plan").prefetch_related(*_WITH).order_by("pk")
    rows, done = full.iterator(chunk_size=_AT_A_TIME), 0
    while some := list(islice(rows, _AT_A_TIME)):
        word_index.replace((vacancy.pk, keys_of(vacancy)) for vacancy in some)
        done += len(some)
        yield done


def keys_of(vacancy: Vacancy) -> set[str]:
    """All that `vacancy` is found by: keys of its words and of words that follow each other, with and without place."""
    keys: set[str] = set()
    for place, text in _texts(vacancy):
        found = keys_in(text)
        keys |= found
        if place:
            keys.update(place + key for key in found)
    return keys | _reference_keys(vacancy)


def keys_in(text: str) -> set[str]:
    """What `text` is found by: keys of its words, and of words that follow each other."""
    keys: set[str] = set()
    before = ""
    for word in spelled(text):
        if word.is_stop:
            continue
        keys.update(written(word.form))
        if before:
            keys.add(pair(before, word.form))
        before = word.form
    return keys


def _reference_keys(vacancy: Vacancy) -> set[str]:
    """The reference however it is written: 2026/011, 2026 11 and 202611."""
    numbers = [word.form for word in spelled(vacancy.reference) if word.form.isdigit()]
    found = keys_in(vacancy.reference) | {"".join(numbers)}
    return {key for key in found | {GLANCE + key for key in found} if key}


def _texts(vacancy: Vacancy) -> Iterator[tuple[str, str]]:
    """Every text with the place it stands in."""
    places = {"title": TITLE, "summary": GLANCE, "unit": GLANCE}
    yield from ((places.get(name, REST), text) for name, text in _bilingual(vacancy))
    yield from ((GLANCE, text) for name, text in _bilingual(vacancy.office) if name in ("name", "city"))
    yield GLANCE, vacancy.project
    yield from ((GLANCE, text) for text in _choices(vacancy))
    if sections := _related(vacancy, "sections"):
        yield from ((REST, text) for _name, text in _bilingual(sections))
    for path, place in ROWS.items():
        yield from ((place, text) for row in _rows(vacancy, path) for _name, text in _bilingual(row))


def _choices(vacancy: Vacancy) -> Iterator[str]:
    """What was chosen from lists, in the words of each language."""
    for language in languages():
        with override(language):
            yield from (str(vacancy.get_kind_display()), str(vacancy.get_field_display()))
        yield from (country(station.country, language) for station in vacancy.duty_stations.all())
        yield from (language_name(row.language, language) for row in vacancy.languages_asked.all())


def _bilingual(row: Any) -> Iterator[tuple[str, str]]:
    for name in row.bilingual:
        for language in languages():
            yield name, getattr(row, f"{name}_{language}")


def _rows(vacancy: Vacancy, path: str) -> Iterator[Any]:
    for row in _related(vacancy, path).all() if _related(vacancy, path) else ():
        if path == "clauses":
            yield row.clause
            continue
        yield row
        if path == "plan.criteria":
            yield from row.anchors.all()


def _related(vacancy: Vacancy, path: str) -> Any:
    """What `path` leads to; None where the vacancy has no plan or no sections yet."""
    try:
        return attrgetter(path)(vacancy)
    except ObjectDoesNotExist:
        return None
