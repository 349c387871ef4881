"""What people change about themselves, and the roles they lend to a colleague while they are on leave."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.colleagues import colleagues_in
from portal.accounts.models import Delegation, User
from portal.accounts.roles import Role
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, in_english, require
from portal.mailing.actions import queue
from portal.offices.models import Office
from portal.record.actions import write


@transaction.atomic
def change_settings(*, by: User, name: str, language: str, time_zone: str, wants_reminders: bool) -> User:
    """Keep how `by` wants to be addressed, in which language and on whose clock; "" is that of the office alone."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.name, user.language, user.time_zone = name, language, time_zone
    user.wants_reminders = wants_reminders
    user.save(update_fields=["name", "language", "time_zone", "wants_reminders"])
    return user


@transaction.atomic
def stop_reminders(*, person: User) -> User:
    """Remind the person of no draft any more; whoever has the signed address of a letter may. Ended twice is ended once."""
    user = User.objects.select_for_update().get(pk=person.pk)
    user.wants_reminders = False
    user.save(update_fields=["wants_reminders"])
    return user


@transaction.atomic
def lend_role(
    *, office: Office, role: str, deputy: User, begins_at: datetime, ends_at: datetime, by: User, at: datetime
) -> Delegation:
    """Lend a role that `by` holds in `office` to a colleague, from `begins_at` until just before `ends_at`.

    What was lent cannot be lent on. Raises Refused for a period that is over, or in which the role is lent already.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    if not person.grants.lendable().filter(office=office, role=role).exists():
        raise Refused(_("You can lend only a role that you hold yourself."))
    if not colleagues_in(office).filter(pk=deputy.pk).exclude(pk=by.pk).exists():
        raise Refused(_("Choose a colleague who works on vacancies of the same office."))
    if ends_at <= max(begins_at, at):
        raise Refused(_("This period is over. Choose a later one."))
    begun = person.covered_by.filter(office=office, role=role, begins_at__lt=ends_at)
    other = begun.to_come(at=begins_at).select_related("deputy").first()
    if other:
        raise Refused(_("%(name)s covers for you in this period already.") % {"name": other.deputy})
    cover = Delegation.objects.create(
        office=office,
        role=role,
        giver=person,
        deputy=deputy,
        begins_at=begins_at,
        ends_at=ends_at,
        made_at=at,
    )
    _tell(cover, "cover_given", deputy, by=by, at=at)
    return cover


@transaction.atomic
def end_cover(*, cover: Delegation, by: User, at: datetime) -> Delegation:
    """End a leave cover before its time; the other of the two gets a letter."""
    row = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("office", "giver", "deputy")
        .get(pk=cover.pk)
    )
    require("portal.end_cover", row, by=by)
    if row.ended_at is not None or row.ends_at <= at:
        raise Refused(_("This cover has ended already."))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _tell(row, "cover_ended", row.deputy if by.pk == row.giver_id else row.giver, by=by, at=at)
    return row


def _tell(cover: Delegation, kind: str, to: User, *, by: User, at: datetime) -> None:
    """The entry in the record of the office, and the letter `kind`."""
    stream = f"office:{cover.office_id}"
    data: dict[str, Any] = {
        "role": in_english(Role(cover.role).label),
        "giver": str(cover.giver),
        "deputy": str(cover.deputy),
        "begins_at": cover.begins_at.isoformat(),
        "ends_at": cover.ends_at.isoformat(),
    }
    write(stream=stream, action=kind.replace("_", "."), by=by, at=at, subject=str(cover.deputy), data=data)
    context = {"cover": cover, "by": by, "site": site()}
    queue(kind=kind, to=to, context=context, at=at, stream=stream)
