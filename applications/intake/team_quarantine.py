"""A virus is found in the CV of one of a team: they are told, and put another in its place themselves; the office does so for who signed on paper."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from applications.documents import found
from applications.documents.actions import receive
from applications.documents.models import Document
from applications.intake import quarantine
from applications.intake.files import file_said
from applications.intake.infection import Infection, cv_of
from applications.intake.models import Status
from applications.intake.team import TeamMember
from applications.intake.workflow import REPLACE_CV
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue


def on_found(document: Document, at: datetime) -> None:
    """Tell whose CV it is, for each team in which it stands; a team that has withdrawn is left alone."""
    standing = TeamMember.objects.filter(
        document=document, application__status__in=[Status.DRAFT, Status.SUBMITTED]
    )
    for row in standing.select_related("application__vacancy__office", "account"):
        handed_in = row.application.status == Status.SUBMITTED
        infection = (
            quarantine.open_case(row.application, at, document=document, member=row) if handed_in else None
        )
        if infection or not handed_in:
            _tell_of(row, infection, document, at)


def _tell_of(row: TeamMember, infection: Infection | None, document: Document, at: datetime) -> None:
    """Their own letter to whoever has an account; the office's, where nobody else can bring another file."""
    if row.account.is_active:
        _tell("member_file_infected", row, at, document=document, infection=infection)
    elif infection:
        quarantine.tell_office(infection, at)
    elif row.application.being_entered:
        title = cv_of(row.name)
        quarantine.tell_office_of_a_draft(row.application, at, document=document, title=title)


def to_replace(member: TeamMember, *, at: datetime) -> Infection | None:
    """The infected CV in whose place another may be put now."""
    cases = quarantine.open_cases(member.application, at=at, member=member)
    return cases[0] if cases else None


def replace(*, member: TeamMember, upload: File, by: Any, at: datetime) -> TeamMember:
    """Put `upload` in the place of the infected CV; all else stays as it was handed in, and when.

    The file is received before the transaction begins: a slow storage holds no lock.
    """
    if by.pk == member.account_id:
        require("applications.join_team", member, by=by)
    infection = _open_for(member, at)
    _require_place(infection, by)
    return _put(member, receive(upload=upload, owner=member.account, by=by, at=at), by, at)


@transaction.atomic
def _put(member: TeamMember, document: Document, by: Any, at: datetime) -> TeamMember:
    vacancy = locked(member.application.vacancy)
    row = locked(member.application)
    row.vacancy = vacancy
    place = row.team.get(pk=member.pk)
    place.application = row
    infection = _open_for(place, at)
    _require_place(infection, by)
    place.document = document
    place.save(update_fields=["document"])
    said: dict[str, Any] = row.snapshot or {}
    team = [_with(one, infection, document) for one in said["team"]]
    place.application = quarantine.close_case(REPLACE_CV, row, infection, by, at, team=team)
    if place.account.is_active:
        _tell("member_file_replaced", place, at, document=document)
    return place


def _require_place(infection: Infection, by: Any) -> None:
    """For their own CV; for that of who signed on paper it is the office."""
    if infection.member.account_id != by.pk:
        require("applications.replace_for_somebody", infection, by=by)


def _with(said: dict[str, Any], infection: Infection, document: Document) -> dict[str, Any]:
    """What is said of one of the team, with another CV where it was theirs."""
    theirs = said["document"]["document"] == infection.document_id
    return {**said, "document": file_said(document)} if theirs else said


def _open_for(member: TeamMember, at: datetime) -> Infection:
    infection = to_replace(member, at=at)
    if infection is None:
        raise Refused(quarantine.OVER)
    return infection


def _tell(kind: str, row: TeamMember, at: datetime, **more: Any) -> None:
    context = {
        "member": row,
        "vacancy": row.application.vacancy,
        "site": site(),
        **more,
    }
    queue(kind=kind, to=row.account, context=context, at=at)


found.register(on_found)
