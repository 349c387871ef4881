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
from applications.written_tests.shown import answers_of
from vacancies.models import Criterion, Requirement


@dataclass(frozen=True)
class Paper:
    """A document, and what it was asked for as."""

    title: str
    shown: Shown
    # Of what was handed in; none of answers of a written test, which go by the code of the candidate anyway.
    document: Document | None = None
    # Whether the title names a person: a member of a team.
    names_its_owner: bool = False
    # Whether only its text is shown, in place of its pages.
    as_text: bool = False


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
    """An application as it was handed in, for its panel; before it, in a round of a written test, what the candidate wrote there."""

    papers: list[Paper]
    statements: list[Statement]
    answers: list[Answer]
    told: list[Told]
    written: list[Section]
    lacks_answers: bool = False


def material_of(application: Application, answers_as: str = "") -> Material:
    """Documents, all that was written and what the profile told of a received application, out of what was frozen when it was handed in.

    `answers_as` is the code under which answers of the written test stand before it; empty where another stage is marked.
    """
    snapshot: dict[str, Any] = application.snapshot or {}
    plan = application.vacancy.plan
    attachments = application.attachments.select_related("asked", "document")
    team = application.team.select_related("document") if snapshot.get("team") else []
    answered = [Paper(*answer) for answer in answers_of(application, answers_as)] if answers_as else []
    return Material(
        [
            *answered,
            *(_paper(str(row.asked.name), row.document) for row in attachments),
            *(_paper(cv_of(row.name), row.document, names_its_owner=True) for row in team),
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
        lacks_answers=bool(answers_as) and not answered,
    )


def _paper(title: str, document: Document, *, names_its_owner: bool = False) -> Paper:
    return Paper(title, shown(document, title), document, names_its_owner)
