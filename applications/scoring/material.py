"""What a member reads of a candidate beside the score sheet: documents as pages, what was written, profile; never the price."""

from dataclasses import dataclass
from typing import Any

from applications.documents.models import Document
from applications.documents.pages import Shown, shown
from applications.intake import answers
from applications.intake.infection import cv_of
from applications.intake.models import Application
from applications.intake.sheet import Section, panel_sections
from applications.intake.told import Told, parts_for_scoring
from vacancies.models import Criterion, Requirement


@dataclass(frozen=True)
class Paper:
    """A document, and what it was asked for as."""

    title: str
    shown: Shown


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

    papers: list[Paper]
    statements: list[Statement]
    answers: list[Answer]
    told: list[Told]
    written: list[Section]


def material_of(application: Application) -> Material:
    """Documents, all that was written and what the profile told of a received application, out of what was frozen when it was handed in."""
    snapshot: dict[str, Any] = application.snapshot or {}
    plan = application.vacancy.plan
    attachments = application.attachments.select_related("asked", "document")
    return Material(
        [
            *(_paper(str(row.asked.name), row.document) for row in attachments),
            *(_paper(cv_of(row.name), row.document) for row in application.team.select_related("document")),
        ],
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
        parts_for_scoring(snapshot),
        panel_sections(snapshot),
    )


def _paper(title: str, document: Document) -> Paper:
    return Paper(title, shown(document, title))
