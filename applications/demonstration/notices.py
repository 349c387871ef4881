"""How the notices of the demonstration are written, approved and published."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from applications.demonstration.scene import Scene
from vacancies.models import Vacancy
from vacancies.plan.actions import save_criterion, save_documents, save_plan, save_requirements
from vacancies.publishing.actions import create_vacancy, publish, submit_for_approval
from vacancies.terms.actions import save_outputs, save_sections
from vacancies.vacancy.actions import save_notice

NOT_OF_THE_NOTICE = {
    *("key", "office", "kind", "scope", "duty_stations", "gap_reason", "plan"),
    *("sections", "languages_asked", "outputs"),
}
NUMBERS = {"technical_weight", "financial_weight", "pass_mark", "divergence"}
NUMBERS_OF_AN_OUTPUT = {"share"}
NUMBERS_OF_A_CRITERION = {"points", "scale", "minimum"}
OFFICER, APPROVER = "officer", "approver"
CLOSING_HOUR = "18:00"
# The days of the demonstration follow the present and fall on holidays; the reason is kept only then.
ALL_THE_SAME = "Даты согласованы с проектом."

Told = Mapping[str, Any]


def write_notice(scene: Scene, *, days: int, closes_at: datetime | None, **changes: Any) -> Vacancy:
    """Begin the notice on the working day `days`, and write its plan on the day after; `changes` go before the data."""
    kind, scope = scene.told["kind"], scene.told["scope"]
    vacancy = create_vacancy(
        office=scene.office, kind=kind, scope=scope, **scene.deed(OFFICER, days, "09:40")
    )
    fields = {name: value for name, value in scene.told.items() if name not in NOT_OF_THE_NOTICE}
    vacancy = save_notice(
        vacancy=vacancy,
        fields={**fields, "closes_at": closes_at, **changes},
        stations=scene.told["duty_stations"],
        **scene.deed(OFFICER, days, "11:25"),
    )
    if "sections" in scene.told:
        _write_terms(vacancy, scene, days)
    if "plan" in scene.told:
        _write_plan(vacancy, scene, days + 1)
    return vacancy


def _write_terms(vacancy: Vacancy, scene: Scene, days: int) -> None:
    save_sections(
        vacancy=vacancy,
        fields=scene.told["sections"],
        languages_asked=scene.told["languages_asked"],
        **scene.deed(OFFICER, days, "14:10"),
    )
    outputs = [_numbers(output, NUMBERS_OF_AN_OUTPUT) for output in scene.told["outputs"]]
    save_outputs(vacancy=vacancy, rows=outputs, **scene.deed(OFFICER, days, "14:40"))


def _write_plan(vacancy: Vacancy, scene: Scene, days: int) -> None:
    told = scene.told["plan"]
    fields = {name: value for name, value in told.items() if not isinstance(value, list)}
    plan = save_plan(
        plan=vacancy.plan,
        fields={**_numbers(fields, NUMBERS), "tie_break": told["tie_break"]},
        **scene.deed(OFFICER, days, "10:05"),
    )
    rows = [_without(row, {"code"}) for row in told["requirements"]]
    save_requirements(plan=plan, rows=rows, **scene.deed(OFFICER, days, "10:30"))
    for order, criterion in enumerate(told["criteria"], start=1):
        save_criterion(
            plan=plan,
            criterion=None,
            fields={
                **_numbers(_without(criterion, {"anchors"}), NUMBERS_OF_A_CRITERION),
                "order": order,
            },
            anchors=[_numbers(anchor, {"step"}) for anchor in criterion["anchors"]],
            **scene.deed(OFFICER, days, f"11:{order * 8:02}"),
        )
    save_documents(plan=plan, rows=told["documents"], **scene.deed(OFFICER, days, "12:10"))


def send_for_approval(vacancy: Vacancy, scene: Scene, *, days: int) -> Vacancy:
    reason = scene.told.get("gap_reason", "")
    return submit_for_approval(
        vacancy=vacancy,
        gap_reason=reason,
        overruled_because=ALL_THE_SAME,
        **scene.deed(OFFICER, days, "16:15"),
    )


def make_public(vacancy: Vacancy, scene: Scene, *, days: int) -> Vacancy:
    return publish(vacancy=vacancy, **scene.deed(APPROVER, days, "10:20"))


def published(scene: Scene, *, written: int, closes: int) -> Vacancy:
    """Written, submitted two days later, published two days after that."""
    vacancy = write_notice(scene, days=written, closes_at=scene.diary.on(closes, CLOSING_HOUR))
    vacancy = send_for_approval(vacancy, scene, days=written + 2)
    return make_public(vacancy, scene, days=written + 4)


def _without(told: Told, names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


def _numbers(told: Told, names: set[str]) -> dict[str, Any]:
    """The same with `names`, which stand as text in the data, as numbers."""
    return {
        name: Decimal(value) if name in names and value is not None else value for name, value in told.items()
    }
