"""What a reader may search for words: the applications open to them, and of each the places they may read."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from applications.desk.rules import offices_seen_by
from applications.intake.models import Application, ApplicationQuerySet
from applications.panels.models import Panel, Seat, SeatRole, seats_behind
from applications.screening import finding_words
from applications.screening.finding_words import Found
from applications.screening.long_list import candidates
from applications.screening.passages import Passage, PassageQuerySet
from vacancies.models import Vacancy

ON_A_PAGE = 25
# As the pages of the papers ask it, each for itself.
OFFICE, PANEL = "applications.view_application", "applications.view_candidate"


@dataclass(frozen=True)
class Scope:
    """Which applications a reader searches, which places of them, and by which permission each is read."""

    applications: ApplicationQuerySet
    passages: PassageQuerySet
    permission: str


@dataclass(frozen=True)
class Results:
    """A page of what was found, by name and by nothing that would rank; `waiting` are not indexed yet."""

    page: Page
    rows: list[Found]
    waiting: int

    @property
    def number(self) -> int:
        """How many applications have all the words, on every page."""
        return self.page.paginator.count


def of_offices(reader: Any) -> Scope:
    """What was handed in for any vacancy of the reader's offices."""
    received = Application.objects.received().filter(vacancy__office__in=offices_seen_by(reader))
    return Scope(_open_to(reader, received), Passage.objects.readable(), OFFICE)


def of_vacancy(reader: Any, vacancy: Vacancy) -> Scope:
    """What was handed in for one vacancy, for who works in its office."""
    received = Application.objects.received().filter(vacancy=vacancy)
    return Scope(_open_to(reader, received), Passage.objects.readable(), OFFICE)


def of_panel(reader: Any, panel: Panel) -> Scope:
    """The candidates, for who sits on the panel: nobody with whom they declared a conflict, and nobody before declaring."""
    return Scope(_open_to(reader, candidates(panel.vacancy)), Passage.objects.for_the_panel(), PANEL)


def _open_to(reader: Any, applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """Whoever sits on a panel, also as staff, finds nothing there before declaring, in a blind round, nor of whom they have a conflict with."""
    seats = Seat.objects.sitting().filter(user=reader)
    blind = seats.filter(panel__is_blind=True).exclude(role=SeatRole.SECRETARY)
    shut = (seats.filter(declaration=None) | blind).values("panel__vacancy")
    return applications.exclude(vacancy__in=shut).exclude(conflicts__declaration__seat__user=reader)


def search(text: str, scope: Scope, *, reader: Any, number: Any) -> Results:
    """A page of the applications that have every word of `text`, each with where the words stand."""
    parts = finding_words.asked_for(text)
    named = _by_name(scope.applications)
    found = finding_words.having(named, parts, scope.passages) if parts else named.none()
    page = Paginator(found, ON_A_PAGE).get_page(number)
    # Asked of each once more, by the very permission that its page asks.
    open_ones = [one for one in page.object_list if reader.has_perm(scope.permission, one)]
    rows = finding_words.places_in(open_ones, parts, scope.passages) if open_ones else []
    return Results(page, rows, scope.applications.filter(passages=None).count())


def _by_name(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    named = applications.annotate(full_name=Cast(KT("snapshot__person__name"), TextField()))
    full = named.select_related("vacancy__office", "screening", "lot").prefetch_related(
        *seats_behind("vacancy__panel__")
    )
    return full.order_by("full_name", "pk")
