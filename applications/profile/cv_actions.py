"""Taking over what a CV says: only what was ticked, all of it or nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from applications.profile.actions import add_part, change_part, save_profile
from applications.profile.offers import Group


@transaction.atomic
def take(*, chosen: Sequence[tuple[Group, dict[str, Any]]], by: Any, at: datetime) -> int:
    """Save the values chosen of each group and return how many groups there were. Raises Refused as the verbs of entries do."""
    for group, values in chosen:
        if group.model is None:
            save_profile(user=by, at=at, **values)
        elif group.row is None:
            add_part(model=group.model, by=by, at=at, **values)
        else:
            change_part(row=group.row, by=by, at=at, **values)
    return len(chosen)
