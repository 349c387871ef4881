"""What is done with a profile: it is saved."""

from datetime import datetime
from typing import Any

from django.db import transaction

from applications.profile.models import Profile
from portal.record.actions import write


@transaction.atomic
def save_profile(*, user: Any, at: datetime, by: Any = None, **fields: str) -> Profile:
    """Keep what the person tells of themselves, or `by` enters for them; fields that are not named stay as they were.

    Applications handed in before have their own copy and do not change. The record notes that, and which fields, not what.
    """
    profile, _new = Profile.objects.select_for_update().get_or_create(user=user)
    changed = [name for name, value in fields.items() if getattr(profile, name) != value]
    if changed:
        for name in changed:
            setattr(profile, name, fields[name])
        profile.save(update_fields=changed)
        write(
            stream=f"person:{user.pk}", action="profile.changed", subject="profile", by=by or user, at=at,
            data={"fields": sorted(changed)},
        )  # fmt: skip
    return profile
