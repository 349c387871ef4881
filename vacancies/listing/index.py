"""All public notices as a process remembers them: ordered by closing time, a set of bits for each value of a filter.

Nothing of it is stored: it is read again as soon as the stamps of the notices say that something changed.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import repeat
from typing import Any

from django.db.models import Count, Sum
from django.utils.text import slugify

from portal.kernel.bilingual import languages
from portal.offices.models import Office
from vacancies.listing.bits import below, bits_of
from vacancies.listing.models import Stamp
from vacancies.terms.models import LanguageAsked
from vacancies.vacancy import word_index
from vacancies.vacancy.models import PUBLIC, DutyStation, Status, Vacancy
from vacancies.vacancy.words import skeleton, words

# Questions whose answers are kept, so that the next page and the next reader need not ask them again.
_REMEMBERED = 2_000

Question = tuple[str, ...]


@dataclass
class Index:
    """Positions stand for vacancies, in the order of their closing times."""

    numbers: list[int]
    closes: list[datetime]
    published: list[datetime]
    takes: int
    facets: dict[str, dict[str, int]]
    cities: dict[str, dict[str, str]]
    answers: dict[Question, int] = field(default_factory=dict)

    @cached_property
    def place(self) -> dict[int, int]:
        """Positions by the number of the vacancy."""
        return {number: position for position, number in enumerate(self.numbers)}

    @cached_property
    def by_publication(self) -> list[int]:
        """Positions in the order of publication."""
        return sorted(range(len(self.numbers)), key=lambda n: (self.published[n], self.numbers[n]))

    def public(self, at: datetime) -> int:
        """All but those whose publication is still to come at the instant `at`."""
        seen = bisect_right(self.by_publication, at, key=lambda position: self.published[position])
        scheduled = self.by_publication[seen:]
        return below(len(self.numbers)) & ~bits_of(scheduled, len(self.numbers))

    def open(self, at: datetime) -> int:
        """Those that take applications at the instant `at`; the deadline itself is in time."""
        return self.takes & ~below(bisect_left(self.closes, at)) & self.public(at)

    def closing_by(self, moment: datetime) -> int:
        return below(bisect_right(self.closes, moment))

    def having(self, questions: Iterable[Question]) -> dict[Question, int]:
        """The notices that have one of the keys of each question; one query at most."""
        asked = dict.fromkeys(questions)
        # Read once: another thread may empty what is remembered at any moment.
        known = {question: bits for question in asked if (bits := self.answers.get(question)) is not None}
        unknown = [question for question in asked if question not in known]
        found = dict(zip(unknown, map(self.of, word_index.having(unknown)), strict=True))
        if len(self.answers) + len(found) > _REMEMBERED:
            self.answers.clear()
        self.answers.update(found)
        return known | found

    def of(self, numbers: Iterable[int]) -> int:
        """The set of the vacancies with `numbers`; unknown ones are left out."""
        return bits_of(
            map(self.place.get, numbers, repeat(len(self.numbers))), len(self.numbers) + 1
        ) & below(len(self.numbers))

    def newest(self, bits: int) -> Iterator[int]:
        """The positions in `bits`, those published last first."""
        return (position for position in reversed(self.by_publication) if bits >> position & 1)


_kept: dict[str, tuple[tuple[int, int | None], Index]] = {}


def current() -> Index:
    """The notices as they stand: one query, and four more after a change."""
    said = Stamp.objects.aggregate(number=Count("pk"), total=Sum("value"))
    version = (said["number"], said["total"])
    known = _kept.get("index")
    if known is None or known[0] != version:
        known = _kept["index"] = (version, load())
    return known[1]


def load() -> Index:
    """Read every notice that is public or is going to be, without its texts."""
    public = Vacancy.objects.filter(status__in=PUBLIC).order_by("closes_at", "pk")
    rows = list(public.values(*_COLUMNS, *(f"title_{code}" for code in languages())))
    place = {row["pk"]: position for position, row in enumerate(rows)}
    found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in _FACETS}
    cities = _read_stations(rows, place, found)
    _read_columns(rows, found)
    for number, language in LanguageAsked.objects.filter(
        vacancy__status__in=PUBLIC, vacancy__amends=None
    ).values_list("vacancy", "language"):
        found["language"][language].append(place[number])
    size = len(rows)
    return Index(
        numbers=list(place),
        closes=[row["closes_at"] for row in rows],
        published=[row["published_at"] for row in rows],
        takes=bits_of((n for n, row in enumerate(rows) if row["status"] == Status.PUBLISHED), size),
        facets={
            name: {value: bits_of(positions, size) for value, positions in values.items()}
            for name, values in found.items()
        },
        cities=cities,
    )


_COLUMNS = (
    "pk", "closes_at", "published_at", "status", "office", "kind", "level", "field", "home_based",
    "eligible_countries",
)  # fmt: skip
_FACETS = ("office", "country", "place", "home", "type", "level", "field", "language", "nationality", "reads")
# Among nationalities: the notices that are for citizens of any country.
ANY = ""


def _read_columns(rows: Sequence[dict[str, Any]], found: dict[str, dict[str, list[int]]]) -> None:
    for position, row in enumerate(rows):
        values = {
            "office": [str(row["office"])],
            "home": ["1"] if row["home_based"] else [],
            "type": [row["kind"]],
            "level": [row["level"]] if row["level"] else [],
            "field": [row["field"]] if row["field"] else [],
            "nationality": row["eligible_countries"] or [ANY],
            "reads": [code for code in languages() if row[f"title_{code}"]],
        }
        for name, said in values.items():
            for value in said:
                found[name][value].append(position)


def _read_stations(
    rows: Sequence[dict[str, Any]], place: dict[int, int], found: dict[str, dict[str, list[int]]]
) -> dict[str, dict[str, str]]:
    """Where the work is, and the names of the cities; a notice without a duty station is where its office is."""
    cities: dict[str, dict[str, str]] = {}
    columns = [f"city_{code}" for code in languages()]
    placed = set()
    stations = DutyStation.objects.filter(vacancy__status__in=PUBLIC, vacancy__amends=None)
    for number, country, *names in stations.values_list("vacancy", "country", *columns):
        said = {code: name for code, name in zip(languages(), names, strict=True) if name}
        if number not in place:
            continue
        placed.add(number)
        found["country"][country].append(place[number])
        if slug := _slug(said):
            cities[slug] = {**said, **cities.get(slug, {})}
            found["place"][slug].append(place[number])
    countries = dict(Office.objects.values_list("pk", "country"))
    for number, position in place.items():
        if number not in placed:
            found["country"][countries[rows[position]["office"]]].append(position)
    return cities


def _slug(names: dict[str, str]) -> str:
    """One address for a city however it is written: by its English name, or by how the other one sounds."""
    name = names.get("en") or next(iter(names.values()), "")
    return slugify(name) or "-".join(map(skeleton, words(name)))
