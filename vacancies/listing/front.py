"""What the home page says beside the vacancies: how a selection goes, the offices, the hotlines."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.offices.families import sub_offices
from portal.offices.models import Office
from vacancies.vacancy.models import VacancyQuerySet


@dataclass(frozen=True)
class OfficeLine:
    """A country office with the cities of its sub-offices and the number of open vacancies in all of them."""

    office: Office
    cities: str
    number: int


def how_it_goes() -> list[tuple[str, str]]:
    """The four steps of a selection, in two sentences each."""
    return [
        (
            pgettext("step of a selection", "Vacancy"),
            _(
                "The criteria, their points and the pass mark are published with it. "
                "They do not change after the first application."
            ),
        ),
        (
            pgettext("step of a selection", "Application"),
            _(
                "Your draft is kept while you write. Once it is handed in, you get a receipt with a number and the time."
            ),
        ),
        (
            pgettext("step of a selection", "Selection panel"),
            _("Each member of the panel gives marks alone and a reason for every one of them."),
        ),
        (
            pgettext("step of a selection", "Result"),
            _(
                "Everybody who applied is told the decision. Every step stands in a record that cannot be changed."
            ),
        ),
    ]


def office_lines(offices: list[Office], vacancies: VacancyQuerySet) -> list[OfficeLine]:
    """Country offices in their order, with how many of `vacancies` are theirs: one query."""
    counts = Counter(dict(vacancies.order_by().values_list("office").annotate(Count("pk"))))
    return [_line(office, offices, counts) for office in offices if office.parent_id is None]


def _line(office: Office, offices: list[Office], counts: Counter[int]) -> OfficeLine:
    family = [office, *sub_offices(office, offices)]
    return OfficeLine(
        office, ", ".join(str(one.city) for one in family), sum(counts[one.pk] for one in family)
    )
