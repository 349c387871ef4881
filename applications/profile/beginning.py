"""What is done with an entry that is not one yet: it is kept as it is typed, made an entry, or discarded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from applications.autosave.actions import carry_over, forget
from applications.profile.actions import MOST, add_part
from applications.profile.begun import BegunEntry
from applications.profile.models import Profile
from applications.profile.parts import Part
from applications.profile.places import place_begun, place_of
from applications.profile.sections import Section
from portal.kernel.workflow import Refused


@transaction.atomic
def keep_begun(*, section: Section, key: UUID, texts: Mapping[str, str], by: Any, at: datetime) -> None:
    """Keep what was typed so far, as it was typed. Raises Refused where too many entries are begun."""
    profile, _new = Profile.objects.get_or_create(user=by)
    begun = profile.begun.waiting().filter(section=section.key)
    if begun.filter(key=key).update(texts=dict(texts), at=at):
        return
    if begun.count() >= MOST:
        raise Refused(
            _("%(most)s entries are begun here already. Finish or discard one first") % {"most": MOST}
        )
    profile.begun.create(section=section.key, key=key, texts=dict(texts), at=at)


@transaction.atomic
def make_entry(*, section: Section, key: UUID, fields: Mapping[str, Any], by: Any, at: datetime) -> Part:
    """Add to the profile what was begun; its windows go on in the entry. Raises Refused as `add_part` does."""
    row = add_part(model=section.model, by=by, at=at, **fields)
    row.profile.begun.update_or_create(
        section=section.key, key=key, defaults={"texts": {}, "entry": row.pk, "at": at}
    )
    carry_over(user=by, old=place_begun(section, key), new=place_of(section, row))
    return row


@transaction.atomic
def discard(*, section: Section, key: UUID, by: Any) -> None:
    """Let go of what was begun, with all that was set aside of it."""
    BegunEntry.objects.of(by).waiting().filter(section=section.key, key=key).delete()
    forget(user=by, under=place_begun(section, key))
