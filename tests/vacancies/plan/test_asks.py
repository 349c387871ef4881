"""What a plan asks besides documents: written, kept in the database, frozen, and named nowhere where it is not asked."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.portal import NOW, person_with
from tests.factories.publishing import OutputFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.document.actions import fresh, write_into
from vacancies.document.checks import faults_of
from vacancies.document.form import document_of
from vacancies.document.hydrate import hydrated
from vacancies.models import Plan, Vacancy
from vacancies.plan.actions import save_documents
from vacancies.plan.asks import ASKS, PriceBasis
from vacancies.plan.asks_form import AsksForm
from vacancies.plan.completeness import gaps
from vacancies.plan.published import fingerprint, plan_as_published

pytestmark = pytest.mark.django_db

ALL = {
    "methodology_limit": 6000,
    "letter_asked": True,
    "experience_asked": True,
    "price_breakdown": True,
    "team_most": 4,
    "blind_desk": True,
    "blind_test": True,
}
DAILY = {"price_basis": "daily_rate"}


def asking(method="cumulative", **asks) -> Plan:
    vacancy = planned_vacancy(method=method, asks=asks, home_based=True)
    return Plan.objects.get(vacancy=vacancy)


def said_of(plan: Plan) -> dict:
    return document_of(fresh(plan.vacancy))


def test_a_plan_that_asks_nothing_besides_is_published_as_before_there_was_anything_to_ask():
    plan = asking()
    assert plan.asks == {}
    assert not ASKS.keys() & plan_as_published(plan).keys()
    assert not ASKS.keys() & said_of(plan)["plan"].keys()


@pytest.mark.parametrize("asks", [{name: value} for name, value in {**ALL, **DAILY}.items()])
def test_whatever_is_asked_is_part_of_the_fingerprint_and_of_the_document(asks):
    before, plan = fingerprint(asking()), asking(**asks)
    assert plan_as_published(plan).items() >= asks.items()
    assert said_of(plan)["plan"].items() >= asks.items()
    assert fingerprint(plan) != before


def test_a_document_gives_back_what_it_was_made_of_and_nothing_that_it_does_not_say():
    plan, other = asking(**ALL), asking(**DAILY)
    said = said_of(plan)
    write_into(vacancy=other.vacancy, document={**said, "clauses": []})
    assert Plan.objects.get(pk=other.pk).asks == ALL == hydrated(said, office=plan.vacancy.office).plan.asks
    write_into(vacancy=other.vacancy, document=said_of(asking()))
    assert Plan.objects.get(pk=other.pk).asks == {}


@pytest.mark.parametrize("method", ["cumulative", "technical"])
@pytest.mark.parametrize(
    ("asks", "faults"),
    [
        ({"letter_asked": False}, ["plan.letter_asked"]),
        ({"experience_asked": 1}, ["plan.experience_asked"]),
        ({"methodology_limit": 0}, ["plan.methodology_limit"]),
        ({"methodology_limit": 50_001}, ["plan.methodology_limit"]),
        ({"team_most": 1}, ["plan.team_most"]),
        ({"team_most": 21}, ["plan.team_most"]),
        ({"price_basis": "lump_sum"}, ["plan.price_basis"]),
    ],
)
def test_a_file_says_what_is_asked_in_one_way_only(method, asks, faults):
    said = said_of(asking(method))
    assert [fault.path for fault in faults_of({**said, "plan": {**said["plan"], **asks}})] == faults


@pytest.mark.parametrize(
    ("method", "asks", "fault"),
    [
        ("technical", DAILY, "plan.price_basis: this method asks for no price"),
        ("technical", {"price_breakdown": True}, "plan.price_breakdown: this method asks for no price"),
        (
            "lowest_price",
            {**DAILY, "price_breakdown": True},
            "plan.price_breakdown: a daily rate is not broken down by output",
        ),
    ],
)
def test_a_file_says_of_prices_only_what_fits_its_method(method, asks, fault):
    said = said_of(asking(method))
    assert [str(one) for one in faults_of({**said, "plan": {**said["plan"], **asks}})] == [fault]


@pytest.mark.parametrize(
    ("method", "asks"),
    [
        ("technical", DAILY),
        ("technical", {"price_breakdown": True}),
        ("cumulative", {**DAILY, "price_breakdown": True}),
        ("cumulative", {"price_basis": "hourly"}),
        ("cumulative", {"methodology_limit": 50_001}),
        ("cumulative", {"team_most": 1}),
        ("cumulative", {"team_most": 21}),
    ],
)
def test_the_database_keeps_no_plan_that_nobody_could_follow(method, asks):
    with transaction.atomic(), pytest.raises(IntegrityError):
        asking(method, **asks)


def test_a_price_is_broken_down_only_where_there_are_outputs():
    plan = asking(price_breakdown=True)

    def found():
        return {gap.field: gap for gap in gaps(Vacancy.objects.get(pk=plan.vacancy_id), at=NOW)}

    assert found()["price_breakdown"].place.address == reverse("publishing:outputs", args=[plan.vacancy_id])
    OutputFactory(vacancy=plan.vacancy)
    assert "price_breakdown" not in found()


def test_what_is_asked_is_saved_with_the_documents_and_stays_where_nothing_is_said_of_it():
    plan = asking(**ALL)
    officer = person_with(Role.OFFICER, plan.vacancy.office)
    rows = [{"code": "cv", "name_en": "CV", "name_ru": "Резюме", "required": True}]
    asks = {"methodology_limit": 0, "letter_asked": False, "experience_asked": True, "team_most": 0}
    assert save_documents(plan=plan, rows=rows, by=officer, at=NOW).asks == ALL
    saved = save_documents(plan=plan, rows=rows, asks=asks, by=officer, at=NOW)
    elsewhere = {"price_breakdown": True, "blind_desk": True, "blind_test": True}
    assert saved.asks == {"experience_asked": True, **elsewhere}


def test_empty_boxes_ask_for_nothing_and_a_team_is_two_at_least():
    assert AsksForm({}, instance=asking(**ALL)).is_valid()
    form = AsksForm({"methodology_limit": "", "team_most": ""}, instance=asking())
    assert form.is_valid()
    assert (form.asks["methodology_limit"], form.asks["team_most"]) == (0, 0)
    alone = AsksForm({"team_most": "1"}, instance=asking())
    assert alone.errors == {
        "team_most": ["A team is two people at least. Leave it empty if everybody applies alone."]
    }


def test_the_editor_keeps_what_is_typed_beside_a_faulty_row_and_saves_both_together(client):
    plan = asking()
    client.force_login(person_with(Role.OFFICER, plan.vacancy.office))
    address = reverse("publishing:documents", args=[plan.vacancy_id])
    sent = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-code": "cv", "letter_asked": "on"}
    sent |= {"methodology_limit": "6000", "team_most": "1", "rows-0-name_en": "CV"}
    answer = client.post(address, sent)
    assert "A team is two people at least." in answer.content.decode()
    assert 'value="6000"' in answer.content.decode()
    client.post(address, {**sent, "team_most": "3"})
    saved = Plan.objects.get(pk=plan.pk)
    assert saved.asks == {"methodology_limit": 6000, "letter_asked": True, "team_most": 3}
    assert saved.has_teams
    assert saved.price_basis == PriceBasis.LUMP_SUM
