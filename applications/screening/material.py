"""What was handed in with an application, ready to be read: statements by criterion, documents as pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from applications.documents.models import Document
from applications.documents.pages import Shown, shown
from applications.intake.infection import cv_of
from applications.intake.models import Application, EarlierSubmission
from applications.intake.on_behalf import came_words
from applications.intake.sheet import Section, office_sections, team_section
from vacancies.models import Criterion

Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What the applicant wrote to one criterion."""

    criterion: Criterion
    text: str


@dataclass(frozen=True)
class Earlier:
    """One submission before the last: how it came, where the office entered it, with what it said and its files."""

    submission: EarlierSubmission
    came: str
    statements: list[Said]
    written: list[Section]
    documents: list[Document]


@dataclass(frozen=True)
class Handed:
    """One document under what it was asked for as; `told` is what became of it where it cannot be shown."""

    title: str
    name: str
    shown: Shown
    told: str = ""


def statements_of(application: Application) -> list[Said]:
    """By criterion in the order of the plan; criteria that ask for no words are left out."""
    return _statements(application, application.snapshot)


def _statements(application: Application, snapshot: Json) -> list[Said]:
    texts = snapshot["statements"]
    criteria = application.vacancy.plan.criteria.all()
    return [Said(criterion, texts[criterion.code]) for criterion in criteria if criterion.code in texts]


def written_of(application: Application) -> list[Section]:
    """Experience, methodology and letter, of what the plan asks for."""
    return office_sections(application.snapshot)


def documents_of(application: Application, beside: Mapping[int, str] | None = None) -> list[Handed]:
    """The documents of the snapshot, with what the office is told `beside` one by its primary key.

    Permission to read each page is asked when its picture is fetched.
    """
    asked = {one.code: one.name for one in application.vacancy.plan.documents.all()}
    snapshot: Json = application.snapshot
    told = beside or {}
    files = Document.objects.in_bulk([one["document"] for one in application.files_said])
    return [
        *(_handed(asked[one["asked"]], files[one["document"]], told) for one in snapshot["documents"]),
        *(
            _handed(cv_of(one["name"]), files[one["document"]["document"]], told)
            for one in snapshot.get("team", ())
        ),
    ]


def team_of(application: Application) -> list[Section]:
    """Those who applied together with the candidate, for the panel."""
    return team_section(application.snapshot)


def earlier_of(application: Application) -> list[Earlier]:
    """What was handed in before it was amended, the latest first."""
    rows = application.earlier.order_by("-number").prefetch_related("documents__document")
    return [
        Earlier(
            row,
            came_words(row.snapshot),
            _statements(application, row.snapshot),
            office_sections(row.snapshot),
            [kept.document for kept in row.documents.all()],
        )
        for row in rows
    ]


def _handed(title: str, document: Document, told: Mapping[int, str]) -> Handed:
    name, words = document.original_name, told.get(document.pk, "")
    return Handed(title=title, name=name, shown=shown(document, title), told=words)
