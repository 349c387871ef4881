"""What is done in a round: open, mark, hand in, leave out, revise, lock, sign."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.autosave.actions import forget
from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring import blinding, opening, quorum
from applications.scoring.content import content_hash
from applications.scoring.gaps import progress_of
from applications.scoring.models import Mark, Revision, Round, Sheet
from applications.scoring.rules import require_part
from applications.scoring.stages import next_stage
from applications.scoring.telling import tell
from applications.scoring.workflow import LOCK, REVEAL
from applications.screening.long_list import candidates
from portal.kernel.workflow import Refused, locked, take
from portal.record.actions import write
from portal.words.figures import plain
from vacancies.models import Criterion, Vacancy

Given = tuple[Decimal | None, str]


@transaction.atomic
def choose_cell(*, panel: Panel, reason: str, by: Any, at: datetime) -> Panel:
    """Leave members with a conflict out for the one candidate only (docs/selection.md section 2); chosen before any round."""
    panel = locked(panel)
    require_part("applications.choose_cell", panel, by=by)
    panel.cell_reason = given(reason)
    panel.save(update_fields=["cell_reason"])
    record(
        panel.vacancy,
        action="panel.cell_chosen",
        subject=f"panel:{panel.pk}",
        by=by,
        at=at,
        reason=panel.cell_reason,
    )
    return panel


@transaction.atomic
def open_round(*, panel: Panel, stage: str, by: Any, at: datetime) -> Round:
    """Open the round of `stage`: a sheet for each scoring seat, each with an order of candidates of its own.

    Raises Refused while something is in the way (`opening.obstacle`), for a stage whose turn it is not, and where
    nobody would be left to judge a candidate.
    """
    panel = locked(panel)
    require_part("applications.open_round", panel, by=by)
    if words := opening.obstacle(panel):
        raise Refused(words)
    if stage != next_stage(panel):
        raise Refused(_("It is another round that comes next."))
    people = list(candidates(panel.vacancy))
    parts = opening.parts_of(panel, people)
    opening.require_judges(
        people, [part.order for part in parts if not part.left_out_reason], blind=panel.is_blind
    )
    if words := quorum.obstacle(panel):
        raise Refused(words)
    blind = stage in panel.vacancy.plan.blind_stages
    round_ = Round.objects.create(panel=panel, stage=stage, opened_by=by, opened_at=at, is_blind=blind)
    sheets = [
        Sheet.objects.create(
            round=round_, seat=part.seat, order=part.order, left_out_reason=part.left_out_reason
        )
        for part in parts
    ]
    record(
        panel.vacancy, action="round.opened", subject=f"round:{round_.pk}", by=by, at=at,
        number=panel.rounds.count(), stage=stage, candidates=[person.code for person in people],
        members=[sheet.member for sheet in sheets if sheet.counts],
        left_out=[sheet.member for sheet in sheets if not sheet.counts],
    )  # fmt: skip
    if blind:
        blinding.begin(round_, people, by=by, at=at)
    tell(round_, "round_opened", at)
    return round_


@transaction.atomic
def save_marks(
    *, sheet: Sheet, application: Application, marks: Mapping[Criterion, Given], by: Any, at: datetime
) -> Sheet:
    """Keep what a member has put down for one candidate: a figure, a reason, both or neither for each criterion.

    Nothing of it is recorded: until the sheet is handed in, what stands on it is the member's own business.
    """
    sheet = locked(sheet)
    require_open_to_marks(sheet, application, by=by)
    for criterion, (value, reason) in marks.items():
        _require_of_round(criterion, sheet)
        _require_on_scale(criterion, value)
        _keep(sheet, application, criterion, (value, reason.strip()), at)
    return sheet


def _keep(sheet: Sheet, application: Application, criterion: Criterion, given: Given, at: datetime) -> None:
    mark = Mark.objects.filter(sheet=sheet, application=application, criterion=criterion).first()
    if given == ((mark.value, mark.reason) if mark else (None, "")):
        return
    mark = mark or Mark(sheet=sheet, application=application, criterion=criterion)
    (mark.value, mark.reason), mark.saved_at = given, at
    mark.save()


@transaction.atomic
def hand_in(*, sheet: Sheet, by: Any, at: datetime) -> Sheet:
    """Hand the sheet in, for good; with the last counted one all sheets are shown at once.

    Raises Refused while a mark or a reason is missing. The round is locked first: of two members who hand in
    together, one is the last.
    """
    round_ = locked(sheet.round)
    sheet = locked(sheet)
    _require_open(sheet, by=by)
    if not sheet.order or progress_of(sheet).gaps:
        raise Refused(_("The sheet cannot be handed in: a mark or a reason is missing."))
    sheet.handed_in_at = at
    sheet.save(update_fields=["handed_in_at"])
    forget(user=sheet.seat.user, under=sheet.desk)
    # Who has handed in is private until all have: it stands in the round's own record, and in the vacancy's once revealed.
    write(
        stream=round_.stream, action="sheet.handed_in", subject=f"sheet:{sheet.pk}", by=by, at=at,
        data={"member": sheet.member, "sha256": content_hash(sheet)},
    )  # fmt: skip
    reveal_when_all_are_in(round_, by=by, at=at)
    return sheet


@transaction.atomic
def leave_out(*, sheet: Sheet, reason: str, by: Any, at: datetime) -> Sheet:
    """Leave an absent member out of the round, and so out of the selection; what stands on the sheet stays private.

    Raises Refused for a sheet that is handed in, and where nobody would be left to judge a candidate.
    """
    round_ = locked(sheet.round)
    sheet = locked(sheet)
    require_part("applications.leave_out", sheet, by=by)
    if sheet.handed_in_at:
        raise Refused(_("This sheet is handed in, so it counts."))
    others = round_.sheets.counted().exclude(pk=sheet.pk)
    opening.require_judges(
        candidates(sheet.vacancy), [other.order for other in others], blind=round_.hides_names
    )
    sheet.left_out_reason = given(reason)
    sheet.save(update_fields=["left_out_reason"])
    forget(user=sheet.seat.user, under=sheet.desk)
    record(
        sheet.vacancy, action="sheet.left_out", subject=f"sheet:{sheet.pk}", by=by, at=at,
        member=sheet.member, name=str(sheet.seat.user), reason=sheet.left_out_reason,
    )  # fmt: skip
    reveal_when_all_are_in(round_, by=by, at=at)
    return sheet


def reveal_when_all_are_in(round_: Round, *, by: Any, at: datetime) -> None:
    """Show all sheets once every counted one is in, and somebody is there who judges each candidate."""
    orders = round_.sheets.counted().values_list("order", flat=True)
    if round_.sheets.awaited().exists() or opening.unjudged(candidates(round_.vacancy), orders):
        return
    round_ = take(REVEAL, round_, by=by)
    sheets = round_.sheets.counted().with_panel()
    record(
        round_.vacancy, action="round.revealed", subject=f"round:{round_.pk}", by=by, at=at,
        stage=round_.stage, sheets={sheet.member: content_hash(sheet) for sheet in sheets},
        handed_in={sheet.member: sheet.handed_in_at.isoformat() for sheet in sheets},
    )  # fmt: skip
    tell(round_, "round_revealed", at)


@transaction.atomic
def revise(*, mark: Mark, value: Decimal, reason: str, by: Any, at: datetime) -> Revision:
    """Put a revised figure with its reason beside a member's own mark; the original is kept."""
    round_, sheet = locked(mark.sheet.round), locked(mark.sheet)
    if sheet.belongs_to(by) and round_.is_locked:
        raise Refused(_("The round is locked: its marks are evidence now."))
    require_part("applications.moderate_mark", sheet, by=by)
    if mark.application_id in opening.conflicts_of(sheet.seat):
        raise Refused(_("You declared a conflict of interest with this candidate."))
    _require_on_scale(mark.criterion, value)
    if value == locked(mark).current:
        raise Refused(_("This is the mark that stands already."))
    revision = Revision.objects.create(
        mark=mark, value=value, reason=given(reason), version=round_.version, by=by, at=at
    )
    record(
        round_.vacancy, action="mark.revised", subject=f"sheet:{mark.sheet_id}", by=by, at=at,
        member=mark.sheet.member, candidate=mark.application.code, criterion=mark.criterion.code,
        sha256=content_hash(mark.sheet),
    )  # fmt: skip
    return revision


@transaction.atomic
def lock(*, round: Round, by: Any, at: datetime) -> Round:  # noqa: A002 - the contract's word
    """Lock the round: its figures are evidence from now on, each sheet by its hash."""
    row = locked(round)
    require_part("applications.lock_round", row, by=by)
    _require_no_conflict(row)
    if words := quorum.obstacle(row.panel):
        raise Refused(words)
    locked_round = take(LOCK, round, by=by, locked_by=by, locked_at=at)
    sheets = locked_round.sheets.counted().with_panel()
    record(
        locked_round.vacancy, action="round.locked", subject=f"round:{locked_round.pk}", by=by, at=at,
        stage=locked_round.stage, sheets={sheet.member: content_hash(sheet) for sheet in sheets},
    )  # fmt: skip
    tell(locked_round, "round_locked", at)
    return locked_round


@transaction.atomic
def sign(*, sheet: Sheet, by: Any, at: datetime) -> Sheet:
    """Sign one's own sheet of a locked round; the view has asked for the password.

    The round is locked first: who reopens it takes back a signature that is just being given.
    """
    locked(sheet.round)
    sheet = locked(sheet)
    require_part("applications.sign_sheet", sheet, by=by)
    sheet.signed_at = at
    sheet.save(update_fields=["signed_at"])
    record(
        sheet.vacancy,
        action="sheet.signed",
        subject=f"sheet:{sheet.pk}",
        by=by,
        at=at,
        member=sheet.member,
        sha256=content_hash(sheet),
    )
    return sheet


def given(reason: str) -> str:
    """The reason without the space around it; Refused when nothing is left."""
    if not reason.strip():
        raise Refused(_("Write the reason."))
    return reason.strip()


def require_open_to_marks(sheet: Sheet, application: Application, *, by: Any) -> None:
    """Raise Refused or PermissionDenied unless `by` may put something down on `application` now; `sheet` is locked."""
    _require_open(sheet, by=by)
    if not candidates(sheet.vacancy).filter(pk=application.pk).exists() or application.pk not in sheet.order:
        raise Refused(_("This candidate is not on your sheet."))


def _require_open(sheet: Sheet, *, by: Any) -> None:
    if sheet.belongs_to(by) and sheet.handed_in_at:
        raise Refused(_("Your sheet is handed in: its marks cannot be changed."))
    if sheet.belongs_to(by) and not sheet.counts:
        raise Refused(_("You are left out of this round: your sheet does not count."))
    require_part("applications.score_sheet", sheet, by=by)


def _require_no_conflict(round_: Round) -> None:
    if waiting := opening.still_judging(round_):
        names = ", ".join(str(sheet.seat.user) for sheet in waiting)
        raise Refused(
            _("First leave out who declared a conflict of interest since the round was opened: %(names)s.")
            % {"names": names}
        )


def _require_of_round(criterion: Criterion, sheet: Sheet) -> None:
    if (criterion.plan_id, criterion.stage) != (sheet.vacancy.plan.pk, sheet.round.stage):
        raise Refused(_("Criterion %(code)s is not marked in this round.") % {"code": criterion.code})


def _require_on_scale(criterion: Criterion, value: Decimal | None) -> None:
    if value is not None and not 0 <= value <= criterion.scale:
        raise Refused(
            _("A mark on criterion %(code)s lies between 0 and %(scale)s.")
            % {"code": criterion.code, "scale": plain(criterion.scale)}
        )


def record(vacancy: Vacancy, *, action: str, subject: str, by: Any, at: datetime, **data: Any) -> None:
    """Write an entry into the record of the vacancy."""
    write(stream=vacancy.stream, action=action, subject=subject, by=by, at=at, data=data)
