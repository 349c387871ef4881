"""Nobody sees another's marks, reasons, order or price before their time: every page is walked, as every person."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from applications.intake.models import Application
from applications.models import Mark, PriceOffer, Ranking, Revision, Round, Sheet
from applications.ranking import actions as ranking
from applications.scoring import actions
from applications.scoring.stages import criteria_of
from portal.accounts.roles import Role
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.ranking import priced
from tests.factories.scoring import chair_of, declared_panel, handed_in, of, opened_round

pytestmark = pytest.mark.django_db

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


def walked(person, places):
    """Every page that answers `person`, as (address, its text)."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
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
        self.places = sorted(set(addresses(self.values())))

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

    def secrets(self, *members, prices=PRICES):
        """What must stand on no page: the figures and reasons of `members`, the panel's mean, the prices."""
        reasons = {f"Reason of {of(self.round, number).member} " for number in members}
        figures = {spelling for price in prices for spelling in spellings(price)}
        return {*(GIVEN[number] for number in members), MEAN, *reasons, *figures}

    def leaks(self, person, secrets):
        return [
            (address, secret)
            for address, text in walked(person, self.places)
            for secret in sorted(secrets)
            if secret in text
        ]


@pytest.fixture
def world():
    return World()


def test_while_members_mark_nobody_sees_anything_of_another(world):
    world.fill(0)
    world.fill(1)
    third = of(world.round, 2)
    for person in Application.objects.filter(pk__in=third.order[:1]):
        marks = {
            one: (Decimal(GIVEN[2]), f"Reason of {third.member} on it") for one in criteria_of(world.round)
        }
        actions.save_marks(sheet=third, application=person, marks=marks, by=third.seat.user, at=NOW)

    for number, member in enumerate(world.members):
        others = {0, 1, 2} - {number}
        assert world.leaks(member, world.secrets(*others)) == []
    for person in [world.observer, *world.staff, world.administrator, world.applicant, None]:
        assert world.leaks(person, world.secrets(0, 1, 2)) == []


def test_while_members_mark_the_pages_of_a_sheet_answer_its_member_only(world):
    everybody = [*world.members, world.observer, *world.staff, world.administrator, world.applicant]
    for number in range(3):
        sheet = of(world.round, number)
        pages = [
            reverse("scoring:sheet", args=[sheet.pk]),
            reverse("scoring:candidate", args=[sheet.pk, "C1"]),
            reverse("scoring:hand-in", args=[sheet.pk]),
        ]
        seen = {person: [statuses(person, page) for page in pages] for person in everybody}
        assert seen == {person: [200 if person == sheet.seat.user else 404] * 3 for person in everybody}


def statuses(person, page):
    client = Client()
    client.force_login(person)
    return client.get(page).status_code


def test_while_members_mark_the_round_looks_the_same_whoever_has_handed_in(world):
    """The chair, who reads that page, cannot tell from it how far anybody is."""
    client = Client()
    client.force_login(world.chair)
    page = reverse("scoring:round", args=[world.round.pk])
    before = client.get(page).content
    other = next(number for number, member in enumerate(world.members) if member != world.chair)
    world.fill(other)

    assert client.get(page).content == before


def test_once_all_are_in_the_panel_sees_all_marks_and_nobody_else_does(world):
    for number in range(3):
        world.fill(number)

    for person in [world.members[1], world.observer]:
        seen = "".join(text for _address, text in walked(person, world.places))
        assert [secret for secret in world.secrets() - {MEAN} if secret in seen] == []
        assert [figure in seen for figure in (*GIVEN, MEAN)] == [True] * 4
    for person in [world.staff[0], world.administrator, world.applicant]:
        assert world.leaks(person, world.secrets(0, 1, 2)) == []


def test_after_the_lock_the_office_reads_the_marks_and_the_prices_are_still_sealed(world):
    for number in range(3):
        world.fill(number)
    round_ = actions.lock(round=world.round, by=world.chair, at=NOW)
    for sheet in round_.sheets.all():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)

    prices = {spelling for price in PRICES for spelling in spellings(price)}
    assert world.leaks(world.chair, prices) == []
    seen = "".join(text for _address, text in walked(world.staff[0], world.places))
    assert [price for price in prices if price in seen] == []
    assert [figure in seen for figure in GIVEN] == [True] * 3
    for person in [world.administrator, world.applicant]:
        assert world.leaks(person, world.secrets(0, 1, 2)) == []


def test_the_ranking_is_read_by_the_panel_and_the_office_only(world):
    for number in range(3):
        world.fill(number)
    round_ = actions.lock(round=world.round, by=world.chair, at=NOW)
    for sheet in round_.sheets.all():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    ranking.open_prices(vacancy=world.vacancy, by=world.chair, at=NOW)
    ranking.make(vacancy=world.vacancy, by=world.chair, at=NOW)

    seen = "".join(text for _address, text in walked(world.members[1], world.places))
    assert ["13,579.24" in seen, "24,681.35" in seen] == [True, True]
    for person in [world.administrator, world.applicant]:
        assert world.leaks(person, world.secrets(0, 1, 2, prices=PRICES[:1])) == []


def test_the_administration_knows_nothing_of_marks_prices_and_rankings():
    known = set(admin.site._registry)

    assert known.isdisjoint({Application, Mark, PriceOffer, Ranking, Revision, Round, Sheet})


def test_the_walk_reaches_the_pages_it_is_about(world):
    names = [
        "scoring:round",
        "scoring:sheet",
        "ranking:results",
        "panels:panel",
        "desk:record",
        "screening:applications",
    ]
    pages = [
        reverse(name, args=[subject.pk])
        for name, subject in zip(
            names,
            [world.round, of(world.round, 0), world.vacancy, world.round.panel, world.vacancy, world.vacancy],
            strict=True,
        )
    ]

    assert set(pages) <= set(world.places)
    assert len(world.places) > 100
