"""A person throws a draft of their own away: an application begun, or the one in which they amend what is handed in."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.documents.models import Document
from applications.intake import inviting, joining
from applications.intake.discarding import throw_out
from applications.intake.infection import Infection
from applications.intake.lapsing import lapse
from applications.intake.models import Application, Attachment, Status
from applications.intake.receipt import subject
from applications.intake.taking_part import hold_all_of
from portal.kernel.workflow import Refused, require
from portal.record.actions import write

GONE = _("This draft is discarded already, or has been handed in meanwhile")


def files_only_in(draft: Application) -> list[Document]:
    """Files of the applicant that nothing else holds: what is or was handed in, another draft, a team."""
    here = Q(attachments__application=draft) | Q(infections__application=draft)
    beside = ~Q(application=draft)
    elsewhere = Document.objects.filter(
        Q(attachments__in=Attachment.objects.filter(beside))
        | Q(infections__in=Infection.objects.filter(beside))
        | Q(earlier__isnull=False)
        | Q(scans__isnull=False)
        | Q(team_members__isnull=False)
        | Q(answer_files__isnull=False)
    )
    own = Document.objects.filter(here, owner=draft.applicant)
    return list(own.exclude(pk__in=elsewhere.values("pk")).distinct())


@transaction.atomic
def give_up(*, draft: Application, by: Any, at: datetime) -> Application:
    """Throw `draft` away with the files that are in it alone, and return the row that was; what it was to amend counts as before.

    The team hears of it; of a draft the record of the vacancy says nothing. Raises Refused where the draft is gone.
    """
    hold_all_of(draft)
    row = Application.objects.select_for_update(no_key=True, of=("self",)).filter(pk=draft.pk).first()
    if row is None:
        raise Refused(GONE)
    require("applications.give_up_draft", row, by=by)
    if row.status != Status.DRAFT:
        raise Refused(GONE)
    first = row.amends
    _tell_the_team(row, at)
    files = files_only_in(row)
    row.infections.all().delete()
    throw_out(row, files, by=by, at=at)
    write(
        stream=f"person:{by.pk}", action="application.amending_given_up" if first else "application.given_up",
        subject=subject(row), by=by, at=at,
        data={"reference": row.vacancy.reference} | ({"code": first.code} if first else {}),
    )  # fmt: skip
    row.delete()
    return row


def _tell_the_team(draft: Application, at: datetime) -> None:
    """Those who stand in what was handed in stay there, and hear nothing."""
    if draft.amends:
        standing = draft.amends.team.exclude(account=None).values("account")
        new = draft.team.exclude(account__in=standing).exclude(account=None)
        inviting.tell_removed(new.select_related("account", "application__vacancy"), at)
    else:
        joining.tell_of_dissolving("team_given_up", draft, at)
    lapse(draft, at)
