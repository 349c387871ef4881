"""A team that came on paper: the office keeps each member's CV, and takes the signature for the confirmation."""

import uuid
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from applications.documents.actions import discard, receive
from applications.documents.models import Document
from applications.intake import inviting
from applications.intake.drafts import draft_row
from applications.intake.entering import NOBODY
from applications.intake.models import Application
from applications.intake.team import TeamMember
from portal.kernel.workflow import require
from portal.models import User


def keep_signed(*, member: TeamMember, upload: File, by: Any, at: datetime) -> TeamMember:
    """Keep `upload` as the CV of who signed on paper, in place of the one before.

    The file is received before the transaction begins: a slow storage holds no lock.
    """
    require("applications.name_on_paper", member.application, by=by)
    person = _stand_in(member, by)
    document = receive(upload=upload, owner=person, by=by, at=at)
    return _put(member, document, by, at)


@transaction.atomic
def remove(*, member: TeamMember, by: Any, at: datetime) -> None:
    """Take somebody out who was named from paper, with the file and the stand-in for an account, unless they stand in what was handed in before."""
    row = draft_row(member.application, by)
    require("applications.name_on_paper", row, by=by)
    member = inviting.standing_in(row, member)
    person, document = member.account, member.document
    if document:
        member.document = member.confirmed_at = None
        member.save(update_fields=["document", "confirmed_at"])
        _let_go(document, by, at)
    inviting.remove(member=member, by=by, at=at)
    if person:
        forget_stand_in(person)


def forget_stand_in(person: User) -> None:
    """Delete the stand-in of somebody who stands in no application any more, handed in or not."""
    if not (person.team_places.exists() or person.documents.exists()):
        person.delete()


def _let_go(document: Document, by: Any, at: datetime) -> None:
    """The file goes too unless it was handed in."""
    if not (document.team_members.exists() or document.earlier.exists()):
        discard(document=document, by=by, at=at)


@transaction.atomic
def _stand_in(member: TeamMember, by: Any) -> Any:
    """An account that nobody can sign in to: a file has an owner (docs/decisions/0030)."""
    row = draft_row(member.application, by)
    member = inviting.standing_in(row, member)
    if member.account is None:
        member.account = User.objects.create_user(
            f"{uuid.uuid4()}@{NOBODY}", name=member.name, language=row.language, is_active=False
        )
        member.save(update_fields=["account"])
    return member.account


@transaction.atomic
def _put(member: TeamMember, document: Document, by: Any, at: datetime) -> TeamMember:
    row: Application = draft_row(member.application, by)
    member = inviting.standing_in(row, member)
    before = member.document
    member.document, member.confirmed_at = document, row.on_behalf.received_at
    member.save(update_fields=["document", "confirmed_at"])
    if before and before.pk != document.pk:
        _let_go(before, by, at)
    return member
