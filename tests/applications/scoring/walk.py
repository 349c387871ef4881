"""A selection with somebody of every kind, and the walk over every page of it."""

from collections.abc import Iterator
from decimal import Decimal

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from applications.intake.models import Application
from portal.accounts.roles import Role
from tests.factories.portal import UserFactory, person_with
from tests.factories.ranking import priced
from tests.factories.scoring import chair_of, declared_panel, handed_in, of, opened_round

# Figures that nothing else on a page looks like: what each member gives, the mean of it, the prices.
GIVEN = ("3.17", "2.43", "1.29")
MEAN = "2.30"
PRICES = ("13579.24", "24681.35")
ALWAYS_SHUT = (".pdf", "documents/", "logout", "jsi18n", "health", "administration/logout")


def addresses(values, patterns=None, prefix="/") -> Iterator[str]:
    """Every address of the site with its parts filled in from `values`; one that has other parts is left out."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(values, pattern.url_patterns, f"{prefix}{pattern.pattern}")
        elif isinstance(pattern, URLPattern):
            yield from filled_in(f"{prefix}{pattern.pattern}", pattern.pattern.converters, values)


def filled_in(route, converters, values) -> Iterator[str]:
    """A part named pk is that of the thing it stands behind: vacancies/<int:pk>/, rounds/<int:pk>/."""
    routes = [route]
    for name in converters:
        parts = [one.partition("<") for one in routes]
        routes = [
            f"{start}{value}{rest.partition('>')[2]}"
            for start, _, rest in parts
            for value in values.get(start.split("/")[-2] if name == "pk" else name, [])
        ]
    yield from (one for one in routes if not any(sign in one for sign in ("<", "(", "^", "?", *ALWAYS_SHUT)))


def of_a_selection(address) -> bool:
    """Whether a page may say something of a selection: the working pages, an applicant's own, the public ones of notices."""
    return any(
        part in address for part in ("/desk/", "/applications/", "/vacancies", "/offers/", "/invitations/")
    )


def client_of(person):
    """A browser in which `person` has signed in; None has not."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def walked(person, places):
    """Every page that answers `person`, as (address, its text)."""
    client = client_of(person)
    for address in places:
        response = client.get(address)
        if response.status_code == 200 and not response.streaming:
            yield address, response.content.decode(errors="replace")


def spellings(figure):
    """A figure as it may stand on a page: plain, or with its thousands apart."""
    return {figure, f"{Decimal(figure):,}", f"{Decimal(figure):,}".replace(",", "\N{NO-BREAK SPACE}")}


class World:
    """A selection with prices, and one person of every kind."""

    def __init__(self) -> None:
        panel = declared_panel(candidates=2, method="cumulative", roles={"observer": UserFactory()})
        self.round = opened_round(panel)
        self.vacancy = priced(panel.vacancy, *PRICES)
        self.chair = chair_of(panel)
        self.members = [of(self.round, number).seat.user for number in range(3)]
        office = panel.office
        self.observer = panel.seats.get(role="observer").user
        self.staff = [person_with(role, office) for role in Role]
        self.administrator = UserFactory(is_superuser=True, is_staff=True)
        self.applicant = Application.objects.get(vacancy=self.vacancy, code="C2").applicant
        self.places = sorted(filter(of_a_selection, set(addresses(self.values()))))

    def values(self):
        applications = Application.objects.filter(vacancy=self.vacancy)
        return {
            "vacancies": [self.vacancy.pk],
            "panels": [self.round.panel.pk],
            "rounds": [self.round.pk],
            "sheets": [sheet.pk for sheet in self.round.sheets.all()],
            "key": [one.key for one in applications],
            "code": ["C1", "C2"],
            "criterion": ["A", "B"],
            "slug": [self.vacancy.slug],
            "number": [1],
            "language": ["en"],
            "lang": ["en"],
        }

    def fill(self, number):
        """The sheet of one member, every mark the one figure that is theirs."""
        return handed_in(of(self.round, number), lambda _person, _criterion: GIVEN[number])
