"""Seats that change after a panel was convened: one ends, somebody takes it over or joins, another chairs; and what follows for the sheets."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.autosave.actions import forget
from applications.panels.actions import Place, after_declaring, stated, take_seat, write_to
from applications.panels.actions import record as record_of_panel
from applications.panels.models import SCORING, Declaration, EndedBy, Panel, Seat, SeatRole
from applications.panels.rules import is_under_evaluation
from applications.scoring.actions import given, record, reveal_when_all_are_in
from applications.scoring.left_out import CONFLICT, ENDED, REPLACED
from applications.scoring.models import Round, RoundStatus, Sheet
from applications.scoring.opening import part_of
from applications.scoring.rules import require_part
from applications.screening.long_list import candidates
from portal.accounts.models import User
from portal.kernel.addresses import site
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked
from portal.mailing.actions import queue
from portal.record.actions import write


@transaction.atomic
def end_seat(*, seat: Seat, because: str, reason: str, by: Any, at: datetime) -> Seat:
    """End somebody's seat: from now on they reach nothing of the panel; what they put down and handed in is kept.

    While members mark alone a sheet that is not handed in does not count, nor one of a member who leaves for conflicts of
    interest. Once all sheets are in they stand. Raises Refused without a reason, and for a seat that has ended.
    """
    panel, seat = locked(seat.panel), locked(seat)
    require_part("applications.change_panel", panel, by=by)
    if not seat.sits:
        raise Refused(_("This seat has ended."))
    seat.ended_at, seat.ended_by = at, by
    seat.ended_because, seat.ended_reason = EndedBy(because), given(reason)
    seat.save(update_fields=["ended_at", "ended_by", "ended_because", "ended_reason"])
    record_of_panel(
        panel, action="panel.left", by=by, at=at, person=str(seat.user), seat=seat.pk, role=seat.role,
        because=seat.ended_because, reason_sha256=sha256_of(seat.ended_reason),
    )  # fmt: skip
    _tell_of_end(seat, at)
    for sheet in Sheet.objects.filter(seat=seat, round__status=RoundStatus.SCORING).select_related("round"):
        _leave(sheet, by=by, at=at)
    return seat


def _leave(sheet: Sheet, *, by: Any, at: datetime) -> None:
    round_, sheet = locked(sheet.round), locked(sheet)
    forget(user=sheet.seat.user, under=sheet.desk)
    stands = sheet.handed_in_at and sheet.seat.ended_because != EndedBy.CONFLICT
    if sheet.counts and not stands:
        _set_aside(sheet, ENDED, by=by, at=at)
    reveal_when_all_are_in(round_, by=by, at=at)


def _set_aside(sheet: Sheet, why: str, *, by: Any, at: datetime) -> None:
    """Who had handed in is private until all have: this too stands in the round's own record."""
    sheet.left_out_reason = why
    sheet.save(update_fields=["left_out_reason"])
    write(
        stream=sheet.round.stream, action=f"sheet.{why}", subject=f"sheet:{sheet.pk}", by=by, at=at,
        data={"member": sheet.member, "name": str(sheet.seat.user), "reason": why},
    )  # fmt: skip


@transaction.atomic
def take_over(*, seat: Seat, person: Place, reason: str, by: Any, at: datetime) -> Seat:
    """Seat `person` in the place of a seat that has ended; while members mark alone, with a sheet of their own instead of that one.

    Raises Refused where somebody sits there, and where the marks of a round are known without the place: who joins then
    could be judged by for some criteria only.
    """
    panel = _to_change(seat.panel, by=by)
    first = seat.place or seat
    if any(one.sits and one.code == seat.code for one in panel.seats.all()):
        raise Refused(_("Somebody sits in this place."))
    role = seat.role if seat.role != SeatRole.CHAIR or not _has_chair(panel) else SeatRole.MEMBER
    if role == SeatRole.MEMBER and _is_missed(panel, first):
        raise Refused(_missed())
    taken = take_seat(
        panel, person._replace(role=role), place=first, joined_at=at, joined_reason=given(reason)
    )
    record_of_panel(
        panel, action="panel.taken_over", by=by, at=at, person=str(taken.user), before=str(seat.user),
        seat=taken.pk, place=first.pk, role=role, reason=taken.joined_reason, **stated([taken]),
    )  # fmt: skip
    _begin(taken, by=by, at=at)
    return taken


@transaction.atomic
def join(*, panel: Panel, person: Place, reason: str, by: Any, at: datetime) -> Seat:
    """Seat one more person after scoring began; while the first round is marked, with a sheet of their own.

    Raises Refused for one who scores once the marks of a round are known, and for a second chair.
    """
    panel = _to_change(panel, by=by)
    if person.role == SeatRole.CHAIR and _has_chair(panel):
        raise Refused(_("The panel already has a chair."))
    if person.role == SeatRole.MEMBER and _known(panel):
        raise Refused(_missed())
    seat = take_seat(panel, person, joined_at=at, joined_reason=given(reason))
    record_of_panel(
        panel, action="panel.joined_later", by=by, at=at, person=str(seat.user), seat=seat.pk,
        role=seat.role, reason=seat.joined_reason, **stated([seat]),
    )  # fmt: skip
    _begin(seat, by=by, at=at)
    return seat


@transaction.atomic
def appoint_chair(*, seat: Seat, reason: str, by: Any, at: datetime) -> Seat:
    """Let a member chair a panel whose chair has left. Raises Refused while somebody chairs it, and for who does not score."""
    panel = _to_change(seat.panel, by=by)
    seat = locked(seat)
    if _has_chair(panel):
        raise Refused(_("The panel already has a chair."))
    if not seat.sits or seat.role != SeatRole.MEMBER:
        raise Refused(_("One of the members chairs the panel."))
    seat.role = SeatRole.CHAIR
    seat.save(update_fields=["role"])
    record_of_panel(
        panel, action="panel.chair_appointed", by=by, at=at, person=str(seat.user), seat=seat.pk, reason=given(reason)
    )  # fmt: skip
    _tell_panel(seat, "panel_chair", at)
    return seat


def _to_change(panel: Panel, *, by: Any) -> Panel:
    row = locked(panel)
    require_part("applications.change_panel", row, by=by)
    if not is_under_evaluation.test(by, row):
        raise Refused(_("The vacancy is not under evaluation: nobody joins its panel."))
    return row


def _has_chair(panel: Panel) -> bool:
    return panel.seats.sitting().filter(role=SeatRole.CHAIR).exists()


def _known(panel: Panel) -> bool:
    """Whether the marks of a round are known to the panel."""
    return panel.rounds.exclude(status=RoundStatus.SCORING).exists()


def _is_missed(panel: Panel, first: Seat) -> bool:
    """Whether the marks of a round are known in which the place does not count."""
    if not _known(panel):
        return False
    sheets = Sheet.objects.of_panel(panel).exclude(round__status=RoundStatus.SCORING).by_place()
    theirs = sheets.filter(place=first.pk)
    return theirs.absent().exists() or not theirs.exists()


def _missed() -> str:
    return _(
        "The marks of a round are known in which this place does not count, and who marks does so on every criterion. The panel goes on without; where it falls short of a rule, the office says why."
    )


def _begin(seat: Seat, *, by: Any, at: datetime) -> None:
    """The sheet of one who joins, empty until they have declared: until then, and until it is in, nothing is shown."""
    write_to([seat], at=at)
    _tell_panel(seat, "panel_joined", at)
    running = Round.objects.filter(panel=seat.panel, status=RoundStatus.SCORING).first()
    if running is None or seat.role not in SCORING or _is_missed(seat.panel, seat.place or seat):
        return
    running = locked(running)
    for before in running.sheets.by_place().filter(place=seat.place_id).exclude(left_out_reason=REPLACED):
        _set_aside(before, REPLACED, by=by, at=at)
    sheet = Sheet.objects.create(round=running, seat=seat)
    record(
        sheet.vacancy, action="sheet.added", subject=f"sheet:{sheet.pk}", by=by, at=at,
        member=sheet.member, name=str(seat.user), reason="",
    )  # fmt: skip


def fill_sheet(declaration: Declaration, *, by: Any, at: datetime) -> None:
    """Put the candidates on the sheet of one who joined while members mark, as the rule for conflicts says."""
    sheet = Sheet.objects.counted().filter(
        seat=declaration.seat, round__status=RoundStatus.SCORING, order=[]
    ).select_related("round").first()  # fmt: skip
    if sheet is None:
        return
    round_, sheet = locked(sheet.round), locked(sheet)
    part = part_of(sheet.seat, list(candidates(sheet.vacancy)))
    sheet.order, sheet.left_out_reason = part.order, part.left_out_reason
    sheet.save(update_fields=["order", "left_out_reason"])
    if part.left_out_reason == CONFLICT:
        record(
            sheet.vacancy, action="sheet.left_out_by_conflict", subject=f"sheet:{sheet.pk}", by=by, at=at,
            member=sheet.member, name=str(sheet.seat.user),
        )  # fmt: skip
        reveal_when_all_are_in(round_, by=by, at=at)


def _tell_of_end(seat: Seat, at: datetime) -> None:
    context = {"seat": seat, "vacancy": seat.panel.vacancy, "site": site()}
    queue(kind="seat_ended", to=seat.user, context=context, at=at, stream=seat.panel.vacancy.stream)
    _tell_panel(seat, "panel_left", at)


def _tell_panel(seat: Seat, kind: str, at: datetime) -> None:
    """Write to the others who sit."""
    vacancy = seat.panel.vacancy
    others = User.objects.filter(seats__in=seat.panel.seats.sitting().exclude(pk=seat.pk)).order_by("pk")
    for person in others:
        context = {"seat": seat, "vacancy": vacancy, "site": site()}
        queue(kind=kind, to=person, context=context, at=at, stream=vacancy.stream)


after_declaring(fill_sheet)
