"""Amending what was handed in, until the closing time: a second draft, and its taking the first one's place."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.intake import copies, inviting, replacing
from applications.intake.files import files_of
from applications.intake.models import Application, EarlierDocument, EarlierSubmission
from applications.intake.on_behalf import came_again
from applications.intake.workflow import AMEND
from portal.kernel.workflow import Refused, locked, require, take
from portal.record.actions import write
from portal.record.models import Entry
from vacancies.models import Corrigendum, Vacancy

CLOSED = _("Applications for this vacancy are closed")
WITHDRAWN = _("You have withdrawn the application that this was to amend. What you wrote is kept here")


def changes_since(application: Application) -> list[Corrigendum]:
    """Corrigenda of substance published after the application was handed in, oldest first."""
    if application.submitted_at is None:
        return []
    since = Corrigendum.objects.since(application.submitted_at)
    return list(since.filter(vacancy=application.vacancy_id, of_substance=True).order_by("number"))


def amendment_of(application: Application) -> Application | None:
    """The draft in which an application is being amended."""
    return Application.objects.filter(amends=application).first()


def amended_by(user: Any, key: UUID) -> Application | None:
    """The application whose place the draft with `key` has taken, which `user` handed in; None for any other key."""
    said = Entry.objects.filter(stream=f"person:{user.pk}", subject=f"draft:{key}").first()
    return Application.objects.filter(pk=said.data["application"]).first() if said else None


@transaction.atomic
def amend(*, application: Application, by: Any, at: datetime) -> Application:
    """The draft in which `by` changes what was handed in, holding copies of everything; the one there is, if there is one.

    What was handed in stays and counts until the draft is handed in. Raises Refused after the closing time. The
    record of the vacancy says nothing of it.
    """
    locked(application.vacancy)
    row = locked(application)
    require("applications.amend_application", row, by=by)
    kept = amendment_of(row)
    if kept:
        return kept
    if not row.vacancy.is_open(at=at):
        raise Refused(CLOSED)
    draft = second_draft(row, language=by.language, at=at)
    write(
        stream=f"person:{by.pk}", action="application.amending", subject=f"application:{draft.pk}", by=by, at=at,
        data={"code": row.code, "reference": row.vacancy.reference},
    )  # fmt: skip
    return draft


def second_draft(first: Application, *, language: str, at: datetime) -> Application:
    """A draft that amends the locked `first`, with copies of everything that stands there."""
    draft = Application.objects.create(
        vacancy=first.vacancy, applicant=first.applicant, lot=first.lot, amends=first, language=language, started_at=at
    )  # fmt: skip
    copies.copy_into(draft, first)
    copies.copy_price(draft, first)
    copies.copy_team(draft, first, confirmed=True)
    return draft


def standing_behind(draft: Application, vacancy: Vacancy) -> Application:
    """The locked application that `draft` amends; Refused when it was withdrawn meanwhile."""
    first = locked(draft.amends)
    if first.withdrawn_at:
        raise Refused(WITHDRAWN)
    first.vacancy = vacancy
    return first


def take_over(
    draft: Application, first: Application, *, by: Any, at: datetime, **received: Any
) -> Application:
    """Put `draft` in the place of what `first` said; `received` are the fields of a received application.

    The snapshot before it and its files are kept; the draft is gone.
    """
    keep_earlier(first, at)
    kept = draft.team.exclude(account=None).values("account")
    left = list(first.team.exclude(account__in=kept).select_related("account", "application__vacancy"))
    copies.move(draft, first)
    inviting.tell_removed(left, at)
    came_again(draft, first)
    row = take(AMEND, first, by=by, language=draft.language, declared=draft.declared, **received)
    write(
        stream=f"person:{by.pk}", action="application.amendment_received", subject=f"draft:{draft.key}", by=by, at=at,
        data={"application": row.pk, "code": row.code, "reference": row.vacancy.reference},
    )  # fmt: skip
    draft.delete()
    replacing.tell(row, at=at)
    return row


def keep_earlier(first: Application, at: datetime) -> EarlierSubmission:
    earlier = EarlierSubmission.objects.create(
        application=first,
        number=first.version,
        snapshot=first.snapshot,
        receipt_hash=first.receipt_hash,
        submitted_at=first.submitted_at,
        replaced_at=at,
    )
    EarlierDocument.objects.bulk_create(
        EarlierDocument(submission=earlier, document_id=document)
        for document in {one["document"] for one in files_of(earlier.snapshot)}
    )
    return earlier
