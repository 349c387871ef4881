"""The step that was recorded last of all: it tells whether anything has changed."""

from portal.record.models import Entry
from portal.web.memory import register

_readings: set[str] = set()


def changes_nothing(*actions: str) -> None:
    """Entries of these `actions` say that something was read; called from `AppConfig.ready()`."""
    _readings.update(actions)


def latest() -> str:
    """The hash of its entry; empty while there is none."""
    steps = Entry.objects.exclude(action__in=sorted(_readings)).order_by("-pk")
    return steps.values_list("hash", flat=True).first() or ""


register(latest)
