"""What a change of a notice has to keep to at the moment it is made."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.document.differences import differences
from vacancies.document.form import document_of
from vacancies.plan.completeness import blocking, gaps, untranslated
from vacancies.vacancy.models import Status, Vacancy

# An earlier closing leaves everybody at least a day to hand in what they have.
SHORTENED_AT_LEAST = timedelta(hours=24)
# What no correction touches: the closing time has changes of its own.
NOT_CORRECTED = frozenset({"closes_at"})


def require_public(vacancy: Vacancy, *, at: datetime) -> None:
    if not vacancy.is_public(at=at):
        raise Refused(_("The notice is not public yet: it can still be changed without a corrigendum."))


def require_open(vacancy: Vacancy, *, at: datetime) -> None:
    require_public(vacancy, at=at)
    if not vacancy.is_open(at=at):
        raise Refused(_("Applications are closed. The notice can be corrected only while they are taken."))


def require_none_under_way(vacancy: Vacancy) -> None:
    if vacancy.corrigenda.under_way().exists():
        raise Refused(_("Another change of this notice is under way. Finish it or drop it first."))


def require_extendable(vacancy: Vacancy, closes_at: datetime, *, at: datetime) -> None:
    """An extension goes forward only; after the closing time too, as long as the evaluation has not begun."""
    require_public(vacancy, at=at)
    if vacancy.status != Status.PUBLISHED:
        raise Refused(
            _("The evaluation has begun or the vacancy is cancelled: it cannot be extended any more.")
        )
    pending = vacancy.corrigenda.under_way().exclude(change=Change.CORRECTION).first()
    if pending:
        raise Refused(
            _(
                "It is proposed that the vacancy closes earlier or is cancelled. Drop that proposal before you extend."
            )
        )
    if vacancy.closes_at is None or closes_at <= vacancy.closes_at:
        raise Refused(
            _("An extension only goes forward: choose a later date than the one that is published.")
        )
    if closes_at <= at:
        raise Refused(_("This moment has passed. Choose a later one."))


def require_shortenable(vacancy: Vacancy, closes_at: datetime | None, *, at: datetime) -> None:
    require_open(vacancy, at=at)
    if closes_at is None or vacancy.closes_at is None or closes_at >= vacancy.closes_at:
        raise Refused(_("Choose an earlier date than the one that is published."))
    if closes_at < at + SHORTENED_AT_LEAST:
        raise Refused(_("Leave applicants at least 24 hours from now."))


def require_cancellable(vacancy: Vacancy, *, at: datetime) -> None:
    require_public(vacancy, at=at)
    if vacancy.status not in {Status.PUBLISHED, Status.UNDER_EVALUATION}:
        raise Refused(_("The selection is over: the vacancy cannot be cancelled any more."))


def corrections(corrigendum: Corrigendum) -> list[dict[str, Any]]:
    """What the working copy says otherwise than the notice, as in the document of the notice."""
    if corrigendum.working_copy is None:
        return []
    found = differences(document_of(corrigendum.vacancy), document_of(corrigendum.working_copy))
    return [one for one in found if one["path"] not in NOT_CORRECTED]


def seal_of(corrigendum: Corrigendum) -> str:
    """SHA-256 of all that an approver sees of a change: what is approved is what was shown."""
    moment = corrigendum.closes_after
    said = {
        "changes": corrections(corrigendum),
        "closes_after": moment.isoformat() if moment else "",
        "of_substance": corrigendum.of_substance,
        "reason": [corrigendum.reason_en, corrigendum.reason_ru],
    }
    return sha256_of(said)


def require_correction(vacancy: Vacancy, copy: Vacancy, found: list[dict[str, Any]], *, at: datetime) -> None:
    """A correction changes something, breaks nothing, and leaves a frozen plan as it is."""
    require_open(vacancy, at=at)
    if not found:
        raise Refused(_("Nothing in the notice is changed yet."))
    if vacancy.plan.frozen_at and any(one["path"].partition(".")[0] == "plan" for one in found):
        raise Refused(
            _(
                "An application has been handed in, so the selection plan stands as it was published. "
                "Put the plan back as it was, or drop the correction and begin another one."
            )
        )
    lacking = gaps(copy, at=at)
    stopping = blocking(lacking)
    if stopping:
        raise Refused(
            " ".join(
                [_("The notice cannot be published like this."), *(f"{gap.message}" for gap in stopping)]
            )
        )
    if untranslated(lacking) and not copy.gap_reason:
        raise Refused(_("Say why the notice is to be published without the other language."))
