"""What is saved while somebody types is one change, however often it was saved: each field is noted once a sitting."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from portal.record.models import Entry

SITTING = timedelta(minutes=30)


def not_noted(
    user: Any, names: Iterable[str], *, at: datetime, action: str = "profile.changed", **about: Any
) -> list[str]:
    """Those of the changed fields that the record has not noted in this sitting, in entries of that `action` with what they are `about`."""
    entries = Entry.objects.filter(stream=f"person:{user.pk}", action=action, at__gt=at - SITTING)
    noted = {
        name
        for data in entries.values_list("data", flat=True)
        if about.items() <= data.items()
        for name in data["fields"]
    }
    return sorted(set(names) - noted)
