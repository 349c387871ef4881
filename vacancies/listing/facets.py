"""The filters as a reader sees them: choices with the number of vacancies behind each, and what is chosen."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.offices.families import in_families
from vacancies.listing.filters import CLOSED, STATES, VacancyFilter
from vacancies.vacancy.models import Kind


@dataclass(frozen=True)
class Choice:
    """One box to tick; `below` says that it belongs to the one above it."""

    value: str
    label: str
    number: int
    chosen: bool
    below: bool = False


@dataclass(frozen=True)
class Facet:
    """A question with its choices; `control` is the type of the input."""

    name: str
    legend: str
    control: str
    choices: list[Choice]


@dataclass(frozen=True)
class Chosen:
    """A filter in force and the address of the list without it."""

    label: str
    address: str


def facets(wish: VacancyFilter) -> list[Facet]:
    """The questions, each counted under the answers to the others: three queries."""
    return [
        Facet("office", _("Office"), "checkbox", _offices(wish)),
        Facet("type", _("Type"), "checkbox", _types(wish)),
        Facet("state", pgettext("vacancies that are", "Applications"), "radio", _states(wish)),
    ]


def chosen(wish: VacancyFilter) -> list[Chosen]:
    """What is asked for beyond the open vacancies, in the order of the filters."""
    offices = {office.code: str(office.name) for office in wish.offices}
    kinds = {kind.value: capfirst(str(kind.label)) for kind in Kind}
    without = partial(_without, wish)
    found = [
        Chosen(_("“%(words)s”") % {"words": words}, without("q", words))
        for words in wish.asked.getlist("q")[-1:]
    ]
    found += [Chosen(offices[code], without("office", code)) for code in wish.wanted.get("office", ())]
    found += [Chosen(kinds[kind], without("type", kind)) for kind in wish.wanted.get("type", ())]
    if wish.wanted["state"] == CLOSED:
        found.append(Chosen(_("Closed for applications"), without("state", CLOSED)))
    return found


def kept(wish: VacancyFilter, *names: str) -> list[tuple[str, str]]:
    """What another form on the page has to send along: all that is asked for, but for `names`."""
    return [(name, value) for name, values in wish.asked.lists() if name not in names for value in values]


def query(pairs: list[tuple[str, str]]) -> str:
    """A query string, or nothing where there is nothing to ask."""
    return f"?{urlencode(pairs)}" if pairs else ""


def way_on(wish: VacancyFilter, asked: list[Facet]) -> Chosen | None:
    """Where the same question has answers when there are none here: among the closed vacancies, or the open ones."""
    others = [
        choice for facet in asked if facet.name == "state" for choice in facet.choices if not choice.chosen
    ]
    if not others[0].number:
        return None
    return Chosen(_way_on(others[0]), query([*kept(wish, "state"), ("state", others[0].value)]))


def _way_on(choice: Choice) -> str:
    n = choice.number
    if choice.value == CLOSED:
        return ngettext("%(n)s closed vacancy fits", "%(n)s closed vacancies fit", n) % {"n": n}
    return ngettext("%(n)s open vacancy fits", "%(n)s open vacancies fit", n) % {"n": n}


def _without(wish: VacancyFilter, name: str, value: str) -> str:
    left = wish.asked.copy()
    left.setlist(name, [other for other in left.getlist(name) if other != value])
    return f"?{left.urlencode()}"


def _counts(wish: VacancyFilter, name: str, column: str) -> Counter[object]:
    """How many vacancies there are for each value of `column`, whatever is chosen for the filter `name`."""
    found = wish.narrowed(wish.queryset, **{name: None}).order_by()
    return Counter(dict(found.values_list(column).annotate(Count("pk"))))


def _offices(wish: VacancyFilter) -> list[Choice]:
    counts = _counts(wish, "office", "office")
    picked = wish.wanted.get("office", ())
    return [
        Choice(
            office.code,
            str(office.name),
            sum(counts[other.pk] for other in wish.offices if office.pk in (other.pk, other.parent_id)),
            office.code in picked,
            below=office.parent_id is not None,
        )
        for office in in_families(wish.offices)
    ]


def _types(wish: VacancyFilter) -> list[Choice]:
    counts = _counts(wish, "type", "kind")
    picked = wish.wanted.get("type", ())
    return [
        Choice(kind.value, capfirst(str(kind.label)), counts[kind.value], kind.value in picked)
        for kind in Kind
    ]


def _states(wish: VacancyFilter) -> list[Choice]:
    return [
        Choice(
            state,
            str(label),
            wish.narrowed(wish.queryset, state=state).count(),
            state == wish.wanted["state"],
        )
        for state, label in STATES
    ]
