"""What is done with an offer: the office makes it in the order of the list, the candidate answers, the office may end it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.decisions.reserve import free_openings, in_line, next_in_line
from applications.decisions.rules import those_who_may
from applications.decisions.telling import about
from applications.decisions.workflow import (
    ACCEPT,
    DECLINE,
    GIVE_UP,
    LAPSE,
    RECORD_ACCEPTED,
    RECORD_DECLINED,
    WITHDRAW,
)
from applications.intake.lots import said_of
from applications.intake.models import Application
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, Step, locked, take
from portal.mailing.actions import queue
from portal.record.actions import write

NOT_DECIDED = gettext_lazy("Offers are made once the recommendation is approved.")
NOBODY = gettext_lazy(
    "An offer can be made to nobody but those selected and, while it is valid, the reserve list."
)
NO_OPENING = gettext_lazy("There is no opening left: each is filled or waits for an answer.")
TOO_SOON = gettext_lazy("The time to answer must not be over yet.")
OUT_OF_ORDER = gettext_lazy("Say why the offer does not go to the next of the list.")
CLOSED = gettext_lazy("The time to answer is over. Turn to the office.")
STILL_OPEN = gettext_lazy("The candidate can still answer. Withdraw the offer instead, with a reason.")
NOT_ACCEPTED = gettext_lazy("Only who has accepted the offer is named.")
NO_NAMES = gettext_lazy("The notice of this vacancy does not say that anybody is named.")
SAY_WHY = gettext_lazy("Say why: the candidate reads it.")


@transaction.atomic
def offer(
    *, decision: Decision, application: Application, answer_by: datetime, departure: str = "", by: Any, at: datetime
) -> Offer:  # fmt: skip
    """Offer one of the free openings to `application`, who answers by `answer_by`; the candidate has a letter.

    Raises Refused before the approval, where no opening is free, for who is neither selected nor on a valid reserve list,
    and, without a reason in `departure`, for anybody but the next of the list.
    """
    row = locked(decision)
    require_part("applications.make_offer", row, by=by)
    _require_time(row, answer_by, at)
    if application.pk not in {one.application_id for one in in_line(row, at=at)}:
        raise Refused(NOBODY)
    free = free_openings(row)
    if not free:
        raise Refused(NO_OPENING)
    following = next_in_line(row, at=at)
    in_order = following is not None and following.application_id == application.pk
    if not in_order and not departure.strip():
        raise Refused(OUT_OF_ORDER)
    made = Offer.objects.create(
        decision=row, application=application, opening=free[0], openings=row.ranking.openings, answer_by=answer_by,
        departure="" if in_order else departure.strip(), made_by=by, made_at=at,
    )  # fmt: skip
    _record(
        made, "offer.made", by, at,
        opening=made.opening, answer_by=answer_by.astimezone(UTC).isoformat(), departure=made.departure,
    )  # fmt: skip
    _tell("offer_made", made, at)
    return made


def _require_time(decision: Decision, answer_by: datetime, at: datetime) -> None:
    if not decision.is_approved:
        raise Refused(NOT_DECIDED)
    if answer_by <= at:
        raise Refused(TOO_SOON)


@transaction.atomic
def accept(*, offer: Offer, by: Any, at: datetime) -> Offer:
    """The candidate accepts. Raises Refused once the time to answer is over."""
    return _answer(ACCEPT, offer, "", by, at)


@transaction.atomic
def decline(*, offer: Offer, reason: str = "", by: Any, at: datetime) -> Offer:
    """The candidate declines, saying why or not."""
    return _answer(DECLINE, offer, reason, by, at)


def _answer(step: Step, offer: Offer, reason: str, by: Any, at: datetime) -> Offer:
    require_part(step.permission, offer, by=by)
    row = take(step, offer, by=by, answered_by=by, answered_at=at, reason=reason.strip())
    if at > row.answer_by:
        raise Refused(CLOSED)
    _record(row, f"offer.{row.status}", by, at, reason_sha256=sha256_of(row.reason))
    _tell("offer_noted", row, at)
    _tell_office(row, at)
    return row


@transaction.atomic
def record_answer(
    *, offer: Offer, accepted: bool, source: str, reason: str = "", by: Any, at: datetime
) -> Offer:
    """Write down an answer that came to the office by `source`; the candidate has a letter that says what was noted."""
    step = RECORD_ACCEPTED if accepted else RECORD_DECLINED
    require_part(step.permission, offer, by=by)
    said = "" if accepted else reason.strip()
    row = take(step, offer, by=by, answered_by=by, answered_at=at, source=source, reason=said)
    action = f"offer.{row.status}_on_behalf"
    _record(row, action, by, at, source=source, reason_sha256=sha256_of(row.reason))
    _tell("offer_noted", row, at)
    return row


@transaction.atomic
def withdraw(*, offer: Offer, reason: str, by: Any, at: datetime) -> Offer:
    """Take back an offer that is not answered yet; the candidate reads why."""
    return _end(WITHDRAW, offer, reason, by, at)


@transaction.atomic
def lapse(*, offer: Offer, by: Any, at: datetime) -> Offer:
    """Let an offer go that was not answered in time; the opening is free for the next of the list."""
    if at <= offer.answer_by:
        raise Refused(STILL_OPEN)
    return _end(LAPSE, offer, "", by, at)


@transaction.atomic
def give_up(*, offer: Offer, reason: str, by: Any, at: datetime) -> Offer:
    """Note that who had accepted does not begin after all; the opening is free for the next of the list."""
    return _end(GIVE_UP, offer, reason, by, at)


@transaction.atomic
def agree_to_name(*, offer: Offer, agreed: bool, by: Any, at: datetime) -> Offer:
    """Let the page of the vacancy name the candidate who accepted, or take that back; both at any time."""
    require_part("applications.answer_offer", offer, by=by)
    row = locked(offer)
    if not row.is_accepted:
        raise Refused(NOT_ACCEPTED)
    if agreed and not row.office.shows_names(published_at=row.vacancy.published_at):
        raise Refused(NO_NAMES)
    if agreed != (row.name_agreed_at is not None):
        row.name_agreed_at = at if agreed else None
        row.save(update_fields=["name_agreed_at"])
        _record(row, "offer.name_agreed" if agreed else "offer.name_withheld", by, at)
    return row


def _end(step: Step, offer: Offer, reason: str, by: Any, at: datetime) -> Offer:
    require_part(step.permission, offer, by=by)
    if step is not LAPSE and not reason.strip():
        raise Refused(SAY_WHY)
    row = take(step, offer, by=by, ended_by=by, ended_at=at, reason=reason.strip(), name_agreed_at=None)
    _record(row, f"offer.{row.status}", by, at, reason_sha256=sha256_of(row.reason))
    _tell("offer_ended", row, at)
    return row


def _record(offer: Offer, action: str, by: Any, at: datetime, **data: Any) -> None:
    """What a candidate gave as a reason stands in the record as a hash only."""
    data = {"code": offer.application.code, **data, **said_of(offer.decision.lot)}
    write(stream=offer.vacancy.stream, action=action, subject=f"offer:{offer.pk}", by=by, at=at, data=data)


def _tell(kind: str, offer: Offer, at: datetime) -> None:
    queue(
        kind=kind, to=offer.application.applicant, context=_context(offer), at=at, stream=offer.vacancy.stream
    )


def _tell_office(offer: Offer, at: datetime) -> None:
    officers: Iterable[Any] = those_who_may("applications.handle_offer", offer, offer.office)
    for person in officers:
        queue(kind="offer_answered", to=person, context=_context(offer), at=at, stream=offer.vacancy.stream)


def _context(offer: Offer) -> dict[str, Any]:
    return {"offer": offer, **about(offer.application, offer.decision)}
