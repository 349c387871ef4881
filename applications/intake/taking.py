"""An earlier application as the start of another: what of it answers the same, and taking that over."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.documents.models import Document
from applications.intake import limits
from applications.intake.drafts import draft_row
from applications.intake.models import (
    Application,
    ApplicationQuerySet,
    Attachment,
    RequirementAnswer,
    Statement,
)
from applications.intake.paper import Paper, lay_open
from applications.intake.rules import is_applicant
from applications.intake.taken import TakenOver
from applications.intake.written import Letter, Methodology
from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused
from vacancies.models import Criterion, DocumentAsked, Requirement

# Names of criteria as like as this are taken for the same question.
ALIKE = 0.8
NOTHING = _("There is nothing in it that this vacancy asks for and you have not written yet")


@dataclass(frozen=True)
class Taking:
    """What of an earlier application fits into what is still empty in a draft."""

    answers: list[tuple[Requirement, RequirementAnswer]]
    statements: list[tuple[Criterion, str]]
    documents: list[tuple[DocumentAsked, Document]]
    methodology: str
    letter: str

    @property
    def pages(self) -> dict[str, list[Any]]:
        """What is taken over, named, by the key of its page; pages with nothing are left out."""
        named = {
            "requirements": [requirement.text for requirement, _answer in self.answers],
            "statements": [criterion.name for criterion, _text in self.statements],
            "methodology": [_("The text, as it was")] if self.methodology else [],
            "documents": [asked.name for asked, _document in self.documents],
            "letter": [_("Why you, and why this work")] if self.letter else [],
        }
        return {key: names for key, names in named.items() if names}


def earlier_of(application: Application) -> ApplicationQuerySet:
    """The other applications of the same person, the latest first."""
    own = Application.objects.first_hand().filter(applicant=application.applicant_id)
    return own.exclude(pk=application.pk).select_related("vacancy__office", "lot").order_by("-pk")


def taking(draft: Application, source: Application) -> Taking:
    """What `source` can give to `draft`; what is written in the draft already stays."""
    here, there = lay_open(draft), lay_open(source)
    asked = here.plan
    return Taking(
        answers=_answers(here, there),
        statements=_statements(here, there),
        documents=_documents(here, there),
        methodology=_text(Methodology, source) if asked.methodology_limit and not here.methodology else "",
        letter=_text(Letter, source) if asked.letter_asked and not (here.letter and here.letter.text) else "",
    )


def _text(model: Any, source: Application) -> str:
    return model.objects.filter(application=source).values_list("text", flat=True).first() or ""


def _answers(here: Paper, there: Paper) -> list[tuple[Requirement, RequirementAnswer]]:
    """Answers to requirements of the same kind that ask exactly the same."""
    found = []
    for requirement in here.answered:
        kept = here.answers.get(requirement.pk)
        same = (row for row in there.answered if _asks_the_same(row, requirement))
        answers = (there.answers.get(row.pk) for row in same)
        answer = next((answer for answer in answers if answer and answer.value), None)
        if answer and not (kept and kept.value):
            found.append((requirement, answer))
    return found


def _asks_the_same(one: Requirement, other: Requirement) -> bool:
    """A question is its words; any other requirement is its kind with what it needs."""
    if one.kind != other.kind or one.parameters != other.parameters:
        return False
    return one.kind != "question" or _likeness(one, other, "text") >= ALIKE


def _statements(here: Paper, there: Paper) -> list[tuple[Criterion, str]]:
    """Statements to criteria with the same or similar names, each taken once."""
    found, left = [], [row for row in there.statement_criteria if there.statements.get(row.pk)]
    for criterion in here.statement_criteria:
        if here.statements.get(criterion.pk):
            continue
        best = max(left, key=lambda row: _likeness(row, criterion, "name"), default=None)
        if best and _likeness(best, criterion, "name") >= ALIKE:
            left.remove(best)
            found.append((criterion, there.statements[best.pk]))
    return found


def _likeness(one: Any, other: Any, name: str) -> float:
    """How alike two texts are, from 0 to 1, in the language in which they are most so."""
    pairs = [
        (getattr(one, f"{name}_{code}").casefold(), getattr(other, f"{name}_{code}").casefold())
        for code in languages()
    ]
    return max((SequenceMatcher(None, *pair).ratio() for pair in pairs if all(pair)), default=0.0)


def _documents(here: Paper, there: Paper) -> list[tuple[DocumentAsked, Document]]:
    """Files under the same code that this vacancy takes as well."""
    by_code = {row.code: there.attachments.get(row.pk) for row in there.asked}
    found = []
    for asked in here.asked:
        attachment = by_code.get(asked.code)
        if attachment is None or asked.pk in here.attachments or attachment.document.is_infected:
            continue
        document = attachment.document
        if not limits.fault(asked, kind=document.kind, size=document.size):
            found.append((asked, document))
    return found


@transaction.atomic
def take_over(*, application: Application, source: Application, by: Any) -> Application:
    """Begin the draft with what `source` says; every page that gets something waits to be checked.

    Never the price or the declaration. What is written already stays. Raises Refused where nothing fits.
    """
    row = draft_row(application, by)
    if not (is_applicant(by, row) and is_applicant(by, source)) or row.amends_id:
        raise PermissionDenied("applications.view_own_application")
    what = taking(row, source)
    if not what.pages:
        raise Refused(NOTHING)
    for requirement, answer in what.answers:
        said = {"value": answer.value, "note": answer.note}
        RequirementAnswer.objects.update_or_create(application=row, requirement=requirement, defaults=said)
    for criterion, text in what.statements:
        Statement.objects.update_or_create(application=row, criterion=criterion, defaults={"text": text})
    Attachment.objects.bulk_create(
        Attachment(application=row, asked=asked, document=document) for asked, document in what.documents
    )
    for model, text in ((Methodology, what.methodology), (Letter, what.letter)):
        if text:
            model.objects.update_or_create(application=row, defaults={"text": text})
    for page in what.pages:
        TakenOver.objects.update_or_create(application=row, page=page, defaults={"source": source})
    return row


@transaction.atomic
def check(*, application: Application, page: str, by: Any) -> Application:
    """Say that the applicant has looked at the page: what stands there is theirs now."""
    row = draft_row(application, by)
    row.taken_over.filter(page=page).delete()
    return row
