"""Noting that the portal answered, and with that what was missing before."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from portal.outages.models import Outage, Watch
from portal.record.actions import write

Listener = Callable[[Outage, datetime], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Call `listener(outage, at)` inside the transaction that notes an outage; called from `AppConfig.ready()`."""
    _listeners.append(listener)


@transaction.atomic
def note_answer(*, at: datetime) -> Outage | None:
    """The portal answered at `at`. Returns the outage that ends with that, if there was one.

    A gap is an outage once it is longer than `HEARTBEAT_TOLERANCE` seconds. Two heartbeats at once count as one.
    """
    watch, first = Watch.objects.select_for_update().get_or_create(pk=1, defaults={"answered_at": at})
    if first or at <= watch.answered_at:
        return None
    before, watch.answered_at = watch.answered_at, at
    watch.save(update_fields=["answered_at"])
    if at - before <= timedelta(seconds=settings.HEARTBEAT_TOLERANCE):
        return None
    return _note_outage(before, at)


def _note_outage(began: datetime, ended: datetime) -> Outage:
    outage = Outage.objects.create(began_at=began, ended_at=ended)
    said = {"began": began.isoformat(timespec="seconds"), "ended": ended.isoformat(timespec="seconds")}
    write(
        stream="portal", action="portal.outage", subject=f"outage:{outage.pk}", by=None, at=ended, data=said
    )
    for listener in _listeners:
        listener(outage, ended)
    return outage
