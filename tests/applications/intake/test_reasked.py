"""A correction that asks something else: the drafts answer it anew, and answers go with the question they were given to."""

import pytest

from applications.intake.models import RequirementAnswer
from portal.kernel.workflow import Refused
from tests.factories.intake import ApplicationFactory
from tests.factories.vacancies import PlanFactory, RequirementFactory, VacancyFactory
from vacancies.document.form import document_of
from vacancies.document.rewriting import write_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    plan = PlanFactory(vacancy=VacancyFactory(published=True))
    for order, (english, russian) in enumerate([("Drives", "Водит машину"), ("Swims", "Плавает")], start=1):
        RequirementFactory(plan=plan, code=f"R{order}", order=order, text_en=english, text_ru=russian)
    return plan


@pytest.fixture
def draft(plan):
    return ApplicationFactory(vacancy=plan.vacancy, declared=True)


def answered(draft, requirement, value, note=""):
    return RequirementAnswer.objects.create(
        application=draft, requirement=requirement, value=value, note=note
    )


def corrected(plan, change):
    said = document_of(plan.vacancy)["plan"]
    change(said["requirements"])
    for number, row in enumerate(said["requirements"], start=1):
        row["code"] = f"R{number}"
    write_plan(plan, said)


def answers_of(draft):
    return {answer.requirement.text_en: answer.value for answer in draft.answers.all()}


def test_answers_go_with_their_question_when_requirements_change_places(plan, draft):
    drives, swims = plan.requirements.all()
    answered(draft, drives, "yes")
    answered(draft, swims, "no")
    corrected(plan, lambda rows: rows.reverse())
    assert [row.text_en for row in plan.requirements.all()] == ["Swims", "Drives"]
    assert [row.code for row in plan.requirements.all()] == ["R1", "R2"]
    assert answers_of(draft) == {"Drives": "yes", "Swims": "no"}
    draft.refresh_from_db()
    assert draft.declared


def test_what_is_asked_differently_is_answered_anew_and_its_note_stays(plan, draft):
    drives, swims = plan.requirements.all()
    answered(draft, drives, "yes", note="Since 2009")
    answered(draft, swims, "no")
    corrected(plan, lambda rows: rows[0]["text"].update(en="Flies", ru="Летает"))
    assert answers_of(draft) == {"Flies": "", "Swims": "no"}
    assert draft.answers.get(requirement__code="R1").note == "Since 2009"
    draft.refresh_from_db()
    assert not draft.declared


def test_a_requirement_that_goes_takes_bare_answers_with_it_and_never_a_text(plan, draft):
    drives, swims = plan.requirements.all()
    answered(draft, drives, "yes")
    kept = answered(draft, swims, "no")
    corrected(plan, lambda rows: rows.pop(0))
    assert answers_of(draft) == {"Swims": "no"}
    kept.note = "I am learning"
    kept.save()
    with pytest.raises(Refused, match="Swims"):
        corrected(plan, lambda rows: rows.clear())
