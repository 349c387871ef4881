"""Who marks whom in a round that is opened: the rule for conflicts, the members left out, the shuffled orders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import SystemRandom

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.models import Panel, Seat
from applications.scoring.models import CONFLICT, Sheet
from applications.scoring.stages import next_stage
from applications.screening.long_list import candidates
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

    All judge by the same criteria: who is left out of one round is left out of those that follow.
    """
    rule = rule_of(panel)
    left_out = dict(Sheet.objects.of_panel(panel).left_out().values_list("seat", "left_out_reason"))
    seats = panel.seats.scoring().select_related("user").prefetch_related("declaration__conflicts")
    return [_part(seat, people, rule, left_out.get(seat.pk, "")) for seat in seats]


def _part(seat: Seat, people: Sequence[Application], rule: str, left_out: str) -> Part:
    if left_out:
        return Part(seat, [], left_out)
    shut = conflicts_of(seat)
    order = [person.pk for person in people if person.pk not in shut]
    if not order or (rule == AbsentRule.MEMBER and len(order) < len(people)):
        return Part(seat, [], CONFLICT)
    SystemRandom().shuffle(order)
    return Part(seat, order)


def conflicts_of(seat: Seat) -> set[int]:
    """Primary keys of the candidates with whom the member has declared a conflict."""
    declaration = getattr(seat, "declaration", None)
    return {conflict.application_id for conflict in declaration.conflicts.all()} if declaration else set()


def obstacle(panel: Panel) -> str:
    """Why the next round cannot be opened now, in words; empty when it can."""
    if next_stage(panel) is None:
        return _("Every round of this selection has been opened.")
    if any(not round_.is_locked for round_ in panel.rounds.all()):
        return _("The next round is opened once the round before is locked.")
    undeclared = panel.seats.scoring().filter(declaration__isnull=True).select_related("user")
    if undeclared:
        names = ", ".join(str(seat.user) for seat in undeclared)
        return _("The round is opened once these members have declared their interests: %(names)s.") % {
            "names": names
        }
    if not candidates(panel.vacancy).exists():
        return _("Nobody is on the long list.")
    return ""


def require_judges(people: Collection[Application], orders: Collection[Collection[int]]) -> None:
    """Raise Refused unless somebody is left to judge, and each of `people` stands on one of the counted `orders`."""
    if not orders:
        raise Refused(_("At least one member must be left whose sheet counts."))
    alone = [person.code for person in people if not any(person.pk in order for order in orders)]
    if alone:
        raise Refused(_("Nobody would be left to judge: %(codes)s.") % {"codes": ", ".join(alone)})
