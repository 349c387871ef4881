"""What was handed in with an application, ready to be read: statements by criterion, documents as pages."""

from dataclasses import dataclass

from applications.documents.models import Document
from applications.documents.pages import Shown, shown
from applications.intake.models import Application
from vacancies.models import Criterion


@dataclass(frozen=True)
class Said:
    """What the applicant wrote to one criterion."""

    criterion: Criterion
    text: str


@dataclass(frozen=True)
class Handed:
    """One document under what it was asked for as."""

    title: str
    name: str
    shown: Shown


def statements_of(application: Application) -> list[Said]:
    """By criterion in the order of the plan; criteria that ask for no words are left out."""
    texts = application.snapshot["statements"]
    criteria = application.vacancy.plan.criteria.all()
    return [Said(criterion, texts[criterion.code]) for criterion in criteria if criterion.code in texts]


def documents_of(application: Application) -> list[Handed]:
    """The documents of the snapshot; permission to read each page is asked when its picture is fetched."""
    asked = {one.code: one.name for one in application.vacancy.plan.documents.all()}
    frozen = application.snapshot["documents"]
    files = Document.objects.in_bulk([one["document"] for one in frozen])
    return [_handed(asked[one["asked"]], files[one["document"]]) for one in frozen]


def _handed(title: str, document: Document) -> Handed:
    return Handed(title=title, name=document.original_name, shown=shown(document, title))
