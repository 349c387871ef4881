"""A letter the day before a test or an interview, once; whoever chose the time within that day needs none."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from applications.invitations import telling
from applications.invitations.models import Invitee

BEFORE = timedelta(days=1)


def remind(*, at: datetime) -> int:
    """Write the letters that are due at `at`; run twice, none is written twice. How many there were."""
    near = Invitee.objects.standing().filter(
        slot__begins_at__gt=at, slot__begins_at__lte=at + BEFORE, chosen_at__lt=F("slot__begins_at") - BEFORE, reminded_at=None
    )  # fmt: skip
    return sum(_remind(pk, at) for pk in near.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    row = Invitee.objects.select_for_update().get(pk=pk)
    if row.reminded_at or row.slot_id is None:
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    whole = Invitee.objects.whole().get(pk=pk)
    telling.tell("slot_reminder", whole, at=at, slot=whole.slot)
    return True
