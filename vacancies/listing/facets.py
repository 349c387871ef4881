"""The questions of the list as a reader sees them: answers with the number of vacancies behind each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from portal.kernel import spoken
from portal.kernel.countries import REGION, country
from portal.offices.families import in_families
from vacancies.listing.filters import STATES, WITHIN, VacancyFilter
from vacancies.vacancy.models import Field, Kind, Level

# Answers shown at once; the others open by a click.
AT_ONCE = 6


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
    """A question with its choices; `control` is the type of the input, `folded` hides them until asked for."""

    name: str
    legend: str
    control: str
    choices: list[Choice]
    more: list[Choice] = field(default_factory=list)
    folded: bool = False


def facets(wish: VacancyFilter) -> list[Facet]:
    """The questions, each counted under the answers to the others; no query at all."""
    asked = [
        Facet("office", _("Office"), "checkbox", _offices(wish)),
        Facet("type", _("Type"), "checkbox", _all(wish, "type", Kind.values)),
        _shortened(wish, "place", _("Duty station")),
        Facet("home", pgettext("filter", "Home-based"), "checkbox", _all(wish, "home", ["1"])),
        _shortened(wish, "field", _("Field of work")),
        _shortened(wish, "country", _("Country of work"), folded=True),
        Facet("level", pgettext("of a vacancy", "Level"), "checkbox", _some(wish, "level", Level.values)),
        _shortened(wish, "language", _("Language asked for"), folded=True),
        _nationalities(wish),
        Facet("within", _("Closing within"), "radio", _all(wish, "within", ["", *WITHIN])),
        Facet("reads", _("Can be read in"), "checkbox", _some(wish, "reads", wish.index.facets["reads"])),
        Facet("state", pgettext("vacancies that are", "Applications"), "radio", _states(wish)),
    ]
    return [facet for facet in asked if facet.choices]


def label_of(wish: VacancyFilter, name: str, value: str) -> str:
    """How an answer reads in the active language."""
    return capfirst(_LABELS[name](wish, value)) if value else _("Any time")


def counted(wish: VacancyFilter, name: str) -> Callable[[str], int]:
    """How many vacancies an answer to the question `name` finds, whatever else is answered to it."""
    others = wish.bits(**{name: None})
    single = name == "within"

    def number(value: str) -> int:
        answer = wish.answer(name, value if single else [value]) if value else -1
        return (others & answer).bit_count()

    return number


def _all(wish: VacancyFilter, name: str, values: Iterable[str]) -> list[Choice]:
    number, wanted = counted(wish, name), wish.wanted[name]
    chosen = [wanted] if isinstance(wanted, str) else wanted
    return [Choice(value, label_of(wish, name, value), number(value), value in chosen) for value in values]


def _some(wish: VacancyFilter, name: str, values: Iterable[str]) -> list[Choice]:
    """Those answers only that find something, or are given."""
    return [choice for choice in _all(wish, name, values) if choice.number or choice.chosen]


def _shortened(wish: VacancyFilter, name: str, legend: str, *, folded: bool = False) -> Facet:
    """The answers that find most; those that are given stand among them."""
    found = _some(wish, name, wish.index.facets[name])
    by_number = sorted(found, key=lambda choice: (not choice.chosen, -choice.number, choice.label))
    shut = folded and not wish.wanted[name]
    return Facet(name, legend, "checkbox", by_number[:AT_ONCE], by_number[AT_ONCE:], folded=shut)


def _nationalities(wish: VacancyFilter) -> Facet:
    """The countries of the region, and those that are asked for."""
    values = dict.fromkeys([*REGION, *wish.wanted["nationality"]])
    shut = not wish.wanted["nationality"]
    return Facet(
        "nationality", _("For citizens of"), "checkbox", _some(wish, "nationality", values), folded=shut
    )


def _offices(wish: VacancyFilter) -> list[Choice]:
    number, picked = counted(wish, "office"), wish.wanted["office"]
    return [
        Choice(
            office.code,
            str(office.name),
            number(office.code),
            office.code in picked,
            below=office.parent_id is not None,
        )
        for office in in_families(wish.offices)
    ]


def _states(wish: VacancyFilter) -> list[Choice]:
    return [
        Choice(state, str(label), wish.bits(state=state).bit_count(), state == wish.wanted["state"])
        for state, label in STATES
    ]


def _office(wish: VacancyFilter, code: str) -> str:
    return next(str(office.name) for office in wish.offices if office.code == code)


def _city(wish: VacancyFilter, slug: str) -> str:
    names = wish.index.cities[slug]
    return names.get(get_language() or "", "") or next(iter(names.values()))


def _days(_wish: VacancyFilter, days: str) -> str:
    return ngettext("%(n)s day", "%(n)s days", int(days)) % {"n": days}


_LABELS: dict[str, Callable[[VacancyFilter, str], str]] = {
    "office": _office,
    "place": _city,
    "within": _days,
    "home": lambda _wish, _value: pgettext("filter", "home-based only"),
    "type": lambda _wish, value: str(Kind(value).label),
    "level": lambda _wish, value: str(Level(value).label),
    "field": lambda _wish, value: str(Field(value).label),
    "country": lambda _wish, value: country(value),
    "nationality": lambda _wish, value: country(value),
    "language": lambda _wish, value: spoken.name(value),
    "reads": lambda _wish, value: spoken.name(value),
}
