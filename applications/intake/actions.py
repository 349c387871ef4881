"""What an applicant does: starts, fills in, hands in, withdraws."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from applications.autosave.actions import forget
from applications.documents.actions import discard, receive
from applications.documents.checks import check_upload
from applications.documents.models import Document
from applications.intake import answers, copies, limits, pricing, receipt, receiving, refusing, withdrawing
from applications.intake.amending import CLOSED, standing_behind, take_over
from applications.intake.deadline import is_taken
from applications.intake.drafts import draft_row, own_row
from applications.intake.finality import is_final
from applications.intake.joining import tell
from applications.intake.missing import missing
from applications.intake.models import (
    Application,
    Attachment,
    PriceOffer,
    RequirementAnswer,
    Statement,
    Status,
)
from applications.intake.paper import Paper, lay_open
from applications.intake.receipt import subject
from applications.intake.seal import seal
from applications.intake.signed import receipt_of
from applications.intake.taking_part import hold_all_of, require_free_to_lead, require_nobody_elsewhere
from applications.intake.workflow import SUBMIT, WITHDRAW
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require, take
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.models import DocumentAsked, Lot, Requirement, Vacancy
from vacancies.plan.actions import freeze

LATE = _("It came after the closing time, so it was not accepted. Your draft is kept")
INCOMPLETE = _("Something is still missing, so it was not handed in. Everything you wrote is kept")
BARRED = _(
    "The long list has been made, or the vacancy is decided or cancelled: nothing can be entered any more"
)
DECIDED = _("The decision on this vacancy has been made, so the application cannot be withdrawn any more")


def start(*, vacancy: Vacancy, by: Any, at: datetime, lot: Lot | None = None) -> Application:
    """The draft of `by` for `vacancy`, or for one of its lots, or the application they have already for it.

    What the person wrote for another lot is taken over. Raises Refused after the closing time, which is recorded, and
    without a lot where there is one to choose. Of a draft the record of the vacancy says nothing: that is nobody else's
    business.
    """
    try:
        return _start(vacancy, by, at, lot)
    except Refused as refused:
        if refused.args[0] is CLOSED:
            refusing.note_unbegun(vacancy, refused, by, at)
        raise


@transaction.atomic
def _start(vacancy: Vacancy, by: Any, at: datetime, lot: Lot | None) -> Application:
    kept = Application.objects.of(by).first_hand().filter(vacancy=vacancy, lot=lot).first()
    if kept:
        return kept
    require("applications.apply", vacancy, by=by)
    if not vacancy.is_open(at=at):
        raise Refused(CLOSED)
    if lot not in (vacancy.lots.all() or [None]):
        raise Refused(_("Choose what you apply for"))
    require_free_to_lead(by, vacancy, lot)
    application, new = _begun(vacancy, lot, by, at)
    if new:
        data = {"reference": vacancy.reference}
        write(
            stream=f"person:{by.pk}",
            action="application.started",
            subject=subject(application),
            by=by,
            at=at,
            data=data,
        )
    return application


def _begun(vacancy: Vacancy, lot: Lot | None, by: Any, at: datetime) -> tuple[Application, bool]:
    """The draft, and whether it is new; one begun before the notice had lots is for the lot that is chosen first."""
    own = Application.objects.of(by).first_hand().filter(vacancy=vacancy)
    early = own.filter(lot=None, status=Status.DRAFT).first()
    if lot and early:
        early.lot = lot
        early.save(update_fields=["lot"])
        early.team.update(lot=lot)
        return early, False
    before = own.order_by("-pk").first()
    begun = {"language": by.language, "started_at": at}
    draft, new = Application.objects.get_or_create(
        vacancy=vacancy, applicant=by, lot=lot, amends=None, defaults=begun
    )
    if new and before:
        copies.copy_into(draft, before)
        copies.copy_team(draft, before, confirmed=False)
    return draft, new


@transaction.atomic
def save_answers(
    *, application: Application, given: Mapping[Requirement, tuple[str, str]], by: Any
) -> Application:
    """Keep answers and their notes; what is no answer stays as typed and stands among what is missing."""
    row = draft_row(application, by)
    said = [
        RequirementAnswer(
            application=row, requirement=requirement, value=answers.tidy(requirement, value), note=note
        )
        for requirement, (value, note) in given.items()
    ]
    _put_down(said, "requirement", "value", "note")
    return row


@transaction.atomic
def save_statements(*, application: Application, given: Mapping[Any, str], by: Any) -> Application:
    """Keep statements by criterion, whole also where they are over the limit."""
    row = draft_row(application, by)
    said = [Statement(application=row, criterion=criterion, text=text) for criterion, text in given.items()]
    _put_down(said, "criterion", "text")
    return row


def _put_down(rows: list[Any], asked: str, *said: str) -> None:
    """Write the rows of one application, over what was `said` to the same thing `asked`: at once, as one types often."""
    if rows:
        type(rows[0]).objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["application", asked], update_fields=said
        )


def attach(
    *, application: Application, asked: DocumentAsked, upload: File, by: Any, at: datetime
) -> Attachment:
    """Keep `upload` as the document `asked` for, in place of what was there; Refused says why a file cannot be used.

    The file is received before the transaction begins: a slow storage holds no lock.
    """
    checked = check_upload(upload)
    if words := limits.fault(asked, kind=checked.kind, size=checked.size):
        raise Refused(words)
    return _put(application, asked, receive(upload=upload, owner=application.applicant, by=by, at=at), by, at)


@transaction.atomic
def _put(
    application: Application, asked: DocumentAsked, document: Document, by: Any, at: datetime
) -> Attachment:
    row = draft_row(application, by)
    before = row.attachments.filter(asked=asked).select_related("document").first()
    attachment, _new = Attachment.objects.update_or_create(
        application=row, asked=asked, defaults={"document": document}
    )
    if before and before.document_id != document.pk:
        _let_go(before.document, by, at)
    return attachment


@transaction.atomic
def detach(*, application: Application, asked: DocumentAsked, by: Any, at: datetime) -> None:
    """Take away what was attached; the file goes too unless another application holds it."""
    row = draft_row(application, by)
    attachment = row.attachments.filter(asked=asked).select_related("document").first()
    if attachment:
        attachment.delete()
        _let_go(attachment.document, by, at)


def _let_go(document: Document, by: Any, at: datetime) -> None:
    if not (document.attachments.exists() or document.earlier.exists()):
        discard(document=document, by=by, at=at)


@transaction.atomic
def save_price(
    *, application: Application, amount: Decimal, by: Any, at: datetime, parts: Sequence[Decimal] = ()
) -> PriceOffer:
    """Seal `amount` with its `parts` by output, in place of the price sealed before. It is written nowhere else."""
    row = draft_row(application, by)
    plan = row.vacancy.plan
    terms = pricing.terms_of(plan, row.vacancy.outputs.all() if plan.price_breakdown else [])
    sealed = {"sealed": seal(amount, parts), "sealed_at": at, "terms": terms, "envelope": ""}
    offer, _new = PriceOffer.objects.update_or_create(application=row, defaults=sealed)
    return offer


@transaction.atomic
def save_declaration(*, application: Application, declared: bool, by: Any) -> Application:
    row = draft_row(application, by)
    row.declared = declared
    row.save(update_fields=["declared"])
    return row


def submit(*, application: Application, by: Any, at: datetime) -> Application:
    """Hand the application in, as it stands and as of `at`, the instant the request arrived.

    Pressed twice, it is handed in once: the second gets what the first did. Raises Refused when it is late or not complete;
    the attempt is recorded all the same, which is why the transaction is not around all of this.
    """
    try:
        return _hand_in(application, by, at)
    except Refused as refused:
        refusing.note(application, refused, by, at)
        raise


@transaction.atomic
def _hand_in(application: Application, by: Any, at: datetime) -> Application:
    # The vacancy's row first, always: codes are given one after the other, and its deadline cannot move meanwhile.
    vacancy = locked(application.vacancy)
    hold_all_of(application)
    if application.amends_id and not Application.objects.filter(pk=application.pk).exists():
        # An amendment that was handed in by the first press of the button.
        return own_row(application.amends, by)
    row = own_row(application, by)
    if row.status == Status.SUBMITTED:
        return row
    require("applications.submit_application", row, by=by)
    row.vacancy = vacancy
    first = standing_behind(row, vacancy) if row.amends_id else None
    paper = _complete(row, at)
    paper = replace(paper, plan=freeze(plan=paper.plan, by=by, at=at))
    forget(user=row.applicant, under=row.desk)
    return _receive_again(paper, first, by, at) if first else _receive(paper, vacancy, by, at)


def _complete(application: Application, at: datetime) -> Paper:
    if not is_taken(application, at=at):
        raise Refused(BARRED if application.being_entered else LATE)
    paper = lay_open(application)
    if missing(paper):
        raise Refused(INCOMPLETE)
    require_nobody_elsewhere(application)
    return paper


def _receive(paper: Paper, vacancy: Vacancy, by: Any, at: datetime) -> Application:
    number = vacancy.applications.received().count() + 1
    received = receipt.received(paper, at)
    row = take(SUBMIT, paper.application, by=by, code=f"C{number}", **received)
    receipt.record(receipt.deed("submitted", row), row, by, at)
    _tell("application_entered" if row.being_entered else "application_receipt", row, at)
    tell("team_received", row, at)
    receiving.tell(row, at=at)
    return row


def _receive_again(paper: Paper, first: Application, by: Any, at: datetime) -> Application:
    """The same application with another snapshot and receipt; its code stays."""
    before = first.receipt_hash
    received = receipt.received(paper, at, version=first.version + 1)
    row = take_over(paper.application, first, by=by, at=at, **received)
    receipt.record(receipt.deed("amended", row), row, by, at, before=before, version=row.version)
    _tell("application_amended", row, at)
    tell("team_received", row, at)
    return row


@transaction.atomic
def withdraw(*, application: Application, reason: str, by: Any, at: datetime) -> Application:
    """Take the application back, for good; possible until the decision. `reason` may be empty."""
    vacancy = locked(application.vacancy)
    if is_final(vacancy, application.lot):
        raise Refused(DECIDED)
    row = take(WITHDRAW, own_row(application, by), by=by, withdrawn_at=at, withdrawal_reason=reason)
    write(
        stream=vacancy.stream, action="application.withdrawn", subject=subject(row), by=by, at=at,
        data={"code": row.code},
    )  # fmt: skip
    _tell("application_withdrawn", row, at)
    withdrawing.tell(row, at=at)
    return row


def _tell(kind: str, application: Application, at: datetime) -> None:
    hotlines = list(application.office.hotlines.all())
    context = {
        "application": application,
        "hotlines": hotlines,
        "site": site(),
        "signed_receipt": receipt_of(application).signed,
    }
    queue(kind=kind, to=application.applicant, context=context, at=at, stream=application.stream)
