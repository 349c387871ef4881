"""The decision as its page shows it: the frozen ranking with the place of each candidate."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext_lazy, pgettext_lazy

from applications.decisions.forms import RecommendationForm
from applications.decisions.models import Decision, Place
from applications.intake.models import Application
from applications.ranking.models import Ranking
from applications.ranking.results import Line, Results
from vacancies.models import Vacancy
from vacancies.plan.models import Method

# What the total of a ranking is, by the method of its plan.
TOTALS = {
    Method.TECHNICAL: gettext_lazy("Technical score"),
    Method.CUMULATIVE: pgettext_lazy("figure", "Total"),
    Method.LOWEST_PRICE: pgettext_lazy("figure", "Price"),
}
CHIPS: dict[str, str] = {Place.SELECTED: "ok on", Place.RESERVE: "go half", Place.NOT_SELECTED: ""}


@dataclass(frozen=True)
class Row:
    """One candidate: the line of the ranking, and the place, given or still to be chosen."""

    line: Line
    place: str
    chip: str
    field: BoundField | None


def people_of(vacancy: Vacancy) -> dict[str, Application]:
    """Whoever handed in an application, by code."""
    return {person.code: person for person in Application.objects.received().filter(vacancy=vacancy)}


def rows(
    ranking: Ranking,
    people: Mapping[str, Application],
    decision: Decision | None = None,
    form: RecommendationForm | None = None,
) -> list[Row]:
    """The candidates of `ranking` in its order, with their places in `decision` or the choices of `form`."""
    outcomes = decision.outcomes.all() if decision else []
    places = {outcome.application.code: Place(outcome.place) for outcome in outcomes}
    names = {code: person.name for code, person in people.items()}
    lines = Results(ranking, names=names, members={}).lines
    chips = {} if decision and decision.is_refused else CHIPS
    return [_row(line, places.get(line.code), chips, form) for line in lines]


def _row(line: Line, place: Place | None, chips: Mapping[str, str], form: RecommendationForm | None) -> Row:
    if not line.is_ranked:
        return Row(line, line.remark, "no", None)
    return Row(
        line,
        str(place.label) if place else "",
        chips.get(place, "") if place else "",
        form[line.code] if form else None,
    )
