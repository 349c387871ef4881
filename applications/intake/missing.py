"""What an application still lacks: every single thing asked for, where it is filled in, and what is amiss with it."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake import answers, limits, pricing, team_said, written_things
from applications.intake.models import Attachment
from applications.intake.paper import Paper
from applications.intake.thing import Thing, text_fault
from applications.profile.models import Profile
from vacancies.models import DocumentAsked

PERSON = ("family_name", "given_name", "nationality", "residence")


def things(paper: Paper) -> list[Thing]:
    """All that the plan of this vacancy asks, in the order of the pages."""
    return [
        *_lot(paper),
        *_person(paper),
        *team_said.things(paper),
        *_requirements(paper),
        *written_things.experience(paper),
        *_statements(paper),
        *written_things.methodology(paper),
        *_documents(paper),
        *written_things.letter(paper),
        *pricing.things(paper),
        _declaration(paper),
        *written_things.taken_over(paper),
    ]


def missing(paper: Paper) -> list[Thing]:
    """What stands between the draft and handing it in; nothing when it can be handed in."""
    return [thing for thing in things(paper) if thing.fault]


def _lot(paper: Paper) -> Iterator[Thing]:
    """Only where the notice had no lots when the draft was begun."""
    if paper.lacks_lot:
        yield Thing("lot", "id_lot", pgettext("of a vacancy", "Lot"), False, _("Choose what you apply for"))


def _person(paper: Paper) -> Iterator[Thing]:
    for name in PERSON:
        label = capfirst(Profile._meta.get_field(name).verbose_name)  # noqa: SLF001 - Django's documented name
        value = getattr(paper.profile, name, "")
        yield Thing("person", f"id_{name}", label, bool(value), "" if value else _("Fill this in"))


def _requirements(paper: Paper) -> Iterator[Thing]:
    for requirement in paper.answered:
        answer = paper.answers.get(requirement.pk)
        value = answer.value if answer else ""
        fault = answers.fault(requirement, value)
        yield Thing("requirements", f"id_{requirement.code}", requirement.text, bool(value), fault)


def _statements(paper: Paper) -> Iterator[Thing]:
    for criterion in paper.statement_criteria:
        text = paper.statements.get(criterion.pk, "")
        label = f"{criterion.code}. {criterion.name}"
        yield Thing(
            "statements",
            f"id_{criterion.code}",
            label,
            bool(text),
            text_fault(text, criterion.limit, _("Write something to this criterion")),
        )


def file_fault(asked: DocumentAsked, attachment: Attachment) -> str:
    """Why a file that is attached cannot be handed in; empty when it can."""
    document = attachment.document
    if document.is_infected:
        return _("A virus was found in this file. Choose another one")
    return limits.fault(asked, kind=document.kind, size=document.size)


def _documents(paper: Paper) -> Iterator[Thing]:
    for asked in paper.asked:
        attachment = paper.attachments.get(asked.pk)
        fault = (
            file_fault(asked, attachment)
            if attachment
            else _("Attach this document")
            if asked.required
            else ""
        )
        if asked.required or attachment:
            yield Thing("documents", f"id_{asked.code}-file", asked.name, bool(attachment), fault)


def _declaration(paper: Paper) -> Thing:
    declared = paper.application.declared
    return Thing(
        "declaration",
        "id_declared",
        _("Declaration"),
        declared,
        "" if declared else _("Confirm the declaration"),
    )
