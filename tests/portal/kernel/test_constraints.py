"""What must never be is refused by the database itself."""

import pytest
from django.db import IntegrityError

from portal.kernel.constraints import both_or_neither, one_of
from tests.factories.portal import NOW, OfficeFactory, RoleGrantFactory, UserFactory
from tests.factories.vacancies import AnchorFactory, CriterionFactory, PlanFactory, VacancyFactory
from vacancies.models import Anchor, Criterion, Plan, Vacancy
from vacancies.vacancy.models import Kind, Status

pytestmark = pytest.mark.django_db


def test_constraints_carry_the_names_they_were_given():
    assert both_or_neither("by", "at", name="by_and_at").name == "by_and_at"
    assert one_of("kind", Kind, name="known_kind").name == "known_kind"


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "lost"},
        {"kind": "magician"},
        {"scope": "interstellar"},
        {"openings": 0},
        {"published_at": NOW},
        {"status": Status.PUBLISHED},
    ],
)
def test_a_vacancy_that_must_never_be_is_refused(fields):
    VacancyFactory()
    with pytest.raises(IntegrityError):
        Vacancy.objects.update(**fields)


@pytest.mark.parametrize("fields", [{"closes_at": None}, {"published_at": None}, {"approved_by": None}])
def test_a_public_vacancy_has_its_dates_and_its_approver(fields):
    VacancyFactory(published=True)
    with pytest.raises(IntegrityError):
        Vacancy.objects.update(**fields)


def test_nobody_approves_what_they_wrote():
    writer = UserFactory()
    with pytest.raises(IntegrityError):
        VacancyFactory(published=True, written_by=writer, approved_by=writer)


@pytest.mark.parametrize(
    "fields",
    [
        {"pass_mark": "100.01"},
        {"pass_mark": -1},
        {"technical_weight": -1},
        {"method": "coin"},
        {"frozen_at": NOW},
        {"frozen_fingerprint": "f" * 64},
    ],
)
def test_a_plan_that_cannot_be_computed_is_refused(fields):
    PlanFactory()
    with pytest.raises(IntegrityError):
        Plan.objects.update(**fields)


@pytest.mark.parametrize(
    "fields", [{"points": 0}, {"scale": 0}, {"minimum": 6}, {"minimum": -1}, {"stage": "party"}]
)
def test_a_criterion_that_cannot_be_scored_is_refused(fields):
    CriterionFactory(scale=5)
    with pytest.raises(IntegrityError):
        Criterion.objects.update(**fields)


def test_a_code_stands_for_one_criterion_of_a_plan():
    first = CriterionFactory(code="A")
    CriterionFactory(code="A")
    with pytest.raises(IntegrityError):
        CriterionFactory(plan=first.plan, code="A")


def test_a_mark_is_described_once_and_not_below_zero():
    anchor = AnchorFactory(step=3)
    with pytest.raises(IntegrityError):
        Anchor.objects.filter(pk=anchor.pk).update(step=-1)


def test_a_role_is_given_once():
    grant = RoleGrantFactory()
    with pytest.raises(IntegrityError):
        RoleGrantFactory(user=grant.user, office=grant.office, role=grant.role)


def test_an_office_is_not_its_own_parent():
    office = OfficeFactory()
    office.parent = office
    with pytest.raises(IntegrityError):
        office.save()
