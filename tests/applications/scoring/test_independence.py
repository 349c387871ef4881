"""Whose a score sheet is, what the administration knows, and where the walk over all pages leads (`test_every_step.py`)."""

import pytest
from django.contrib import admin
from django.urls import reverse

from applications.intake.models import Application
from applications.models import Mark, PriceOffer, Ranking, Revision, Round, Sheet
from tests.applications.scoring.walk import World, client_of
from tests.factories.scoring import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


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
    return client_of(person).get(page).status_code


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
