"""Throwing away an amended version that the office began to enter by mistake; what was handed in stays as it is."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.autosave.actions import forget
from applications.documents.actions import discard
from applications.documents.models import Document
from applications.intake import paper_team
from applications.intake.entering import record
from applications.intake.entering_again import came_again
from applications.intake.models import Application
from applications.intake.on_behalf import PaperScan, Source
from applications.intake.receipt import subject
from applications.uploads.actions import clear
from applications.uploads.models import Upload
from portal.kernel.workflow import Refused, locked, require
from portal.models import User

GONE = _("This amended version is discarded already, or has been handed in meanwhile")


def files_only_in(draft: Application) -> list[Document]:
    """Files that came with the amended version alone, its scans and CVs of the team among them; none that was ever handed in."""
    first = draft.amends
    here = Q(attachments__application=draft) | Q(scans__on_behalf__application=draft)
    here |= Q(team_members__application=draft)
    before = Q(attachments__application=first) | Q(scans__on_behalf__application=first)
    before |= Q(team_members__application=first) | Q(earlier__submission__application=first)
    before |= Q(infections__application=first)
    handed_in = Document.objects.filter(before)
    return list(Document.objects.filter(here).exclude(pk__in=handed_in.values("pk")).distinct())


@transaction.atomic
def discard_amendment(*, draft: Application, by: Any, at: datetime) -> Application:
    """Throw `draft` away with the files that are in it alone, and return what it was to amend, which counts as before.

    Raises Refused where the draft is gone. The record of the vacancy says that it was begun, and that it was discarded.
    """
    vacancy = locked(draft.vacancy)
    row = Application.objects.select_for_update(no_key=True, of=("self",)).filter(pk=draft.pk).first()
    if row is None:
        raise Refused(GONE)
    require("applications.discard_amendment", row, by=by)
    first, entered = row.amends, row.being_entered
    came = came_again(first, source=Source(entered.source), received_at=entered.received_at)
    _empty(row, by, at)
    row.delete()
    record(
        "application.amendment_discarded", vacancy, came, by=by, at=at, about=subject(first), code=first.code
    )  # fmt: skip
    return first


def throw_out(draft: Application, files: list[Document], *, by: Any, at: datetime) -> None:
    """Delete what was attached to `draft`, sent or typed for it, with `files`, which nothing else may hold by now."""
    forget(user=draft.applicant, under=draft.desk)
    transaction.on_commit(partial(clear, list(Upload.objects.filter(incoming__application=draft))))
    draft.attachments.all().delete()
    for document in files:
        discard(document=document, by=by, at=at)


def _empty(draft: Application, by: Any, at: datetime) -> None:
    """Take the files out, while the draft still says that the office looks after them, and who stood in for the team with them."""
    files = files_only_in(draft)
    signed = list(User.objects.filter(team_places__application=draft))
    PaperScan.objects.filter(on_behalf__application=draft).delete()
    draft.team.update(document=None, confirmed_at=None)
    throw_out(draft, files, by=by, at=at)
    draft.team.all().delete()
    for person in signed:
        paper_team.forget_stand_in(person)
