"""What follows for score sheets from a conflict of interest that is found later (docs/decisions/0047)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.later import conflicts_of, declare_later
from applications.panels.models import Panel, Seat
from applications.scoring import opening
from applications.scoring.actions import given, record, reveal_when_all_are_in
from applications.scoring.left_out import CONFLICT
from applications.scoring.models import RoundStatus, Sheet
from applications.scoring.rules import require_part, takes_part
from applications.scoring.stages import next_stage
from applications.screening.long_list import candidates
from portal.accounts.models import User
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked
from portal.mailing.actions import queue
from vacancies.plan.models import AbsentRule


class Effect(StrEnum):
    """What a conflict that is found now does to the sheets of the person."""

    NONE = "none"
    NEXT_ROUND = "next round"
    FOR_ALL = "for all"
    FOR_ONE = "for one"
    CHAIR_DECIDES = "chair decides"
    FIGURES_STAND = "figures stand"


def effect_on(seat: Seat) -> Effect:
    """What would follow for the sheets of `seat` from a conflict found now."""
    counted = Sheet.objects.counted().filter(seat=seat).select_related("round")
    at_work = {sheet.round.status for sheet in counted}
    if RoundStatus.SCORING in at_work:
        by_member = opening.rule_of(seat.panel) == AbsentRule.MEMBER
        return Effect.FOR_ALL if by_member else Effect.FOR_ONE
    if RoundStatus.MODERATION in at_work:
        return Effect.CHAIR_DECIDES
    is_out = Sheet.objects.left_out().filter(seat=seat).exists()
    if is_out or not seat.scores:
        return Effect.NONE
    return Effect.NEXT_ROUND if next_stage(seat.panel) else Effect.FIGURES_STAND


@transaction.atomic
def find_conflict(
    *, seat: Seat, conflicts: Mapping[Application, str], by: Any, at: datetime
) -> dict[Application, str]:
    """Declare a conflict found after the declaration; papers and sheets of the candidate shut at once.

    While members mark alone the rule of the plan takes its course. Once marks are known, nobody's word alone changes
    what counts: the chair leaves the member out before the lock (`leave_out`), and after it the figures stand.
    Returns what was new; raises Refused as `declare_later`.
    """
    effect = effect_on(seat)
    found = declare_later(seat=seat, conflicts=conflicts, by=by, at=at)
    running = Sheet.objects.filter(seat=seat, round__status=RoundStatus.SCORING)
    for sheet in running.select_related("round"):
        _shut(sheet, found, by=by, at=at)
    _tell(seat, found, effect, at)
    return found


def _shut(sheet: Sheet, found: Mapping[Application, str], *, by: Any, at: datetime) -> None:
    """Take the candidates off a sheet of a round in which members mark alone, and leave the member out where the rule says so."""
    round_, sheet = locked(sheet.round), locked(sheet)
    _take_off(sheet, {one.pk for one in found})
    if not sheet.counts:
        return
    by_member = opening.rule_of(round_.panel) == AbsentRule.MEMBER
    if by_member or not sheet.order:
        sheet.left_out_reason = CONFLICT
        sheet.save(update_fields=["left_out_reason"])
        _record(sheet, "sheet.left_out_by_conflict", by=by, at=at)
    reveal_when_all_are_in(round_, by=by, at=at)


def _take_off(sheet: Sheet, shut: set[int]) -> None:
    """What is handed in stays as it was handed in and does not count; marks put down so far go."""
    sheet.order = [pk for pk in sheet.order if pk not in shut]
    sheet.save(update_fields=["order"])
    if not sheet.handed_in_at:
        sheet.marks.filter(application__in=shut).delete()


@transaction.atomic
def leave_out(*, sheet: Sheet, reason: str, by: Any, at: datetime) -> Sheet:
    """Leave a member out, once all sheets are in, for a conflict found since: as the rule says, for all or for that candidate.

    Raises Refused where there is no such conflict, and where nobody would be left to judge a candidate.
    """
    round_, sheet = locked(sheet.round), locked(sheet)
    require_part("applications.leave_out_late", sheet, by=by)
    shut = conflicts_of(sheet.seat).intersection(sheet.order)
    if not shut:
        raise Refused(_("This member has declared no conflict with anybody on the sheet."))
    reason = given(reason)
    by_member = opening.rule_of(round_.panel) == AbsentRule.MEMBER
    rest = [] if by_member else [pk for pk in sheet.order if pk not in shut]
    others = round_.sheets.counted().exclude(pk=sheet.pk).values_list("order", flat=True)
    opening.require_judges(
        candidates(sheet.vacancy), [*others, *([rest] if rest else [])], blind=round_.hides_names
    )
    if rest:
        _take_off(sheet, shut)
        codes = sorted(Application.objects.filter(pk__in=shut).values_list("code", flat=True))
        _record(sheet, "sheet.taken_off", by=by, at=at, reason=reason, candidates=", ".join(codes))
    else:
        sheet.left_out_reason = reason
        sheet.save(update_fields=["left_out_reason"])
        _record(sheet, "sheet.left_out", by=by, at=at, reason=reason)
    return sheet


def standing_figures(panel: Panel) -> list[tuple[Seat, list[Application]]]:
    """Members who declared, after the lock, a conflict with candidates on their counted sheets, and with whom."""
    found: dict[Seat, set[int]] = {}
    for round_ in panel.rounds.all():
        for sheet in opening.still_judging(round_) if round_.is_locked else []:
            found.setdefault(sheet.seat, set()).update(conflicts_of(sheet.seat).intersection(sheet.order))
    people = Application.objects.in_bulk({pk for shut in found.values() for pk in shut})
    return [(seat, [people[pk] for pk in sorted(shut)]) for seat, shut in found.items()]


def _record(sheet: Sheet, action: str, *, by: Any, at: datetime, **data: Any) -> None:
    name, subject = str(sheet.seat.user), f"sheet:{sheet.pk}"
    record(
        sheet.vacancy, action=action, subject=subject, by=by, at=at, member=sheet.member, name=name, **data
    )


def _tell(seat: Seat, found: Mapping[Application, str], effect: Effect, at: datetime) -> None:
    """Write to the chair and to those of the office who may know of conflicts; what connects the two stays on the page."""
    panel = Panel.objects.with_seats().get(pk=seat.panel_id)
    vacancy = panel.vacancy
    context = {
        "seat": seat,
        "vacancy": vacancy,
        "codes": ", ".join(sorted(one.code for one in found)),
        "effect": effect,
        "site": site(),
    }
    for person in told(panel):
        if person.pk != seat.user_id:
            queue(kind="conflict_found", to=person, context=context, at=at, stream=vacancy.stream)


def told(panel: Panel) -> list[User]:
    """Chair and HR of the office, as far as they may know of conflicts."""
    office = panel.office
    chair = User.objects.filter(seats__panel=panel, seats__role="chair", seats__ended_at=None)
    officers = [
        person
        for person in User.objects.acting_in([office.pk, office.parent_id])
        if takes_part(person, "applications.convene_panel", panel)
    ]
    people = dict.fromkeys([*chair, *officers])
    return [person for person in people if takes_part(person, "applications.view_conflicts", panel)]
