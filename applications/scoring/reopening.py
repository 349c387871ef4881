"""Opening a locked round again: back to the discussion, as a new version of its marks."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.finality import is_final
from applications.intake.lots import parts_of
from applications.intake.models import PriceOffer
from applications.scoring.actions import given
from applications.scoring.content import content_hash
from applications.scoring.models import Round, Sheet
from applications.scoring.rules import leads, require_part
from applications.scoring.telling import tell
from applications.scoring.versions import Allowance, Reopening
from applications.scoring.workflow import REOPEN
from applications.screening.short_list import ShortListRule
from portal.kernel.workflow import Refused, locked, take
from portal.record.actions import write
from vacancies.models import Vacancy
from vacancies.plan.models import Stage


def prices_are_open(vacancy: Vacancy) -> bool:
    """Whether anybody has seen a price."""
    return PriceOffer.objects.filter(application__vacancy=vacancy).exclude(opened=None).exists()


def allowance_of(round_: Round) -> Allowance | None:
    """What allows to open the version that stands although the prices have been seen; None where nobody did."""
    return round_.allowances.filter(version=round_.version).select_related("by").first()


def obstacle(round_: Round) -> str:
    """Why the round cannot be opened again now, in words; empty when it can."""
    vacancy = round_.vacancy
    if any(is_final(vacancy, lot) for lot in parts_of(vacancy)):
        return _("The decision is made: the marks it rests on stand.")
    if any(not other.is_locked for other in round_.panel.rounds.exclude(pk=round_.pk)):
        return _("Another round is under way. Lock it first: nobody marks while marks given before are open.")
    if _chosen_by(round_):
        return _("The short list is confirmed: those who go on were chosen by these marks.")
    if prices_are_open(vacancy) and not allowance_of(round_):
        return _(
            "The prices have been seen. Only an approver of the office who sits on no panel of this selection can allow marks to be changed now."
        )
    return ""


def _chosen_by(round_: Round) -> bool:
    """Whether a confirmed short list rests on the marks of the round."""
    later = Stage.values[Stage.values.index(round_.stage) :]
    rules = ShortListRule.objects.filter(vacancy=round_.vacancy, stage__in=later)
    return rules.exclude(confirmed_at=None).exists()


@transaction.atomic
def allow(*, round: Round, reason: str, by: Any, at: datetime) -> Allowance:  # noqa: A002 - the room's word
    """Allow to open the round once although the prices have been seen; Refused where that is not asked for."""
    vacancy = locked(round.vacancy)
    row = locked(round)
    require_part("applications.allow_reopening", row, by=by)
    if not prices_are_open(vacancy):
        raise Refused(_("No price has been seen: the chair can open the round without this."))
    if allowance_of(row):
        raise Refused(_("It is allowed already."))
    allowance = Allowance.objects.create(round=row, version=row.version, reason=given(reason), by=by, at=at)
    _record(row, "round.reopening_allowed", by=by, at=at, version=row.version, reason=allowance.reason)
    tell(row, "round_reopening_allowed", at, allowance=allowance)
    return allowance


@transaction.atomic
def reopen(*, round: Round, reason: str, by: Any, at: datetime, instead: str = "") -> Reopening:  # noqa: A002
    """Open a locked round for discussion again; what was locked is kept as a version, and all sign anew.

    `instead` says why it is the office and not the chair. Raises Refused while `obstacle` has words. The vacancy is
    locked first, as whoever ranks, recommends or approves does: of two who act together, one finds what the other did.
    """
    locked(round.vacancy)
    row = locked(round)
    require_part("applications.reopen_round", row, by=by)
    if words := obstacle(row):
        raise Refused(words)
    if not leads.test(by, row) and not instead.strip():
        raise Refused(_("Say why the chair cannot open the round."))
    kept = _keep(row, reason=given(reason), instead=instead.strip(), by=by, at=at)
    row = take(REOPEN, row, by=by, locked_by=None, locked_at=None, version=row.version + 1)
    row.sheets.update(signed_at=None)
    _record(
        row, "round.reopened", by=by, at=at, stage=row.stage, version=kept.version, reason=kept.reason, instead=kept.instead,
        prices_seen=kept.prices_seen, sheets=kept.sheets,
    )  # fmt: skip
    tell(row, "round_reopened", at, reopening=kept)
    return kept


def _keep(row: Round, **said: Any) -> Reopening:
    """The version that ends, with what it takes to tell later that it is whole."""
    if not row.is_locked:
        raise Refused(_("The round is not locked."))
    seen = prices_are_open(row.vacancy)
    return Reopening.objects.create(
        round=row,
        version=row.version,
        locked_by=row.locked_by,
        locked_at=row.locked_at,
        sheets={
            sheet.member: _said(sheet)
            for sheet in row.sheets.select_for_update(of=("self",)).select_related("seat").counted()
        },
        prices_seen=seen,
        allowance=allowance_of(row) if seen else None,
        **said,
    )


def _said(sheet: Sheet) -> dict[str, Any]:
    signed_at = sheet.signed_at.isoformat() if sheet.signed_at else None
    return {"sha256": content_hash(sheet), "signed_at": signed_at, "order": sheet.order}


def _record(row: Round, action: str, *, by: Any, at: datetime, **data: Any) -> None:
    write(stream=row.vacancy.stream, action=action, subject=f"round:{row.pk}", by=by, at=at, data=data)
