"""What is asked of the list, each answer with the address without it; and where the list goes on when it is empty."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vacancies.listing.facets import label_of
from vacancies.listing.filters import CLOSED, OPEN, VacancyFilter

MOST_WAYS = 3
# Questions with several answers.
_MANY = frozenset(VacancyFilter.base_filters) - {"q", "within", "state", "sort"}


@dataclass(frozen=True)
class Chosen:
    """A filter in force and the address of the list without it."""

    label: str
    address: str


def chosen(wish: VacancyFilter) -> list[Chosen]:
    """What is asked for beyond the open vacancies, in the order of the filters."""
    return [
        Chosen(_said(wish, name, value), _address(_without(wish, name, value)))
        for name, value in _given(wish)
    ]


def kept(wish: VacancyFilter, *names: str) -> list[tuple[str, str]]:
    """What another form on the page has to send along: all that is asked for, but for `names`."""
    return [(name, value) for name, values in wish.asked.lists() if name not in names for value in values]


def query(pairs: list[tuple[str, str]]) -> str:
    """A query string, or nothing where there is nothing to ask."""
    return f"?{urlencode(pairs)}" if pairs else ""


def ways_on(wish: VacancyFilter) -> list[Chosen]:
    """Where there are vacancies when there are none here: in the other state, or with one answer taken away."""
    other = CLOSED if wish.wanted["state"] == OPEN else OPEN
    ways = []
    if number := wish.bits(state=other).bit_count():
        ways.append(Chosen(_in_state(other, number), query([*kept(wish, "state"), ("state", other)])))
    return [*ways, *_wider(wish)][:MOST_WAYS]


def _wider(wish: VacancyFilter) -> Iterator[Chosen]:
    for name, value in _given(wish):
        rest = [other for other in wish.wanted[name] if other != value] if name in _MANY else None
        n = wish.bits(**{name: rest}).bit_count() if name != "state" else 0
        if n:
            label = ngettext("Without %(filter)s: %(n)s vacancy", "Without %(filter)s: %(n)s vacancies", n)
            said = {"filter": _said(wish, name, value), "n": n}
            yield Chosen(label % said, _address(_without(wish, name, value)))


def _given(wish: VacancyFilter) -> Iterator[tuple[str, str]]:
    for name, value in wish.wanted.items():
        if name == "sort" or (name == "state" and value != CLOSED):
            continue
        yield from ((name, one) for one in (value if name in _MANY else [value]) if one)


def _said(wish: VacancyFilter, name: str, value: str) -> str:
    if name == "q":
        return _("“%(words)s”") % {"words": value}
    if name == "state":
        return _("Closed for applications")
    if name == "within":
        return _("Closing within %(days)s") % {"days": label_of(wish, name, value)}
    return label_of(wish, name, value)


def _without(wish: VacancyFilter, name: str, value: str) -> QueryDict:
    left = wish.asked.copy()
    left.setlist(name, [other for other in left.getlist(name) if other != value])
    return left


def _address(asked: QueryDict) -> str:
    return f"?{asked.urlencode()}"


def _in_state(state: str, n: int) -> str:
    if state == CLOSED:
        return ngettext("%(n)s closed vacancy fits", "%(n)s closed vacancies fit", n) % {"n": n}
    return ngettext("%(n)s open vacancy fits", "%(n)s open vacancies fit", n) % {"n": n}
