"""Which vacancies a reader asks for: words, and the answers to the questions of the list, in which order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import islice
from typing import Any

import django_filters
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel import spoken
from portal.kernel.bilingual import languages
from portal.kernel.countries import codes
from portal.offices.models import Office
from vacancies.listing import asking, index
from vacancies.listing.bits import ascending, by_value, descending, positions_of
from vacancies.listing.synonyms import in_force
from vacancies.vacancy.models import Field, Kind, Level, Vacancy, VacancyQuerySet

OPEN, CLOSED = "open", "closed"
STATES = [
    (OPEN, pgettext_lazy("vacancies that are", "Open")),
    (CLOSED, pgettext_lazy("vacancies that are", "Closed")),
]
RELEVANCE, CLOSING, NEWEST = "relevance", "closing", "newest"
ORDERS = [
    (RELEVANCE, gettext_lazy("Best match first")),
    (CLOSING, gettext_lazy("Closing soonest first")),
    (NEWEST, gettext_lazy("Newest first")),
]
WITHIN = ("3", "7", "14", "30")
# What is not asked for by the answer to a question.
_ELSEWHERE = ("q", "state", "sort")


def _several(
    label: Any, choices: Iterable[tuple[str, Any]] | None = None
) -> django_filters.MultipleChoiceFilter:
    known = {} if choices is None else {"choices": [(value, label) for value, label in choices]}
    return django_filters.MultipleChoiceFilter(label=label, **known)


def _one(label: Any, choices: Iterable[tuple[str, Any]]) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, choices=list(choices))


class Ordered(Sequence[int]):
    """So many numbers, of which only those that are looked at are put in order: a page, not the whole list."""

    def __init__(self, length: int, in_order: Callable[[], Iterator[int]]) -> None:
        self.length = length
        self.in_order = in_order

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[int]:
        return self.in_order()

    def __getitem__(self, place: Any) -> Any:
        """Those of a slice without steps and without negative ends, as pages are; one number by its place."""
        if isinstance(place, slice):
            return list(islice(self.in_order(), place.start, place.stop))
        return list(self.in_order())[place]


class VacancyFilter(django_filters.FilterSet):
    """The public list by the query string of its address; a value nobody knows is said and passed over.

    Answers to one question widen the list, answers to different ones narrow it.
    """

    q = django_filters.CharFilter(label=gettext_lazy("Words in the text"))
    office = _several(gettext_lazy("Office"))
    country = _several(gettext_lazy("Country of work"))
    place = _several(gettext_lazy("Duty station"))
    home = _several(
        pgettext_lazy("filter", "Home-based"), [("1", pgettext_lazy("filter", "Home-based only"))]
    )
    type = _several(gettext_lazy("Type"), Kind.choices)
    level = _several(pgettext_lazy("of a vacancy", "Level"), Level.choices)
    field = _several(gettext_lazy("Field of work"), Field.choices)
    language = _several(gettext_lazy("Language asked for"))
    nationality = _several(gettext_lazy("For citizens of"))
    within = _one(gettext_lazy("Closing within"), [(days, days) for days in WITHIN])
    reads = _several(gettext_lazy("Can be read in"), [(code, code) for code in languages()])
    state = _one(pgettext_lazy("vacancies that are", "Applications"), STATES)
    sort = _one(gettext_lazy("Order"), ORDERS)

    def __init__(self, data: QueryDict, *, at: datetime, like: "VacancyFilter | None" = None) -> None:
        """`data` is the query string, where an empty value is the same as none; `at` says what is open.

        Where there are many to be asked, `like` is one that has read the index and the offices already.
        """
        self.at = at
        self.index = like.index if like else index.current()
        self.offices = like.offices if like else list(Office.objects.by_name())
        self.asked = _asked(data)
        super().__init__(self.asked, queryset=Vacancy.objects.public(at=at))
        for name, values in self._found().items():
            self.filters[name].extra["choices"] = [(value, value) for value in values]

    @cached_property
    def wanted(self) -> dict[str, Any]:
        """What is asked for and known, by the name of the filter; open vacancies, if nothing is said.

        The order is the best match first where there are words, and closing soonest first otherwise.
        """
        known: dict[str, Any] = {"q": self.asked.get("q", "").strip()}
        for name, one in self.filters.items():
            if name == "q":
                continue
            values = {str(value) for value, _label in one.extra["choices"]}
            said = [value for value in self.asked.getlist(name) if value in values]
            is_many = isinstance(one, django_filters.MultipleChoiceFilter)
            known[name] = list(dict.fromkeys(said)) if is_many else (said or [""])[-1]
        best = RELEVANCE if known["q"] else CLOSING
        sort = known["sort"] or best
        return {**known, "state": known["state"] or OPEN, "sort": best if sort == RELEVANCE else sort}

    @cached_property
    def parts(self) -> list[asking.Part]:
        """The words asked for, with their synonyms."""
        return asking.parts_of(self.wanted["q"], in_force()) if self.wanted["q"] else []

    @cached_property
    def hits(self) -> asking.Hits:
        """What has all the words; a text without a single word, such as "?!", is found nowhere."""
        if not self.parts:
            return asking.Hits(bits=0 if self.wanted["q"] else -1, worth=[], unknown=[])
        return asking.hits(self.parts, self.index, public=self._public)

    def bits(self, **instead: Any) -> int:
        """The set of vacancies by all that is asked for, with `instead` put in its place; None leaves a filter out."""
        wanted = {**self.wanted, **instead}
        bits = self._public
        if wanted["q"]:
            bits &= self.hits.bits
        if wanted["state"]:
            bits &= self._open if wanted["state"] == OPEN else ~self._open
        for name, value in wanted.items():
            if value and name not in _ELSEWHERE:
                bits &= self.answer(name, value)
        return bits

    def answer(self, name: str, value: Any) -> int:
        """The set of vacancies that `value` answers the question `name` with; any of them, where there are several."""
        if name == "within":
            return self.index.closing_by(self.at + timedelta(days=int(value)))
        known, bits = self.index.facets[name], 0
        for one in value:
            bits |= self._family(one) if name == "office" else known.get(one, 0)
        return bits | known.get(index.ANY, 0) if name == "nationality" else bits

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The vacancies found, in the order asked for; of the closed ones, those that closed last come first."""
        bits = self.bits()
        return Ordered(bits.bit_count(), partial(self._in_order, bits))

    def _in_order(self, bits: int) -> Iterator[int]:
        sort = self.wanted["sort"]
        if sort == NEWEST:
            return map(self.index.numbers.__getitem__, self.index.newest(bits))
        groups = by_value(bits, self.hits.worth) if sort == RELEVANCE else [bits]
        by_close = descending if self.wanted["state"] == CLOSED else ascending
        return (self.index.numbers[position] for group in groups for position in by_close(group))

    def filter_queryset(self, queryset: VacancyQuerySet) -> VacancyQuerySet:
        return self.narrowed(queryset)

    def narrowed(self, queryset: VacancyQuerySet, **instead: Any) -> VacancyQuerySet:
        """`queryset` by all that is asked for, with `instead` put in its place; None leaves a filter out.

        In a queryset the best match is no order: feeds and programs read by closing time, or the newest first.
        """
        wanted = {**self.wanted, **instead}
        if any(value for name, value in wanted.items() if name != "sort"):
            bits = self.bits(**instead)
            queryset = queryset.filter(pk__in=[self.index.numbers[n] for n in positions_of(bits)])
        if wanted["sort"] == NEWEST:
            return queryset.order_by("-published_at", "-pk")
        return queryset.order_by("-closes_at" if wanted["state"] == CLOSED else "closes_at", "pk")

    @cached_property
    def _public(self) -> int:
        return self.index.public(self.at)

    @cached_property
    def _open(self) -> int:
        return self.index.open(self.at)

    def _found(self) -> dict[str, Iterable[str]]:
        """The values of questions that depend on what was published; of a notice to come nothing is known."""
        places = self.index.facets["place"].items()
        return {
            "office": [office.code for office in self.offices],
            "country": sorted(codes()),
            "place": [slug for slug, bits in places if bits & self._public],
            "language": dict.fromkeys([*spoken.CODES, *self.index.facets["language"]]),
            "nationality": sorted(codes()),
        }

    def _family(self, code: str) -> int:
        """The vacancies of an office together with those of its sub-offices."""
        chosen = {office.pk for office in self.offices if office.code == code}
        family = chosen | {office.pk for office in self.offices if office.parent_id in chosen}
        bits = 0
        for office in family:
            bits |= self.index.facets["office"].get(str(office), 0)
        return bits


def canonical(query: str | QueryDict) -> str:
    """The one way to write what `query` narrows the list to: sorted, without page, order and state."""
    said = _asked(QueryDict(query) if isinstance(query, str) else query)
    pairs = {
        (name, value) for name, values in said.lists() if name not in ("state", "sort") for value in values
    }
    return urlencode(sorted(pairs))


def _asked(data: QueryDict) -> QueryDict:
    """What is said to the filters, in their order; where one answer counts, the last one."""
    asked = QueryDict(mutable=True)
    for name, one in VacancyFilter.base_filters.items():
        values = list(dict.fromkeys(value.strip() for value in data.getlist(name) if value.strip()))
        if values:
            asked.setlist(
                name, values if isinstance(one, django_filters.MultipleChoiceFilter) else values[-1:]
            )
    return asked
