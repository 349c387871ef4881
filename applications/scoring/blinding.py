"""The beginning and the end of blindness: codes are drawn when a blind round opens; the chair unblinds when it is locked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring.models import Round
from applications.scoring.pseudonyms import draw_codes
from applications.scoring.rules import require_part
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write


def begin(round_: Round, people: Sequence[Application], *, by: Any, at: datetime) -> None:
    """Draw the codes of a blind round that is being opened; names are kept from the panel from then on."""
    panel = round_.panel
    codes = draw_codes(round_, people)
    panel.is_blind = True
    panel.save(update_fields=["is_blind"])
    _record(panel, "round.blinded", round_, by=by, at=at, codes=codes)


def obstacle(panel: Panel) -> str:
    """Why names cannot be shown now, in words; empty when they can."""
    rounds = list(panel.rounds.filter(is_blind=True, unblinded_at=None))
    if not rounds:
        return _("There is no blind round whose names could be shown.")
    if not all(one.is_locked for one in rounds):
        return _("Names are shown once the blind round is locked.")
    return ""


@transaction.atomic
def unblind(*, panel: Panel, by: Any, at: datetime) -> Panel:
    """Tell the panel, all of it at once, whose applications it marked; nothing takes that back.

    Raises Refused while names are not kept from anybody, and before every blind round is locked.
    """
    panel = locked(panel)
    require_part("applications.unblind", panel, by=by)
    if words := obstacle(panel):
        raise Refused(words)
    for one in (locked(row) for row in panel.rounds.filter(is_blind=True, unblinded_at=None)):
        one.unblinded_by, one.unblinded_at = by, at
        one.save(update_fields=["unblinded_by", "unblinded_at"])
        _record(panel, "round.unblinded", one, by=by, at=at)
    panel.is_blind = False
    panel.save(update_fields=["is_blind"])
    return panel


def _record(panel: Panel, action: str, round_: Round, *, by: Any, at: datetime, **data: Any) -> None:
    write(
        stream=panel.vacancy.stream, action=action, subject=f"round:{round_.pk}", by=by, at=at,
        data={"stage": round_.stage, **data},
    )  # fmt: skip
