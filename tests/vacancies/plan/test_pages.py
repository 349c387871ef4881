"""The pages of the editor on which the plan is written; all of it without a script."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.portal import person_with
from tests.factories.vacancies import CriterionFactory, RequirementFactory, planned_vacancy
from vacancies.models import Criterion, Plan, Vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

PLAN = {
    "method": "technical",
    "technical_scaling": "absolute",
    "absent_rule": "cell",
    "currency": "KZT",
    "price_basis": "lump_sum",
}
CRITERION = {
    "code": "C",
    "order": "3",
    "points": "20",
    "scale": "5",
    "stage": "desk",
    "limit": "0",
    "name_en": "Method",
    "anchors-TOTAL_FORMS": "2",
    "anchors-INITIAL_FORMS": "2",
    "anchors-0-step": "0",
    "anchors-0-text_en": "None",
    "anchors-1-step": "5",
    "anchors-1-text_ru": "Выдающийся",
}


@pytest.fixture
def vacancy(client):
    """A planned draft, opened by an officer of its office."""
    vacancy = planned_vacancy(home_based=True)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    return vacancy


def page(name, *args):
    return reverse(f"publishing:{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(*data):
    said = {"rows-TOTAL_FORMS": str(len(data)), "rows-INITIAL_FORMS": "0"}
    for number, row in enumerate(data):
        said |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return said


def test_the_plan_is_saved_and_leads_on(client, vacancy):
    answer = client.post(page("plan", vacancy.pk), {**PLAN, "tie_break_1": "criterion:B", "next": "1"})
    assert (answer.url, told(answer)) == (page("requirements", vacancy.pk), ["The plan is saved."])
    plan = Plan.objects.get()
    assert (plan.absent_rule, plan.currency, plan.tie_break) == ("cell", "KZT", ["criterion:B"])


def test_a_plan_without_a_weight_comes_back_with_the_field_named_and_nothing_lost(client, vacancy):
    sent = {**PLAN, "method": "cumulative", "technical_weight": "70.5"}
    answer = client.post(page("plan", vacancy.pk), sent)
    shown = answer.content.decode()
    link = '<a href="#id_financial_weight">Financial weight: Give a weight: this method adds'
    assert link in shown
    assert 'value="70.5"' in shown
    assert Plan.objects.get().method == "technical"


def test_a_plan_frozen_meanwhile_is_not_changed_and_what_was_typed_stays(client, vacancy):
    Plan.objects.update(frozen_at=vacancy.created_at, frozen_fingerprint="f" * 64)
    answer = client.post(page("plan", vacancy.pk), {**PLAN, "pass_mark": "61"})
    assert told(answer) == ["The plan was frozen by the first application and can no longer be changed."]
    assert 'value="61"' in answer.content.decode()
    assert Plan.objects.get().pass_mark == 50


def test_a_requirement_of_a_kind_is_added_with_its_own_fields_and_the_countries_of_the_notice(
    client, vacancy
):
    typed = rows({"kind": "experience", "years": "", "text_en": "Seven years"})
    answer = client.post(page("requirements", vacancy.pk), {**typed, "add": "nationality"})
    first, second = answer.context["rows"].forms
    assert (first["text_en"].value(), first.errors) == ("Seven years", {})
    assert [field.name for field in first.parameter_fields] == ["years"]
    assert second["countries"].value() == ["KZ", "KG", "TJ", "TM", "UZ"]
    assert [row.code for row in vacancy.plan.requirements.all()] == ["R1", "R2"]


@pytest.mark.parametrize("kind", ["nonsense", "1"])
def test_a_kind_that_there_is_not_is_refused_when_it_is_saved(client, vacancy, kind):
    assert client.post(page("requirements", vacancy.pk), {**rows(), "add": kind}).status_code == 200
    client.post(page("requirements", vacancy.pk), rows({"kind": kind, "text_en": "It"}))
    assert [row.kind for row in vacancy.plan.requirements.all()] == ["nationality", "experience"]


def test_requirements_are_saved_in_their_order_and_shown_again(client, vacancy):
    sent = rows(
        {"kind": "question", "answer": "yes", "text_en": "Ready to travel", "ORDER": "2"},
        {"kind": "document", "document": "cv", "text_ru": "Резюме", "ORDER": "1"},
        {"kind": "experience", "years": "x", "text_en": "Gone", "DELETE": "on"},
    )
    answer = client.post(page("requirements", vacancy.pk), sent)
    assert told(answer) == ["The requirements are saved."]
    assert [(row.code, row.kind, row.parameters) for row in vacancy.plan.requirements.all()] == [
        ("R1", "document", {"document": "cv"}),
        ("R2", "question", {"answer": "yes"}),
    ]
    again = client.get(page("requirements", vacancy.pk)).context["rows"]
    assert [row["text_en"].value() for row in again] == ["", "Ready to travel"]
    assert again.forms[0]["document"].value() == "cv"


def test_a_new_criterion_gets_the_next_letter_and_the_ends_of_its_scale(client, vacancy):
    context = client.get(page("new-criterion", vacancy.pk)).context
    assert (context["form"]["code"].value(), context["form"]["order"].value()) == ("C", 3)
    assert [row["step"].value() for row in context["rows"]] == ["0", "3", "5"]


def test_a_criterion_is_saved_with_its_anchors(client, vacancy):
    answer = client.post(page("new-criterion", vacancy.pk), CRITERION)
    assert (answer.url, told(answer)) == (page("criteria", vacancy.pk), ["Criterion C Method is saved."])
    made = Criterion.objects.get(code="C")
    assert [(row.step, row.text_en, row.text_ru) for row in made.anchors.all()] == [
        (0, "None", ""),
        (5, "", "Выдающийся"),
    ]
    shown = client.get(page("criteria", vacancy.pk))
    assert (shown.context["total"], "Method" in shown.content.decode()) == (120, True)


def test_an_anchor_beyond_the_scale_brings_the_whole_criterion_back(client, vacancy):
    answer = client.post(page("new-criterion", vacancy.pk), {**CRITERION, "scale": "4", "points": ""})
    assert set(answer.context["form"].errors) == {"points"}
    assert [set(row.errors) for row in answer.context["rows"]] == [set(), {"step"}]
    assert (
        '<a href="#id_anchors-1-step">Described mark 2, Mark: The scale ends at 4.</a>'
        in answer.content.decode()
    )
    assert "Выдающийся" in answer.content.decode()
    assert Criterion.objects.filter(code="C").count() == 0


@pytest.mark.parametrize("fields", [{"points": ""}, {"scale": "4"}])
def test_the_title_of_a_page_with_faults_says_so_once(client, vacancy, fields):
    answer = client.post(page("new-criterion", vacancy.pk), {**CRITERION, **fields}).content.decode()
    title = " ".join(answer.partition("<title>")[2].partition("</title>")[0].split())
    assert title == f"Error: {vacancy.reference}, criterion C – Konkurs"


def test_one_more_mark_keeps_the_criterion_as_it_was_typed(client, vacancy):
    answer = client.post(page("new-criterion", vacancy.pk), {**CRITERION, "points": "", "add": "anchor"})
    assert [row["text_en"].value() for row in answer.context["rows"]] == ["None", None, None]
    assert answer.context["form"]["name_en"].value() == "Method"
    assert "errs" not in answer.content.decode()


def test_a_criterion_can_be_changed_and_removed_after_a_question(client, vacancy):
    first = Criterion.objects.get(code="A")
    client.post(page("criterion", vacancy.pk, first.pk), {**CRITERION, "code": "A", "order": "1"})
    assert Criterion.objects.get(pk=first.pk).name_en == "Method"
    asked = client.get(page("remove-criterion", vacancy.pk, first.pk))
    assert "Remove criterion A Method?" in asked.content.decode()
    assert Criterion.objects.filter(code="A").count() == 1
    answer = client.post(page("remove-criterion", vacancy.pk, first.pk))
    assert (answer.url, told(answer)) == (page("criteria", vacancy.pk), ["Criterion A Method is removed."])
    assert [row.code for row in vacancy.plan.criteria.all()] == ["B"]


def test_a_criterion_of_another_vacancy_is_not_found(client, vacancy):
    other = CriterionFactory()
    for name in ("criterion", "remove-criterion"):
        assert client.get(page(name, vacancy.pk, other.pk)).status_code == 404


def test_documents_are_added_named_and_removed(client, vacancy):
    typed = rows({"code": "cv", "name_en": "CV", "required": "on"})
    more = client.post(page("documents", vacancy.pk), {**typed, "add": "document"}).context["rows"]
    assert (len(more.forms), more.forms[1]["required"].value()) == (2, True)
    sent = rows(
        {"code": "cv", "name_en": "CV", "required": "on", "DELETE": "on"},
        {"name_en": "Plan of the manual", "name_ru": "План пособия"},
    )
    answer = client.post(page("documents", vacancy.pk), sent)
    assert told(answer) == ["The documents are saved."]
    assert [(row.code, row.name_ru, row.required) for row in vacancy.plan.documents.all()] == [
        ("plan-of-the-manu", "План пособия", False)
    ]


def test_a_document_without_a_name_comes_back(client, vacancy):
    answer = client.post(page("documents", vacancy.pk), rows({"code": "cv", "required": "on"}))
    assert answer.context["rows"].forms[0].errors == {"name_en": ["Write this in one language at least."]}
    assert vacancy.plan.documents.count() == 1


def test_what_was_typed_into_the_plan_of_a_notice_submitted_meanwhile_is_not_lost(client, vacancy):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    answer = client.post(page("new-criterion", vacancy.pk), CRITERION)
    assert "Выдающийся" in answer.content.decode()
    assert Criterion.objects.filter(code="C").count() == 0


@pytest.mark.parametrize("name", ["criteria", "requirements", "approval"])
def test_a_longer_plan_takes_no_more_queries(client, vacancy, name):
    def taken():
        client.get(page(name, vacancy.pk))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(name, vacancy.pk))
        return len(queries)

    before = taken()
    for number in range(3):
        CriterionFactory(plan=vacancy.plan, code=f"Z{number}")
        RequirementFactory(plan=vacancy.plan, code=f"R9{number}")
    assert taken() == before


@pytest.mark.parametrize("total", ["abc", "²", "99999"])
def test_a_form_with_a_broken_count_of_rows_is_no_error_of_the_server(client, vacancy, total):
    sent = {"rows-TOTAL_FORMS": total, "rows-INITIAL_FORMS": "0"}
    assert client.post(page("documents", vacancy.pk), sent).status_code == 200
    assert client.post(page("documents", vacancy.pk), {**sent, "add": "document"}).status_code == 200
    assert vacancy.plan.documents.count() == 1
