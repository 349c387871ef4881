"""What a member of a team does: comes by the link, brings a CV, confirms what is said of them, declines or steps back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy

from applications.documents.actions import receive, require_usable
from applications.documents.models import Document
from applications.intake import withdrawing
from applications.intake.deadline import is_taken
from applications.intake.inviting import hash_of, lead_name
from applications.intake.models import Application, Status
from applications.intake.receipt import subject
from applications.intake.rules import is_team_member
from applications.intake.taking_part import hold, require_free_to_join
from applications.intake.team import TeamMember
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, require
from portal.mailing.actions import queue
from portal.record.actions import write

GONE = gettext_lazy("You are not in this team any more")
OVER = gettext_lazy("The closing time has passed, so nothing can be changed any more")
HANDED_IN = gettext_lazy(
    "The application has been handed in, so nothing can be changed any more. Write to who leads the team"
)
ALREADY = gettext_lazy("You are in this team already, under another address")
NO_CV = gettext_lazy("Bring your CV first, then confirm")


def behind(secret: str, *, at: datetime) -> TeamMember | None:
    """The invitation that the link was sent for, as long as it can be answered."""
    rows = TeamMember.objects.filter(code_hash=hash_of(secret), application__status=Status.DRAFT)
    found = rows.select_related("application__vacancy__office").first()
    return found if found and is_taken(found.application, at=at) else None


def bring_file(*, member: TeamMember, upload: File, by: Any, at: datetime) -> TeamMember:
    """Keep `upload` as the CV. The file is received before the transaction begins: a slow storage holds no lock."""
    require("applications.join_team", member, by=by)
    return bring(member=member, document=receive(upload=upload, by=by, at=at), by=by, at=at)


@transaction.atomic
def bring(*, member: TeamMember, document: Document, by: Any, at: datetime) -> TeamMember:
    """Choose one of one's own documents as the CV, in place of the one before, also after confirming."""
    row = _row(member, by, at)
    if document.owner_id != by.pk:
        raise PermissionDenied("applications.join_team")
    require_usable(document)
    row.account, row.document, row.declined_at = by, document, None
    row.save(update_fields=["account", "document", "declined_at"])
    return row


@transaction.atomic
def confirm(*, member: TeamMember, by: Any, at: datetime) -> TeamMember:
    """Take part, as what is said, with the CV that was brought. The lead is told.

    Raises Refused for who takes part in the selection elsewhere; who may not apply at all may not take part either.
    """
    hold([by.pk])
    row = _row(member, by, at)
    if row.confirmed_at:
        return row
    require("applications.apply", row.application.vacancy, by=by)
    if row.document is None:
        raise Refused(NO_CV)
    require_usable(row.document)
    require_free_to_join(row, by)
    row.account, row.confirmed_at, row.code_hash = by, at, ""
    row.save(update_fields=["account", "confirmed_at", "code_hash"])
    _record("team.confirmed", row, by, at)
    _tell_lead("team_confirmed", row, at)
    return row


@transaction.atomic
def decline(*, member: TeamMember, by: Any, at: datetime) -> TeamMember:
    """Not take part, or not any more; no reason is asked. The lead is told, the CV stays with its owner."""
    row = _row(member, by, at)
    if row.declined_at:
        return row
    row.account, row.document, row.code_hash = by, None, ""
    row.confirmed_at, row.declined_at = None, at
    row.save(update_fields=["account", "document", "code_hash", "confirmed_at", "declined_at"])
    _record("team.declined", row, by, at)
    _tell_lead("team_declined", row, at)
    return row


def _row(member: TeamMember, by: Any, at: datetime) -> TeamMember:
    """The member as they stand now, the application locked before; only while there is something to decide."""
    application = Application.objects.select_for_update(no_key=True).filter(pk=member.application_id).first()
    if application is None:
        # An amendment that was handed in meanwhile takes its team along.
        raise Refused(HANDED_IN if TeamMember.objects.filter(pk=member.pk).exists() else GONE)
    row = application.team.select_for_update().filter(pk=member.pk).first()
    if row is None:
        raise Refused(GONE)
    if not is_team_member.test(by, row):
        raise PermissionDenied("applications.join_team")
    if application.applicant_id == by.pk or application.team.exclude(pk=row.pk).filter(account=by).exists():
        raise Refused(ALREADY)
    if application.status != Status.DRAFT:
        raise Refused(HANDED_IN)
    if not is_taken(application, at=at):
        raise Refused(OVER)
    row.application = application
    return row


def tell(kind: str, application: Application, at: datetime) -> None:
    """Write to everybody in the team who has an account; the lead has letters of their own."""
    for row in application.team.exclude(account=None).select_related("account"):
        if row.account.is_active:
            _queue(kind, row.account, application, at, member=row)


@transaction.atomic
def release(application: Application, at: datetime) -> None:
    """Let everybody go whose team has withdrawn: they may take part elsewhere."""
    application.team.update(binds=False)
    tell("team_withdrawn", application, at)


def tell_of_erasing(member: TeamMember, at: datetime) -> None:
    """Tell the lead that somebody who erases their account leaves the team; of who had declined they know."""
    lead = member.application.applicant
    if lead.is_active and member.declined_at is None:
        _tell_lead("team_erased", member, at)


def tell_of_dissolving(kind: str, application: Application, at: datetime) -> None:
    """Tell those who have answered with a CV or with yes that the lead's draft goes; `kind` is the letter that says how."""
    lead = lead_name(application)
    for row in application.team.exclude(account=None).filter(declined_at=None).select_related("account"):
        if row.account.is_active:
            _queue(kind, row.account, application, at, member=row, lead=lead)


def _tell_lead(kind: str, row: TeamMember, at: datetime) -> None:
    _queue(kind, row.application.applicant, row.application, at, member=row)


def _queue(kind: str, to: Any, application: Application, at: datetime, **more: Any) -> None:
    context = {
        "application": application,
        "vacancy": application.vacancy,
        "site": site(),
        **more,
    }
    queue(kind=kind, to=to, context=context, at=at)


def _record(action: str, row: TeamMember, by: Any, at: datetime) -> None:
    """In the member's own record: of a draft the record of the vacancy says nothing."""
    data = {"reference": row.application.vacancy.reference}
    write(stream=f"person:{by.pk}", action=action, subject=subject(row.application), by=by, at=at, data=data)


withdrawing.register(release)
