"""At every step of a round everybody is taken through every page, feed, letter and call: nothing is there before its time."""

import logging
import re
from collections import defaultdict
from decimal import Decimal

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from applications.intake.models import Application
from applications.ranking import actions as ranking
from applications.ranking.opening_in_emergency import open_in_emergency
from applications.scoring import actions
from applications.scoring.models import Mark, Sheet
from applications.scoring.stages import criteria_of
from portal.accounts.roles import Role
from portal.web.menu import Badge, MenuEntry, register, unregister
from tests.applications.scoring.walk import GIVEN, MEAN, PRICES, World, client_of, spellings, walked
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.factories.scoring import of

pytestmark = pytest.mark.django_db

REVISED, WHY = "2.87", "Talked over among us"
# What differs from one answer to the next without saying anything.
CHANGING = re.compile(r'name="(csrfmiddlewaretoken|autosave-window|sending)" value="[^"]*"|"token": "[^"]*"')
# Kinds of readers, and what is kept from them.
PANEL, STAFF, SHUT = "panel", "staff", "shut"
MARKS, REVISIONS, MONEY = "marks", "revisions", "prices"


class Cast(World):
    """The selection with readers of every kind; each step leaves it one further."""

    def __init__(self) -> None:
        super().__init__()
        staff = dict(zip(Role, self.staff, strict=True))
        elsewhere = person_with(Role.OFFICER, OfficeFactory())
        self.officer, self.approver = staff[Role.OFFICER], staff[Role.APPROVER]
        self.kinds = {
            PANEL: [self.members[0], self.members[2], self.observer],
            STAFF: [self.officer, self.approver, staff[Role.AUDITOR]],
            SHUT: [elsewhere, self.administrator, self.applicant, None],
        }

    def the_first_begins(self):
        sheet = of(self.round, 0)
        given = (Decimal(GIVEN[0]), f"Reason of {sheet.member} on it")
        person = Application.objects.get(pk=sheet.order[0])
        marks = dict.fromkeys(criteria_of(self.round), given)
        actions.save_marks(sheet=sheet, application=person, marks=marks, by=sheet.seat.user, at=NOW)

    def the_first_hands_in(self):
        self.fill(0)

    def the_second_hands_in(self):
        self.fill(1)

    def the_last_hands_in(self):
        self.fill(2)

    def a_mark_is_revised(self):
        mark = Mark.objects.filter(sheet=of(self.round, 0)).earliest("pk")
        actions.revise(mark=mark, value=Decimal(REVISED), reason=WHY, by=mark.sheet.seat.user, at=NOW)

    def a_price_is_opened_in_an_emergency(self):
        person = Application.objects.get(vacancy=self.vacancy, code="C1")
        open_in_emergency(application=person, reason="A court asks.", number=1, by=self.approver, at=NOW)

    def the_round_is_locked(self):
        actions.lock(round=self.round, by=self.chair, at=NOW)

    def all_sign(self):
        for sheet in Sheet.objects.filter(round=self.round):
            actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)

    def the_prices_are_opened(self):
        ranking.open_prices(vacancy=self.vacancy, by=self.chair, at=NOW)

    def the_ranking_is_made(self):
        ranking.make(vacancy=self.vacancy, by=self.chair, at=NOW)

    def signs_of(self, secret):
        """What gives a secret away, wherever it stands."""
        if secret == MARKS:
            return {*GIVEN, MEAN, *(self.reason(number) for number in range(3))}
        if secret == REVISIONS:
            return {REVISED, WHY}
        return {spelling for price in PRICES for spelling in spellings(price)}

    def reason(self, number):
        return f"Reason of {of(self.round, number).member} "

    def own(self, person):
        """What is a member's own mark, or an applicant's own price."""
        if person == self.applicant:
            return spellings(PRICES[1])
        if person not in self.members:
            return set()
        number = self.members.index(person)
        return {GIVEN[number], self.reason(number)}


# Each step with what is open from then on, and to whom.
STEPS = (
    ("the_first_begins", {}),
    ("the_first_hands_in", {}),
    ("the_second_hands_in", {}),
    ("the_last_hands_in", {MARKS: {PANEL}}),
    ("a_mark_is_revised", {REVISIONS: {PANEL}}),
    ("a_price_is_opened_in_an_emergency", {}),
    ("the_round_is_locked", {MARKS: {PANEL, STAFF}, REVISIONS: {PANEL, STAFF}}),
    ("all_sign", {}),
    ("the_prices_are_opened", {MONEY: {STAFF}}),
    ("the_ranking_is_made", {MONEY: {PANEL, STAFF}}),
)


@pytest.fixture(autouse=True)
def _quiet():
    """Hundreds of refusals are expected."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def cast():
    return Cast()


def seen_by(cast, person):
    """Every page that answers the person, and every letter to them, as (where, text)."""
    yield from walked(person, cast.places)
    for letter in mail.outbox:
        if person is not None and person.email in letter.to:
            yield f"mail: {letter.subject}", str(letter.message())


def found(cast):
    """For each kind of readers the signs of each secret that any of them sees, with who sees them where."""
    seen = defaultdict(list)
    for kind, people in cast.kinds.items():
        for person in people:
            mine = cast.own(person)
            for where, text in seen_by(cast, person):
                for secret in (MARKS, REVISIONS, MONEY):
                    told = sorted(sign for sign in cast.signs_of(secret) - mine if sign in text)
                    if told:
                        seen[secret, kind].append((str(person), where, told))
    return seen


def test_each_secret_is_seen_from_its_time_on_by_those_it_is_open_to_and_by_nobody_before(cast):
    open_to: dict[str, set[str]] = {}
    assert found(cast) == {}
    for step, opened in STEPS:
        getattr(cast, step)()
        open_to |= opened
        seen = found(cast)
        leaks = {key: places for key, places in seen.items() if key[1] not in open_to.get(key[0], ())}
        assert (step, leaks) == (step, {})
        assert (step, {(secret, kind) for secret, kinds in open_to.items() for kind in kinds}) == (
            step,
            set(seen),
        )


@pytest.fixture
def in_the_menu():
    """`in_the_menu(figure)`: a leak, a figure that everybody who is signed in reads in the menu."""
    entries = []

    def is_known(user):
        return user.is_authenticated

    def leak(figure):
        entries.append(MenuEntry("Selection", "In", "desk:home", is_known, 99, lambda _user: Badge(figure())))
        register(entries[-1])

    yield leak
    for entry in entries:
        unregister(entry)


def test_a_mark_that_stood_on_a_page_would_be_found(cast, in_the_menu):
    """The test above can fail: a mark in the menu is seen by whoever has a menu, and is the second member's own."""
    cast.places = [reverse("desk:home")]
    in_the_menu(lambda: Mark.objects.values_list("value", flat=True).last())
    cast.the_second_hands_in()
    seen = found(cast)
    assert {key: {person for person, _where, _told in places} for key, places in seen.items()} == {
        (MARKS, kind): {str(person) for person in cast.kinds[kind]} for kind in (PANEL, STAFF)
    } | {(MARKS, SHUT): {str(cast.kinds[SHUT][0])}}


def pages_of(person, places):
    """What the person sees now; that they looked, and the record of it, is taken back."""
    with transaction.atomic():
        pages = {where: CHANGING.sub("", text) for where, text in walked(person, places)}
        transaction.set_rollback(True)
    return pages


def all_pages_of(cast, person):
    """The pages that answer, asked once more without the others: these may leave a message for the page that follows."""
    return pages_of(person, list(pages_of(person, cast.places)))


def moved(before, after):
    """Where anybody sees another page than before."""
    return [
        (str(person), where)
        for person, pages in after.items()
        for where in pages.keys() | before[person].keys()
        if pages.get(where) != before[person].get(where)
    ]


def test_while_members_mark_no_byte_of_anybodys_pages_tells_how_far_another_is(cast):
    """No count, order, progress or history: every page of everybody but who did something stays as it was."""
    watching = [cast.members[2], cast.observer, *cast.kinds[STAFF], cast.applicant]
    before = {person: all_pages_of(cast, person) for person in watching}
    for step, _opened in STEPS[:3]:
        getattr(cast, step)()
        after = {person: pages_of(person, before[person]) for person in watching}
        assert (step, moved(before, after)) == (step, [])


def test_a_page_that_counted_the_sheets_handed_in_would_be_found(cast, in_the_menu):
    """The test above can fail: a figure in the menu is enough."""
    in_the_menu(lambda: Sheet.objects.exclude(handed_in_at=None).count())
    places = [reverse("desk:home"), reverse("scoring:round", args=[cast.round.pk])]
    before = {cast.chair: pages_of(cast.chair, places)}
    cast.the_first_hands_in()
    seen = moved(before, {cast.chair: pages_of(cast.chair, places)})
    assert sorted(where for _person, where in seen) == sorted(places)


def test_from_the_opening_to_the_ranking_no_page_of_an_applicant_moves(cast):
    before = {cast.applicant: all_pages_of(cast, cast.applicant)}
    for step, _opened in STEPS:
        getattr(cast, step)()
        after = {cast.applicant: pages_of(cast.applicant, before[cast.applicant])}
        assert (step, moved(before, after)) == (step, [])


def answer(client, address):
    """What a call with an empty form answers; nothing of it stays done."""
    with transaction.atomic():
        found = client.post(address)
        transaction.set_rollback(True)
    return "" if found.streaming else found.content.decode(errors="replace")


def test_no_call_answers_with_what_another_has_marked(cast):
    """Errors included: what forms and autosave answer says no more than the pages do."""
    cast.the_first_hands_in()
    cast.the_second_hands_in()
    secrets = cast.signs_of(MARKS) | cast.signs_of(MONEY)
    told = []
    for person in (cast.members[2], cast.officer):
        client = client_of(person)
        for place in cast.places:
            text = answer(client, place)
            told += [(str(person), place, sign) for sign in secrets - cast.own(person) if sign in text]
    assert told == []
