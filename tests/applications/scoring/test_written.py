"""Who judges reads methodology, experience and interest; declarations are for the office, and a price is for nobody yet."""

import pytest
from django.urls import reverse

from applications.scoring.material import material_of
from tests.factories.scoring import opened_round
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db

ASKS = {"methodology_limit": 900, "letter_asked": True, "experience_asked": True}


@pytest.fixture
def round_():
    return opened_round(method="cumulative", asks=ASKS)


def words(sections):
    return " ".join(f"{line.label} {line.value}" for section in sections for line in section.lines)


def test_the_panel_reads_every_page_but_no_declaration(client, round_):
    sheet = round_.sheets.first()
    person = round_.vacancy.applications.get(code="C1")
    written = material_of(person).written
    assert [section.key for section in written] == ["experience", "methodology", "letter"]
    client.force_login(sheet.seat.user)
    shown = client.get(reverse("scoring:candidate", args=[sheet.pk, "C1"])).text
    for said in (
        "Аналитик",
        "First I read what there is",
        "I have written such manuals",
        "for the whole period",
    ):
        assert said in shown
        assert said in words(written)
    assert "Relatives" not in shown
    assert "10,000" not in shown.replace("\N{NO-BREAK SPACE}", "")


def test_the_office_reads_all_of_the_letter_and_no_price_before_it_is_opened(client, round_):
    person = round_.vacancy.applications.get(code="C1")
    client.force_login(officer_of(round_.vacancy))
    shown = client.get(reverse("screening:application", args=[person.key])).text
    for said in ("First I read what there is", "Relatives who work for the organisation", "90 days"):
        assert said in shown
    assert "It is sealed until the marks are locked." in shown


def test_a_panel_of_a_plan_that_asks_nothing_besides_sees_no_empty_heading(client):
    round_ = opened_round()
    sheet = round_.sheets.first()
    client.force_login(sheet.seat.user)
    assert 'id="written-' not in client.get(reverse("scoring:candidate", args=[sheet.pk, "C1"])).text
