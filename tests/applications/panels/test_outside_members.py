"""Who is invited to one panel and has no role in the office reaches the pages of that panel, and nothing besides."""

import pytest
from django.test import Client
from django.urls import resolve, reverse

from applications.panels.actions import convene
from applications.panels.models import SeatRole
from portal.accounts.models import User
from portal.web.menu import entries_for
from tests.applications.scoring.walk import World, walked
from tests.factories.portal import NOW, UserFactory
from tests.factories.screening import long_listed_vacancy, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    """A member who had no account before."""
    vacancy = long_listed_vacancy()[0]
    seats = [(UserFactory(), SeatRole.CHAIR), (UserFactory(), SeatRole.MEMBER)]
    newcomer = User(email="guest@ministry.kg", name="Guest", language="en")
    convene(vacancy=vacancy, seats=[*seats, (newcomer, SeatRole.MEMBER)], by=officer_of(vacancy), at=NOW)
    return User.objects.get(email="guest@ministry.kg")


def rooms_open_to(person, world):
    """Names of the pages of our rooms that answer the person, less those that answer anybody signed in."""
    opened, common = (
        {address for address, _text in walked(one, world.places)} for one in (person, UserFactory())
    )
    names = {resolve(address).view_name for address in opened - common}
    return {name for name in names if ":" in name}


def test_a_seat_on_one_panel_opens_nothing_of_another_selection(invited):
    assert rooms_open_to(invited, World()) <= {"desk:home", "panels:panels"}


@pytest.mark.parametrize("role", ["member", "observer"])
def test_on_their_own_panel_they_reach_the_panel_its_papers_and_the_round_and_nothing_of_the_office(role):
    world = World()
    person = {"member": world.members[1], "observer": world.observer}[role]
    both = {
        "desk:search-panel",
        "desk:home",
        "meetings:meetings",
        "panels:panels",
        "panels:panel",
        "panels:candidate",
        "scoring:round",
        "scoring:short-list",
        "scoring:conflict",
    }
    assert rooms_open_to(person, world) - both == (
        {"scoring:sheet", "scoring:candidate", "scoring:hand-in", "scoring:autosave"}
        if role == "member"
        else set()
    )


def test_their_menu_shows_their_work_and_their_panels_and_nothing_else(invited):
    client = Client()
    client.force_login(invited)
    page = client.get(reverse("panels:panels"))
    assert page.status_code == 200
    assert [str(entry.label) for entry in entries_for(invited)] == ["Waits for me", "My panels"]
