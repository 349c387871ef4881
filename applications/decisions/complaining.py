"""What is done with a complaint: an applicant files it in time, an approver takes it in hand and answers with reasons."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from applications.decisions.complaint import Complaint, Finding, can_be_contested, last_day
from applications.decisions.models import Decision
from applications.decisions.rules import those_who_may
from applications.decisions.telling import about
from applications.decisions.workflow import ANSWER_COMPLAINT, TAKE_COMPLAINT
from applications.intake.lots import said_of
from applications.intake.models import Application
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, take
from portal.mailing.actions import queue
from portal.record.actions import write

TOO_LATE = gettext_lazy("The period in which the decision can be contested is over, or has not begun.")
ONCE = gettext_lazy("You have contested this decision already.")
SAY_WHAT = gettext_lazy("Write what you contest.")
SAY_WHY = gettext_lazy("Give the reasons of the answer.")
ANOTHER = gettext_lazy("Somebody else has this complaint in hand.")


def announced_for(application: Application) -> Decision | None:
    """The announced decision on the application; None before."""
    found = Decision.objects.on(application.vacancy, application.lot)
    return found.exclude(announced_at=None).select_related("vacancy__office", "lot").first()


@transaction.atomic
def contest(*, application: Application, text: str, by: Any, at: datetime) -> Complaint:
    """File a complaint against the decision. Raises Refused outside the period, for a second one, and without words."""
    row = locked(application)
    require_part("applications.contest_decision", row, by=by)
    decision = announced_for(row)
    if decision is None or not can_be_contested(decision, at=at):
        raise Refused(TOO_LATE)
    if decision.complaints.filter(application=row).exists():
        raise Refused(ONCE)
    if not text.strip():
        raise Refused(SAY_WHAT)
    office = decision.office
    made = Complaint.objects.create(
        decision=decision, application=row, text=text.strip(), filed_at=at,
        answer_by=last_day(office, at, office.complaint_answer_days),
    )  # fmt: skip
    said = {"answer_by": made.answer_by.isoformat(), "text_sha256": sha256_of(made.text)}
    _record(made, "complaint.filed", by, at, **said)
    tell("complaint_received", made, row.applicant, at)
    for person in handlers_of(made):
        tell("complaint_to_office", made, person, at)
    return made


@transaction.atomic
def take_in_hand(*, complaint: Complaint, by: Any, at: datetime) -> Complaint:
    """Note who looks at it."""
    require_part("applications.handle_complaint", complaint, by=by)
    row = take(TAKE_COMPLAINT, complaint, by=by, handler=by, taken_at=at)
    _record(row, "complaint.taken", by, at)
    return row


@transaction.atomic
def answer(*, complaint: Complaint, finding: str, text: str, by: Any, at: datetime) -> Complaint:
    """Answer with reasons, once; the applicant has a letter. Only who has it in hand answers."""
    require_part("applications.handle_complaint", complaint, by=by)
    if not text.strip():
        raise Refused(SAY_WHY)
    row = take(
        ANSWER_COMPLAINT, complaint, by=by, finding=Finding(finding), answer=text.strip(), answered_at=at
    )
    if row.handler_id != by.pk:
        raise Refused(ANOTHER)
    _record(row, "complaint.answered", by, at, finding=row.finding, answer_sha256=sha256_of(row.answer))
    tell("complaint_answered", row, row.application.applicant, at)
    return row


def handlers_of(complaint: Complaint) -> list[Any]:
    """Who has it in hand, or else all who could."""
    if complaint.handler:
        return [complaint.handler]
    return those_who_may("applications.handle_complaint", complaint, complaint.office)


def _record(complaint: Complaint, action: str, by: Any, at: datetime, **data: Any) -> None:
    """Neither what was contested nor the answer stands in the record but as a hash."""
    data = {"code": complaint.application.code, **data, **said_of(complaint.decision.lot)}
    subject = f"complaint:{complaint.pk}"
    write(stream=complaint.vacancy.stream, action=action, subject=subject, by=by, at=at, data=data)


def tell(kind: str, complaint: Complaint, to: Any, at: datetime, once: str | None = None) -> None:
    """A letter to the applicant or to somebody of the office."""
    context = {"complaint": complaint, **about(complaint.application, complaint.decision)}
    stream = complaint.vacancy.stream
    queue(kind=kind, to=to, context=context, at=at, stream=stream, once=once)
