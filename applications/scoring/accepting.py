"""The office lets a panel judge candidates for whom it does not meet a rule of the office, and says why."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.panels.models import Panel
from applications.scoring.actions import given, record
from applications.scoring.quorum import is_accepted, shortfalls
from applications.scoring.rules import require_part
from portal.kernel.workflow import Refused, locked


@transaction.atomic
def accept(*, panel: Panel, reason: str, by: Any, at: datetime) -> Panel:
    """Let the panel judge all the same, with the reason of the office; what falls short later needs a reason of its own.

    Raises Refused where nothing falls short, or where it was accepted before.
    """
    panel = locked(panel)
    require_part("applications.accept_shortfalls", panel, by=by)
    found = shortfalls(panel)
    if is_accepted(panel, found):
        raise Refused(
            _("There is nothing to say a reason for: the panel meets the rules, or the reason stands.")
        )
    panel.shortfall_reason, panel.shortfalls = given(reason), found
    panel.save(update_fields=["shortfall_reason", "shortfalls"])
    said = "; ".join(f"{rule}: {', '.join(codes)}" for rule, codes in found.items())
    record(
        panel.vacancy, action="panel.shortfalls_accepted", subject=f"panel:{panel.pk}", by=by, at=at,
        reason=panel.shortfall_reason, shortfalls=found, said=said,
    )  # fmt: skip
    return panel
