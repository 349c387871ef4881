"""Everything the forms of the plan refuse, and the field at which they say so."""

from decimal import Decimal

import pytest

from tests.factories.vacancies import CriterionFactory, PlanFactory, planned_vacancy
from vacancies.plan.forms import AnchorRows, CriterionForm, DocumentRows, PlanForm
from vacancies.plan.models import Criterion, Plan
from vacancies.plan.requirement_rows import RequirementRows

pytestmark = pytest.mark.django_db
PLAN = {
    "method": "technical",
    "technical_scaling": "absolute",
    "absent_rule": "member",
    "currency": "USD",
    "price_basis": "lump_sum",
    "tie_break_1": "technical",
}
BOTH = {"method": "cumulative", "technical_weight": "70", "financial_weight": "30"}
CRITERION = {
    "code": "C",
    "order": "3",
    "points": "20",
    "scale": "5",
    "stage": "desk",
    "limit": "0",
    "name_ru": "Опыт",
}


def plan_form(**fields):
    plan = PlanFactory()
    CriterionFactory(plan=plan, code="A", order=1)
    return PlanForm({**PLAN, **fields}, instance=plan)


def criterion_form(**fields):
    plan = planned_vacancy().plan
    return CriterionForm({**CRITERION, **fields}, instance=Criterion(plan=plan))


def rows_of(rows, data, prefix="rows", **options):
    said = {f"{prefix}-TOTAL_FORMS": len(data), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(data):
        said |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return rows(said, prefix=prefix, **options)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"method": "cumulative", "technical_weight": "70"}, "financial_weight", "Give a weight: this method adds the technical score and the price."),
        ({**BOTH, "technical_weight": "x"}, "technical_weight", "Enter a number."),
        ({**BOTH, "financial_weight": "-1"}, "financial_weight", "A weight is not below 0."),
        ({**BOTH, "technical_weight": "0", "financial_weight": "0"}, "technical_weight", "One of the weights must be above 0."),
        ({"technical_weight": "70"}, "technical_weight", "This method uses no weights. Empty the field, or choose the method with both."),
        ({"price_basis": "daily_rate"}, "price_basis", "This method asks for no price. Leave the lump sum chosen."),
        ({"price_breakdown": "on"}, "price_breakdown", "This method asks for no price."),
        ({**BOTH, "price_basis": "daily_rate", "price_breakdown": "on"}, "price_breakdown", "A daily rate is not broken down by output."),
        ({"pass_mark": "100.5"}, "pass_mark", "Ensure this value is less than or equal to 100."),
        ({"pass_mark": "-1"}, "pass_mark", "Ensure this value is greater than or equal to 0."),
        ({"divergence": "1.2"}, "divergence", "Ensure this value is less than or equal to 1."),
        ({"divergence": "0"}, "divergence", "Ensure this value is greater than or equal to 0.001."),
        ({"tie_break_2": "criterion:Z"}, "tie_break_2", "Select a valid choice. criterion:Z is not one of the available choices."),
        ({"tie_break_2": "technical"}, "tie_break_2", "This step stands above already."),
        ({"tie_break_2": "price"}, "tie_break_2", "This method knows no prices."),
        ({"currency": "ABC"}, "currency", "Select a valid choice. ABC is not one of the available choices."),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_computed_is_refused_at_its_field(fields, field, message):
    form = plan_form(**fields)
    assert {name: list(errors) for name, errors in form.errors.items()} == {field: [message]}


def test_a_whole_plan_is_read_as_it_was_meant():
    form = plan_form(
        **BOTH,
        pass_mark="70",
        divergence="0.4",
        tie_break_2="",
        tie_break_3="criterion:A",
        tie_break_4="price",
        blind_test="on",
    )
    assert form.is_valid()
    assert form.plan == {
        "method": "cumulative",
        "technical_scaling": "absolute",
        "technical_weight": Decimal(70),
        "financial_weight": Decimal(30),
        "currency": "USD",
        "price_basis": "lump_sum",
        "price_breakdown": False,
        "pass_mark": Decimal(70),
        "divergence": Decimal("0.4"),
        "absent_rule": "member",
        "blind_desk": False,
        "blind_test": True,
        "tie_break": ["technical", "criterion:A", "price"],
    }


def test_numbers_are_shown_as_people_write_them():
    planned_vacancy(method="cumulative")
    form = PlanForm(instance=Plan.objects.get())
    assert [form[name].value() for name in ("technical_weight", "pass_mark", "divergence")] == [
        "70",
        "50",
        "0.4",
    ]


def test_every_number_with_decimals_may_be_written_with_a_comma():
    form = plan_form(**{**BOTH, "technical_weight": "62,5", "financial_weight": "37,5", "pass_mark": "65,5"})
    criterion = criterion_form(points="12,5", scale="2,5", minimum="0,5")
    assert (form.is_valid(), criterion.is_valid()) == (True, True)
    assert [form.plan[name] for name in ("technical_weight", "financial_weight", "pass_mark")] == [
        Decimal("62.5"),
        Decimal("37.5"),
        Decimal("65.5"),
    ]
    assert [criterion.criterion[name] for name in ("points", "scale", "minimum")] == [
        Decimal("12.5"),
        Decimal("2.5"),
        Decimal("0.5"),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"points": ""}, "points", "This field is required."),
        ({"points": "0"}, "points", "Ensure this value is greater than or equal to 0.01."),
        ({"minimum": "5.5"}, "minimum", "The minimum lies between 0 and the scale, which is 5."),
        ({"minimum": "-1"}, "minimum", "The minimum lies between 0 and the scale, which is 5."),
        ({"code": "A"}, "code", "Another criterion has this code."),
        ({"code": "Я"}, "code", "Use Latin letters and digits only."),
        ({"name_ru": ""}, "name_en", "Write this in one language at least."),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused_at_its_field(fields, field, message):
    form = criterion_form(**fields)
    assert {name: list(errors) for name, errors in form.errors.items()} == {field: [message]}


def test_a_criterion_may_keep_its_own_code():
    first = planned_vacancy().plan.criteria.get(code="A")
    assert CriterionForm({**CRITERION, "code": "A"}, instance=first).is_valid()


def anchors(*data, scale=Decimal(5)):
    rows = rows_of(AnchorRows, data, prefix="anchors")
    rows.scale = scale
    return rows


def test_marks_are_described_between_0_and_the_scale_each_once():
    rows = anchors(
        {"step": "6", "text_en": "Best"},
        {"step": "-1", "text_en": "Worst"},
        {"step": "3", "text_en": "Fair"},
        {"step": "3.0", "text_ru": "Хорошо"},
        {"step": "", "text_ru": "Без оценки"},
    )
    assert not rows.is_valid()
    assert [row.errors.get("step", []) for row in rows] == [
        ["The scale ends at 5."],
        ["Ensure this value is greater than or equal to 0."],
        [],
        ["This mark is described twice."],
        ["Say which mark this describes."],
    ]


def test_a_mark_without_words_is_not_kept():
    rows = anchors({"step": "0"}, {"step": "5", "text_en": "Best"}, {})
    assert rows.is_valid()
    assert [row.said for row in rows.kept] == [{"step": Decimal(5), "text_en": "Best", "text_ru": ""}]


@pytest.mark.parametrize(
    ("row", "parameters"),
    [
        ({"kind": "nationality", "countries": ["UZ", "KZ"]}, {"countries": ["KZ", "UZ"]}),
        ({"kind": "residence", "countries": ["DE"]}, {"countries": ["DE"]}),
        ({"kind": "experience", "years": "7"}, {"years": "7"}),
        ({"kind": "education", "level": "master"}, {"level": "master"}),
        ({"kind": "language", "language": "ru", "level": "C1"}, {"language": "ru", "level": "C1"}),
        ({"kind": "document", "document": "cv"}, {"document": "cv"}),
        ({"kind": "question", "answer": "yes"}, {"answer": "yes"}),
    ],
)
def test_each_kind_of_requirement_keeps_its_own_parameters(row, parameters):
    rows = rows_of(RequirementRows, [{**row, "text_en": "It"}], form_kwargs={"documents": [("cv", "CV")]})
    assert rows.is_valid()
    assert rows.kept[0].requirement == {
        "kind": row["kind"], "parameters": parameters, "text_en": "It", "text_ru": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"kind": "nationality"}, {"countries", "text_en"}),
        ({"kind": "experience", "years": "0", "text_en": "Years"}, {"years"}),
        ({"kind": "document", "document": "none", "text_en": "CV"}, {"document"}),
        ({"kind": "weight", "text_en": "Heavy"}, {"kind"}),
    ],
)
def test_a_requirement_that_cannot_be_checked_is_refused_at_its_field(row, fields):
    rows = rows_of(RequirementRows, [row])
    assert not rows.is_valid()
    assert set(rows.forms[0].errors) == fields


def test_requirements_stand_in_the_order_of_their_numbers():
    data = [
        {"kind": "question", "answer": "yes", "text_en": text, "ORDER": order}
        for text, order in [("last", ""), ("second", "2"), ("first", "1")]
    ]
    rows = rows_of(RequirementRows, data)
    assert rows.is_valid()
    assert [row.said["text_en"] for row in rows.kept] == ["first", "second", "last"]


def test_a_document_stands_in_the_list_once():
    rows = rows_of(DocumentRows, [{"code": "cv", "name_en": "CV"}, {"code": "cv", "name_en": "CV"}])
    assert rows.non_form_errors() == ["One document stands here twice. Open this page again."]
