"""Places of a time, counted under the lock of the invitation: taken, given up, and never more than there are."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.invitations.models import Invitee, Slot
from portal.kernel.workflow import Refused

FULL = _("The last place at this time has just been taken. Choose another one")


def take_place(invitee: Invitee, slot: Slot, *, at: datetime) -> Invitee:
    """Put the person there, out of where they were. Refused when no place is left."""
    fresh = Slot.objects.select_for_update().get(pk=slot.pk, invitation=invitee.invitation_id)
    if fresh.is_full:
        raise Refused(FULL)
    _leave(invitee)
    fresh.taken += 1
    fresh.save(update_fields=["taken"])
    fresh.invitation = invitee.invitation
    return _save(invitee, slot=fresh, chosen_at=at, none_suits="")


def give_up(invitee: Invitee, **fields: Any) -> Slot | None:
    """Leave the place there is, saving `fields`; the time it was at, or None."""
    had = _leave(invitee)
    _save(invitee, slot=None, chosen_at=None, **{"none_suits": "", **fields})
    return had


def _leave(invitee: Invitee) -> Slot | None:
    if invitee.slot_id is None:
        return None
    before = Slot.objects.select_for_update().select_related("invitation").get(pk=invitee.slot_id)
    before.taken -= 1
    before.save(update_fields=["taken"])
    return before


def _save(invitee: Invitee, **fields: Any) -> Invitee:
    """Every change of an appointment counts it up, and whoever was reminded of the old one is reminded anew."""
    changed = {**fields, "sequence": invitee.sequence + 1, "reminded_at": None}
    for name, value in changed.items():
        setattr(invitee, name, value)
    invitee.save(update_fields=list(changed))
    return invitee
