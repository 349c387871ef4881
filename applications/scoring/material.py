"""What a member reads of a candidate beside the score sheet: documents as pages, statements, answers; never the price."""

from dataclasses import dataclass
from typing import Any

from applications.documents.pages import Shown, shown
from applications.intake import answers
from applications.intake.models import Application
from vacancies.models import Criterion, Requirement


@dataclass(frozen=True)
class Statement:
    """What the applicant wrote to one criterion."""

    criterion: Criterion
    text: str


@dataclass(frozen=True)
class Answer:
    """What the applicant stated on one requirement."""

    requirement: Requirement
    value: str
    note: str


@dataclass(frozen=True)
class Material:
    """An application as it was handed in, for its panel."""

    documents: list[Shown]
    statements: list[Statement]
    answers: list[Answer]


def material_of(application: Application) -> Material:
    """Documents, statements and answers of a received application, out of what was frozen when it was handed in."""
    snapshot: dict[str, Any] = application.snapshot or {}
    plan = application.vacancy.plan
    attachments = application.attachments.select_related("asked", "document")
    return Material(
        [shown(row.document, str(row.asked.name)) for row in attachments],
        [
            Statement(criterion, text)
            for criterion in plan.criteria.all()
            if (text := snapshot["statements"].get(criterion.code))
        ],
        [
            Answer(requirement, answers.shown(requirement, answer["value"]), answer["note"])
            for requirement in plan.requirements.all()
            if (answer := snapshot["answers"].get(requirement.code))
        ],
    )
