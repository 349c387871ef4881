"""What stands on an agenda by itself, from where the selection is; nothing that tells marks, or who is how far."""

from django.utils.translation import gettext as _

from applications.panels.models import Panel
from applications.scoring.models import RoundStatus
from applications.scoring.stages import next_stage
from applications.screening.short_list import is_awaited


def offered(panel: Panel) -> list[str]:
    """Items for the meeting that is called now, in the language of who calls it."""
    rounds = list(panel.rounds.all())
    items = [_("Opening, and whether all are present")]
    if not rounds:
        items += [_("Declarations of interest"), _("How the criteria are understood")]
    if any(one.status == RoundStatus.MODERATION for one in rounds):
        items.append(_("Marks that diverge"))
    if rounds and all(one.is_locked for one in rounds):
        if is_awaited(panel.vacancy, [one.stage for one in rounds]):
            items.append(_("Short list"))
        items.append(_("Preparing the next round") if next_stage(panel) else _("Recommendation"))
    return [*items, _("Any other business")]
