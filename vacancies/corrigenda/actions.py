"""Changing a published notice: extend it alone; correct, shorten or cancel it with the approval of another."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused, locked, require, take
from portal.record.actions import write
from vacancies.corrigenda import checks, workflow, working_copy
from vacancies.corrigenda.models import Change, Corrigendum, Status
from vacancies.corrigenda.publication import next_number, put_out, tell
from vacancies.corrigenda.rules import PROPOSED, approvers_of, is_proposer, proposers_of
from vacancies.document.actions import fresh
from vacancies.document.form import document_of
from vacancies.publishing.workflow import CANCEL
from vacancies.vacancy.models import Status as VacancyStatus
from vacancies.vacancy.models import Vacancy


@transaction.atomic
def extend(
    *, vacancy: Vacancy, closes_at: datetime, reason_en: str = "", reason_ru: str = "", by: Any, at: datetime
) -> Corrigendum:
    """Move the closing time forward: published at once, by one person, with a reason.

    Raises Refused for a moment that is not later than the published one or not in the future, once the evaluation
    has begun, and while an earlier closing or a cancellation is proposed. A correction under way goes on.
    """
    row = locked(vacancy)
    require("vacancies.extend_vacancy", row, by=by)
    checks.require_extendable(row, closes_at, at=at)
    reason = _reason(reason_en, reason_ru)
    before = document_of(fresh(row))
    corrigendum = Corrigendum.objects.create(
        vacancy=row, change=Change.EXTENSION, status=Status.PUBLISHED, number=next_number(row), of_substance=False,
        closes_before=row.closes_at, closes_after=closes_at,
        proposed_by=by, proposed_at=at, published_at=at, **reason,
    )  # fmt: skip
    _close_at(row, closes_at)
    return put_out(corrigendum, before, by=by, at=at)


@transaction.atomic
def begin_correction(*, vacancy: Vacancy, by: Any, at: datetime) -> Corrigendum:
    """A copy of the notice to be corrected in the editor; readers see nothing of it before another approves it.

    Raises Refused for a notice that is not open, and while another change is under way.
    """
    row = locked(vacancy)
    require("vacancies.propose_corrigendum", row, by=by)
    checks.require_open(row, at=at)
    checks.require_none_under_way(row)
    corrigendum = Corrigendum.objects.create(
        vacancy=row,
        change=Change.CORRECTION,
        working_copy=working_copy.copy_of(row, by=by, at=at),
        proposed_by=by,
        proposed_at=at,
    )
    _record(corrigendum, "corrigendum.begun", by=by, at=at)
    return corrigendum


@transaction.atomic
def propose_earlier_closing(
    *, vacancy: Vacancy, closes_at: datetime, reason_en: str = "", reason_ru: str = "", by: Any, at: datetime
) -> Corrigendum:
    """Propose to another person that the vacancy closes earlier, a day from now at the earliest."""
    fields = {"closes_after": closes_at, "reason_en": reason_en, "reason_ru": reason_ru}
    return _propose(vacancy, Change.SHORTENING, fields, by=by, at=at)


@transaction.atomic
def propose_cancellation(
    *, vacancy: Vacancy, reason_en: str = "", reason_ru: str = "", by: Any, at: datetime
) -> Corrigendum:
    """Propose to another person that the vacancy is cancelled."""
    return _propose(
        vacancy, Change.CANCELLATION, {"reason_en": reason_en, "reason_ru": reason_ru}, by=by, at=at
    )


@transaction.atomic
def submit(*, corrigendum: Corrigendum, by: Any, at: datetime, **fields: Any) -> Corrigendum:
    """Hand the change to its approvers.

    `fields`: reason_en, reason_ru; of a correction of_substance, and gap_reason where a text lacks a language; of an
    earlier closing closes_after. Raises Refused for what the change may not be, and when nobody could approve it.
    """
    corrigendum = _locked(corrigendum)
    vacancy = corrigendum.vacancy
    require("vacancies.propose_corrigendum", corrigendum, by=by)
    if corrigendum.change == Change.SHORTENING:
        checks.require_shortenable(vacancy, fields["closes_after"], at=at)
    copy_reason = fields.pop("gap_reason", "")
    fields |= _reason(fields.get("reason_en", ""), fields.get("reason_ru", ""))
    row = take(
        workflow.SUBMIT, corrigendum, by=by, returned_comment="", proposed_by=by, proposed_at=at, **fields
    )
    if row.change == Change.CORRECTION:
        working_copy.set_state(row, VacancyStatus.IN_APPROVAL, gap_reason=copy_reason.strip())
    row.vacancy = vacancy
    _check(row, at=at)
    _record(row, PROPOSED, by=by, at=at, reason=str(row.reason), change=row.change)
    approvers = approvers_of(row)
    if not approvers:
        raise Refused(
            _("Nobody can approve: whoever may do it in this office wrote the change. Ask the administrator.")
        )
    tell(approvers, "corrigendum_to_approve", row, by=by, at=at, stream=vacancy.stream)
    return row


@transaction.atomic
def give_back(*, corrigendum: Corrigendum, comment: str, by: Any, at: datetime) -> Corrigendum:
    """Return the change to who proposed it, saying what is to be different."""
    corrigendum = _locked(corrigendum)
    _refuse_own(corrigendum, by)
    if not comment.strip():
        raise Refused(_("Say what is to be changed."))
    row = take(workflow.RETURN, corrigendum, by=by, returned_comment=comment.strip())
    working_copy.set_state(row, VacancyStatus.DRAFT)
    _record(row, "corrigendum.returned", by=by, at=at, comment=row.returned_comment)
    tell(proposers_of(row), "corrigendum_returned", row, by=by, at=at, stream=row.vacancy.stream)
    return row


@transaction.atomic
def drop(*, corrigendum: Corrigendum, by: Any, at: datetime) -> Corrigendum:
    """Give the change up; the notice stays as it is."""
    row = take(workflow.DROP, _locked(corrigendum), by=by)
    working_copy.take_away(row)
    _record(row, "corrigendum.dropped", by=by, at=at)
    return row


@transaction.atomic
def approve(*, corrigendum: Corrigendum, seen: str = "", by: Any, at: datetime) -> Corrigendum:
    """Publish the change: from now on the notice is what it says, and everybody concerned has a letter.

    `seen` is the seal (checks.seal_of) of what the approver was shown, where it was shown on a page: a change that was
    returned, rewritten and submitted again meanwhile is read again first. Raises Refused for who had a hand in it, and when it no longer fits: the vacancy has closed, or its plan is frozen.
    """
    corrigendum = _locked(corrigendum)
    vacancy = corrigendum.vacancy
    _refuse_own(corrigendum, by)
    if seen and seen != checks.seal_of(corrigendum):
        raise Refused(_("The change was rewritten while you read it. Read it again before you approve."))
    row = take(
        workflow.PUBLISH, corrigendum, by=by, approved_by=by, published_at=at, number=next_number(vacancy)
    )
    row.vacancy = vacancy
    _check(row, at=at)
    writers = proposers_of(row)
    before = document_of(fresh(vacancy))
    _apply(row, by=by, at=at)
    row = put_out(row, before, by=by, at=at)
    tell(writers, "corrigendum_published", row, by=by, at=at, stream=vacancy.stream)
    return row


def _propose(
    vacancy: Vacancy, change: Change, fields: dict[str, Any], *, by: Any, at: datetime
) -> Corrigendum:
    row = locked(vacancy)
    require("vacancies.propose_corrigendum", row, by=by)
    checks.require_none_under_way(row)
    closes_after = fields.get("closes_after")
    if change == Change.SHORTENING:
        checks.require_shortenable(row, closes_after, at=at)
    corrigendum = Corrigendum.objects.create(
        vacancy=row, change=change, of_substance=False, proposed_by=by, proposed_at=at,
        closes_before=row.closes_at if closes_after else None, closes_after=closes_after,
    )  # fmt: skip
    return submit(corrigendum=corrigendum, by=by, at=at, **fields)


def _locked(corrigendum: Corrigendum) -> Corrigendum:
    """The change as it stands now, behind the row of its vacancy.

    The vacancy's row first, as whoever hands in an application does: a deadline does not move under them.
    """
    vacancy = locked(corrigendum.vacancy)
    row = locked(corrigendum)
    row.vacancy = vacancy
    return row


def _check(corrigendum: Corrigendum, *, at: datetime) -> None:
    """Whether the change may be made as the notice stands now."""
    vacancy = corrigendum.vacancy
    if corrigendum.change == Change.SHORTENING:
        checks.require_shortenable(vacancy, corrigendum.closes_after, at=at)
        corrigendum.closes_before = vacancy.closes_at
        corrigendum.save(update_fields=["closes_before"])
    elif corrigendum.change == Change.CANCELLATION:
        checks.require_cancellable(vacancy, at=at)
    elif corrigendum.working_copy_id:
        corrigendum.working_copy = fresh(corrigendum.working_copy)
        checks.require_correction(vacancy, corrigendum.working_copy, checks.corrections(corrigendum), at=at)


def _apply(corrigendum: Corrigendum, *, by: Any, at: datetime) -> None:
    vacancy = corrigendum.vacancy
    if corrigendum.change == Change.CORRECTION:
        working_copy.write_back(vacancy, corrigendum.working_copy, by=by, at=at)
        working_copy.take_away(corrigendum)
    elif corrigendum.change == Change.CANCELLATION:
        take(CANCEL, vacancy, by=by)
    else:
        _close_at(vacancy, corrigendum.closes_after)


def _close_at(vacancy: Vacancy, moment: datetime | None) -> None:
    """The closing time of the notice, and of the copy in which it is being corrected."""
    vacancy.closes_at = moment
    vacancy.save(update_fields=["closes_at"])
    Vacancy.with_amendments.filter(amends=vacancy).update(closes_at=moment)


def _reason(reason_en: str, reason_ru: str) -> dict[str, str]:
    """One language is enough; readers of the other are shown it with its name."""
    reason = {"reason_en": reason_en.strip(), "reason_ru": reason_ru.strip()}
    if not any(reason.values()):
        raise Refused(_("Say why the notice is changed."))
    return reason


def _refuse_own(corrigendum: Corrigendum, by: Any) -> None:
    if is_proposer.test(by, corrigendum):
        raise Refused(_("You had a hand in this change, so another approver decides on it."))


def _record(corrigendum: Corrigendum, action: str, *, by: Any, at: datetime, **data: Any) -> None:
    write(
        stream=corrigendum.vacancy.stream, action=action, by=by, at=at, subject=corrigendum.subject, data=data
    )
