"""A conflict of interest that is found after the declaration, on opening the papers: declared then, and shut from then on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.actions import record, require_reasons, said_of
from applications.panels.models import Conflict, Seat
from applications.panels.together import followed, people_of
from applications.screening import long_list
from portal.kernel.workflow import Refused, locked, require


def conflicts_of(seat: Seat) -> set[int]:
    """Primary keys of the candidates with whom the holder of the seat has declared a conflict."""
    declaration = getattr(seat, "declaration", None)
    return {conflict.application_id for conflict in declaration.conflicts.all()} if declaration else set()


@transaction.atomic
def declare_later(
    *, seat: Seat, conflicts: Mapping[Application, str], by: Any, at: datetime
) -> dict[Application, str]:
    """Add conflicts to a declaration that was made; what was declared before stands, and nothing can be taken back.

    Returns those that were new: the candidates named, and every other application of the same people. Raises Refused
    for a conflict without a reason, with somebody who is no candidate, or declared before.
    """
    panel = locked(seat.panel)
    if by != seat.user:
        raise PermissionDenied("applications.find_conflict")
    require("applications.find_conflict", panel, by=by)
    require_reasons(panel.vacancy, conflicts)
    declared = set(
        Conflict.objects.filter(declaration=seat.declaration).values_list("application", flat=True)
    )
    everywhere = followed(people_of(long_list.candidates(panel.vacancy)), conflicts)
    found = {one: reason.strip() for one, reason in everywhere.items() if one.pk not in declared}
    if not found:
        raise Refused(_("You have declared this conflict before."))
    Conflict.objects.bulk_create(
        Conflict(declaration=seat.declaration, application=one, reason=reason, found_at=at)
        for one, reason in found.items()
    )
    record(panel, action="panel.conflict_found", by=by, at=at, **said_of(found))
    return found
