"""The menu of the working pages shows everybody what they may open, and nothing else."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from portal.web import menu
from portal.web.menu import Badge, MenuEntry, entries_for, menu_for, way_to_work

pytestmark = pytest.mark.django_db

HR = SimpleNamespace(pk=1, name="hr", is_authenticated=True)
MEMBER = SimpleNamespace(pk=2, name="member", is_authenticated=True)
APPLICANT = SimpleNamespace(pk=3, name="applicant", is_authenticated=True)
NOBODY = SimpleNamespace(pk=None, name="hr", is_authenticated=False)


def entry(label, *, section="Selection", url="account_login", who=("hr",), order=10, badge=None):
    return MenuEntry(section, label, url, lambda user: user.name in who, order, badge)


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(menu, "_entries", [])

    def register(*entries):
        for one in entries:
            menu.register(one)

    return register


def labels(user):
    return [one.label for one in entries_for(user)]


def test_a_person_sees_only_what_they_may_open(registered):
    registered(entry("Vacancies"), entry("Panels", who=("member",)), entry("Waiting", who=("hr", "member")))
    assert (labels(HR), labels(MEMBER), labels(APPLICANT)) == (
        ["Vacancies", "Waiting"],
        ["Panels", "Waiting"],
        [],
    )


def test_registering_twice_shows_once(registered):
    one = entry("Vacancies")
    registered(one, one)
    assert labels(HR) == ["Vacancies"]


def test_sections_stay_together_and_follow_their_first_entry(registered):
    registered(
        entry("Record", section="Office", order=30),
        entry("Vacancies", order=20),
        entry("Waiting", section="Mine", order=10),
        entry("Results", order=40),
    )
    assert [(section, [line.label for line in lines]) for section, lines in menu_for(HR, "/")] == [
        ("Mine", ["Waiting"]),
        ("Selection", ["Vacancies", "Results"]),
        ("Office", ["Record"]),
    ]


def test_the_longest_address_above_the_page_is_current(registered):
    registered(entry("Account", url="account_login"), entry("Code", url="account_request_login_code"))
    path = reverse("account_request_login_code") + "more/"
    [(_section, lines)] = menu_for(HR, path)
    assert [(line.label, line.current) for line in lines] == [("Account", False), ("Code", True)]


def test_a_badge_is_asked_for_the_person_who_looks(registered):
    registered(entry("Waiting", badge=lambda user: Badge(len(user.name), late=True)))
    [(_section, [line])] = menu_for(HR, "/")
    assert line.badge == Badge(2, late=True)


def test_the_way_to_work_leads_to_the_first_page_that_is_open(registered):
    registered(
        entry("Translations", url="account_signup", who=("hr", "member"), order=20),
        entry("Waiting", url="account_login", order=10),
    )
    ways = [way_to_work(user) for user in (HR, MEMBER, APPLICANT, NOBODY)]
    assert ways == ["account_login", "account_signup", "", ""]
