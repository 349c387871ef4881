"""How long those who hold no role reach their panel: until some days after the last complaint, or as HR has prolonged it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.panels.actions import record
from applications.panels.models import Panel, Seat
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.mailing.models import Message

# So long before the end somebody is told of it.
BEFORE = timedelta(days=7)


def set_end(*, panel: Panel, last_day: date | None, by: Any, at: datetime) -> Panel:
    """Let the reach of those without a role end with `last_day` at the office; None: it goes on until that is known.

    Called where the decision is announced, inside that transaction.
    """
    row = locked(panel)
    row.reach_until = None if last_day is None else _end_of(last_day, row)
    row.save(update_fields=["reach_until"])
    record(row, action="panel.reach_ends", by=by, at=at, until=last_day and last_day.isoformat())
    return row


@transaction.atomic
def prolong(*, seat: Seat, last_day: date, reason: str, by: Any, at: datetime) -> Seat:
    """Let somebody reach the panel until the end of `last_day`, with a reason.

    Raises Refused before it is known when the reach ends, for a seat that has ended, and for a day that is not later.
    """
    panel = locked(seat.panel)
    row = locked(seat)
    require("applications.change_panel", panel, by=by)
    if not row.sits:
        raise Refused(_("This seat has ended."))
    if panel.reach_until is None:
        raise Refused(_("The reach of the panel ends only some days after the decision is announced."))
    until = _end_of(last_day, panel)
    if until <= max(filter(None, [panel.reach_until, row.reach_until, at])):
        raise Refused(_("Choose a later day than the one on which it ends now."))
    if not reason.strip():
        raise Refused(_("Write the reason."))
    row.reach_until, row.reach_reason = until, reason.strip()
    row.save(update_fields=["reach_until", "reach_reason"])
    record(
        panel, action="panel.reach_prolonged", by=by, at=at, person=str(row.user), seat=row.pk,
        until=last_day.isoformat(), reason=row.reach_reason,
    )  # fmt: skip
    return row


def _end_of(last_day: date, panel: Panel) -> datetime:
    """The instant at which a day is over at the office."""
    zone = panel.vacancy.office.zone
    return datetime.combine(last_day + timedelta(days=1), time(), tzinfo=zone)


def last_day_of(seat: Seat) -> date | None:
    """The last day, at the office, on which the holder reaches the panel; None while that is not known."""
    ends = seat.reach_ends
    return seat.office.local(ends - timedelta(seconds=1)).date() if ends else None


def last_day(panel: Panel, reader: Any) -> date | None:
    """The last day on which `reader`, who has no role, reaches the panel; None while it is not known."""
    own = next((seat for seat in panel.seats.all() if seat.user_id == reader.pk), None)
    return last_day_of(own) if own else None


def guests_of(panel: Panel) -> list[tuple[Seat, date | None]]:
    """Those who sit without a role and whose reach has an end, each with the last day."""
    if panel.reach_until is None:
        return []
    guests = panel.seats.sitting().filter(user__grants=None).select_related("user", "panel__vacancy__office")
    return [(seat, last_day_of(seat)) for seat in guests]


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Tell those whose reach ends soon, once for each end; run twice, none is told twice. How many letters there were."""
    near = Seat.objects.sitting().filter(user__grants=None, panel__reach_until__isnull=False)
    rows = near.select_related("user", "panel__vacancy__office").order_by("pk")
    return sum(_remind(seat, at) for seat in rows if at < seat.reach_ends <= at + BEFORE)


def _remind(seat: Seat, at: datetime) -> int:
    once = f"panel_reach:{seat.pk}:{seat.reach_ends.isoformat()}"
    if Message.objects.filter(once=once).exists():
        return 0
    vacancy = seat.panel.vacancy
    context = {"seat": seat, "vacancy": vacancy, "last_day": last_day_of(seat), "site": site()}
    queue(
        kind="panel_reach_ends", to=seat.user, context=context, at=at, stream=vacancy.stream, once=once
    )  # fmt: skip
    return 1
