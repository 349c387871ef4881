"""Writing the selection plan, and freezing it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.portal import UserFactory, person_with
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.models import Anchor, Criterion, Plan, Vacancy
from vacancies.plan.actions import (
    begin,
    freeze,
    remove_criterion,
    save_criterion,
    save_documents,
    save_plan,
    save_requirements,
)
from vacancies.plan.published import fingerprint, plan_as_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return planned_vacancy().plan


@pytest.fixture
def officer(plan):
    return person_with(Role.OFFICER, plan.vacancy.office)


def deeds(plan):
    return [entry.action for entry in Entry.objects.of(plan.vacancy.stream)]


def criterion_fields(**fields):
    texts = {"name_en": "Method", "name_ru": "Методика", "description_en": "", "description_ru": ""}
    numbers = {"points": Decimal(20), "scale": Decimal(5), "minimum": None, "limit": 1500, "order": 3}
    return {"code": "C", "stage": "desk", **texts, **numbers, **fields}


def test_a_new_plan_asks_for_a_cv_and_counts_the_technical_score():
    plan = begin(VacancyFactory())
    assert (plan.method, plan.tie_break, plan.divergence) == ("technical", ["technical"], Decimal("0.4"))
    assert [(document.code, document.required) for document in plan.documents.all()] == [("cv", True)]


def test_a_change_of_the_plan_is_recorded_with_its_new_fingerprint(plan, officer, now):
    saved = save_plan(plan=plan, fields={"pass_mark": Decimal(70)}, by=officer, at=now)
    entry = Entry.objects.get()
    assert (entry.action, entry.data) == ("plan.changed", {"fingerprint": fingerprint(saved)})
    assert Vacancy.objects.get().changed_at == now


@pytest.mark.parametrize("fields", [{"pass_mark": Decimal("50.00")}, {"method": "technical"}])
def test_saving_what_stands_there_already_leaves_no_entry(plan, officer, now, fields):
    save_plan(plan=plan, fields=fields, by=officer, at=now)
    assert deeds(plan) == []


@pytest.mark.parametrize("fields", [{"currency": "KZT"}, {"divergence": None}])
def test_what_the_fingerprint_leaves_out_is_recorded_as_well(plan, officer, now, fields):
    save_plan(plan=plan, fields=fields, by=officer, at=now)
    assert deeds(plan) == ["plan.changed"]


def test_requirements_are_numbered_in_their_order(plan, officer, now):
    rows = [
        {"kind": "question", "parameters": {"answer": "yes"}, "text_en": "Travel", "text_ru": ""},
        {"kind": "experience", "parameters": {"years": "3"}, "text_en": "", "text_ru": "Опыт"},
    ]
    saved = save_requirements(plan=plan, rows=rows, by=officer, at=now)
    assert [(row.code, row.kind, row.parameters) for row in saved.requirements.all()] == [
        ("R1", "question", {"answer": "yes"}),
        ("R2", "experience", {"years": "3"}),
    ]


def test_a_criterion_is_added_with_its_anchors(plan, officer, now):
    anchors = [{"step": Decimal(5), "text_en": "Best", "text_ru": ""}]
    made = save_criterion(
        plan=plan, criterion=None, fields=criterion_fields(), anchors=anchors, by=officer, at=now
    )
    assert [row.code for row in plan.criteria.all()] == ["A", "B", "C"]
    assert [(anchor.step, anchor.text_en) for anchor in made.anchors.all()] == [(5, "Best")]


def test_the_tie_break_follows_a_criterion_that_gets_another_code(plan, officer, now):
    Plan.objects.update(tie_break=["technical", "criterion:B"])
    second = plan.criteria.get(code="B")
    save_criterion(
        plan=plan, criterion=second, fields=criterion_fields(code="Z"), anchors=[], by=officer, at=now
    )
    assert Plan.objects.get().tie_break == ["technical", "criterion:Z"]
    assert Anchor.objects.filter(criterion=second).count() == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["criterion:B", "technical"], ["technical"]),
        (["criterion:B"], ["technical"]),
        (["criterion:A"], ["criterion:A"]),
    ],
)
def test_a_criterion_takes_its_step_of_the_tie_break_along(plan, officer, now, before, after):
    Plan.objects.update(tie_break=before)
    remove_criterion(criterion=plan.criteria.get(code="B"), by=officer, at=now)
    assert [row.code for row in Criterion.objects.all()] == ["A"]
    assert Plan.objects.get().tie_break == after


def test_new_documents_get_codes_of_their_own_and_old_ones_keep_theirs(plan, officer, now):
    rows = [
        {"code": "", "name_en": "CV", "name_ru": "", "required": True},
        {"code": "cv", "name_en": "CV", "name_ru": "Резюме", "required": True},
        {"code": "", "name_en": "", "name_ru": "План пособия", "required": False},
        {"code": "", "name_en": "", "name_ru": "Диплом", "required": False},
    ]
    saved = save_documents(plan=plan, rows=rows, by=officer, at=now)
    assert [row.code for row in saved.documents.all()] == ["cv-2", "cv", "document", "document-2"]


def test_the_plan_is_frozen_once_with_its_fingerprint_whoever_applies_first(plan, now):
    printed = fingerprint(plan)
    frozen = freeze(plan=plan, by=UserFactory(), at=now)
    assert (frozen.frozen_at, frozen.frozen_fingerprint) == (now, printed)
    freeze(plan=plan, by=UserFactory(), at=now)
    assert deeds(plan) == ["plan.frozen"]


def test_a_frozen_plan_is_not_changed(plan, officer, now):
    freeze(plan=plan, by=UserFactory(), at=now)
    published = plan_as_published(plan)
    with pytest.raises(Refused, match="frozen by the first application"):
        save_requirements(plan=plan, rows=[], by=officer, at=now)
    assert plan_as_published(Plan.objects.get()) == published


def test_the_plan_of_a_published_notice_is_not_changed(officer, now):
    plan = planned_vacancy(published=True).plan
    with pytest.raises(Refused, match="no longer a draft"):
        save_plan(plan=plan, fields={"pass_mark": None}, by=officer, at=now)
    assert Plan.objects.get(pk=plan.pk).pass_mark == 50


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_only_officers_write_the_plan(plan, now, role):
    with pytest.raises(PermissionDenied):
        save_documents(plan=plan, rows=[], by=person_with(role, plan.vacancy.office), at=now)
    assert plan.documents.count() == 1
