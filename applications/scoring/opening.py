"""Who marks whom in a round that is opened: the rule for conflicts, the members left out, the shuffled orders."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.later import conflicts_of
from applications.panels.models import Panel, Seat, judges_on
from applications.scoring.left_out import CONFLICT, ENDED, LATE
from applications.scoring.models import Round, Sheet
from applications.scoring.stages import next_stage
from applications.screening.long_list import candidates
from applications.screening.short_list import is_awaited
from portal.kernel.workflow import Refused
from vacancies.plan.models import AbsentRule


@dataclass(frozen=True)
class Part:
    """One member's part in a round: whom they mark, in which order, or why they do not."""

    seat: Seat
    order: list[int]
    left_out_reason: str = ""


def rule_of(panel: Panel) -> str:
    """The rule for a member who cannot score: the plan's, or `cell` where the chair gave a reason for it."""
    return AbsentRule.CELL if panel.cell_reason else panel.vacancy.plan.absent_rule


def parts_of(panel: Panel, people: Sequence[Application]) -> list[Part]:
    """The part of each scoring seat in the round that comes next.

    All judge by the same criteria: who is left out of one round is left out of those that follow, and so is a place that
    marked before and that nobody holds any more.
    """
    rule = rule_of(panel)
    sheets = Sheet.objects.of_panel(panel).by_place()
    left_out = dict(sheets.absent().values_list("place", "left_out_reason"))
    marked = set(sheets.values_list("place", flat=True))
    return [
        _part(seat, people, rule, left_out.get(place, LATE if marked and place not in marked else ""))
        for place, seat in _holders(judges_on(panel)).items()
        if seat.sits or place in marked
    ]


def _holders(seats: Iterable[Seat]) -> dict[int, Seat]:
    """Who holds each place, or held it last, by its first seat."""
    return {seat.place_id or seat.pk: seat for seat in seats}


def _part(seat: Seat, people: Sequence[Application], rule: str, left_out: str) -> Part:
    if left_out:
        return Part(seat, [], left_out)
    if not seat.sits:
        return Part(seat, [], ENDED)
    shut = conflicts_of(seat)
    order = [person.pk for person in people if person.pk not in shut]
    if not order or (rule == AbsentRule.MEMBER and len(order) < len(people)):
        return Part(seat, [], CONFLICT)
    SystemRandom().shuffle(order)
    return Part(seat, order)


def part_of(seat: Seat, people: Sequence[Application]) -> Part:
    """The part of somebody who joins the round that is running, once they have declared."""
    return _part(seat, people, rule_of(seat.panel), "")


def obstacle(panel: Panel) -> str:
    """Why the next round cannot be opened now, in words; empty when it can."""
    if next_stage(panel) is None:
        return _("Every round of this selection has been opened.")
    if any(not round_.is_locked for round_ in panel.rounds.all()):
        return _("The next round is opened once the round before is locked.")
    if is_awaited(panel.vacancy, [round_.stage for round_ in panel.rounds.all()]):
        return _("The next round is opened once the short list is confirmed.")
    if words := names_are_wanted(panel):
        return words
    judges = [seat for seat in judges_on(panel) if seat.sits]
    undeclared = [seat for seat in judges if not hasattr(seat, "declaration")]
    if undeclared:
        names = ", ".join(str(seat.user) for seat in undeclared)
        return _("The round is opened once these members have declared their interests: %(names)s.") % {
            "names": names
        }
    return "" if candidates(panel.vacancy).exists() else _("Nobody is on the long list.")


def names_are_wanted(panel: Panel) -> str:
    """That an interview, or any round that is not blind, waits until names are shown."""
    hidden = any(round_.hides_names for round_ in panel.rounds.all())
    if hidden and next_stage(panel) not in panel.vacancy.plan.blind_stages:
        return _("The next round needs names: show the panel the names of the blind round first.")
    return ""


def require_judges(
    people: Collection[Application], orders: Collection[Collection[int]], *, blind: bool = False
) -> None:
    """Raise Refused unless somebody is left to judge, and each of `people` stands on one of the counted `orders`."""
    if not orders:
        raise Refused(_("At least one member must be left whose sheet counts."))
    alone = unjudged(people, orders)
    if alone and blind:
        raise Refused(_("Nobody would be left to judge one of the candidates."))
    if alone:
        raise Refused(_("Nobody would be left to judge: %(codes)s.") % {"codes": ", ".join(alone)})


def unjudged(people: Collection[Application], orders: Collection[Collection[int]]) -> list[str]:
    """Codes of those of `people` who stand on none of the counted `orders`."""
    judged = {pk for order in orders for pk in order}
    return [person.code for person in people if person.pk not in judged]


def still_judging(round_: Round) -> list[Sheet]:
    """Counted sheets on which a candidate stands with whom their member has declared a conflict since."""
    seats = {seat.pk: seat for seat in judges_on(round_.panel) if conflicts_of(seat)}
    sheets = round_.sheets.counted().filter(seat__in=seats) if seats else []
    for sheet in sheets:
        sheet.seat = seats[sheet.seat_id]
    return [sheet for sheet in sheets if conflicts_of(sheet.seat).intersection(sheet.order)]
