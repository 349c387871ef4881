"""What candidates are told of invitations: a time to choose, the time they have, and what happened when."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.intake import attention, history, withdrawing
from applications.intake.attention import Call
from applications.intake.history import Happening
from applications.intake.models import Application
from applications.invitations.actions import release
from applications.invitations.appointment import title_of
from applications.invitations.models import Invitee, InviteeQuerySet
from portal.kernel import clock
from portal.web import tidings
from portal.words.moments import short_in


def invited(applications: Sequence[Application], at: datetime) -> dict[int, list[Call]]:
    """A call for each standing invitation."""
    found: dict[int, list[Call]] = {}
    for invitee in Invitee.objects.whole().standing().filter(application__in=applications):
        found.setdefault(invitee.application_id, []).append(_call(invitee, at))
    return found


def _call(invitee: Invitee, at: datetime) -> Call:
    office, address = invitee.invitation.office, invitee.get_absolute_url()
    title, city = title_of(invitee), office.city
    if invitee.slot:
        words = _("%(title)s: %(moment)s (%(city)s).")
        said = {"title": title, "moment": short_in(invitee.slot.begins_at, office.zone), "city": city}
        return Call(words % said, address, _("See or change the time"), new=False)
    if invitee.none_suits or not invitee.invitation.takes_choices(at=at):
        return Call(f"{title}.", address, _("See the invitation"), new=False)
    words = _("You are invited. %(title)s: choose a time by %(moment)s (%(city)s).")
    said = {"title": title, "moment": short_in(invitee.invitation.choose_by, office.zone), "city": city}
    return Call(words % said, address, _("Choose a time"))


def happened(application: Application) -> list[Happening]:
    """Invited, a time chosen, called off; and the hour itself."""
    found = application.invitations.whole()
    return [one for invitee in found for one in _course_of(invitee)]


def _course_of(invitee: Invitee) -> Iterator[Happening]:
    title, zone = title_of(invitee), invitee.invitation.office.zone
    yield Happening(invitee.invitation.made_at, _("You were invited. %(title)s") % {"title": title})
    if invitee.slot and invitee.chosen_at:
        said = {"moment": short_in(invitee.slot.begins_at, zone)}
        yield Happening(invitee.chosen_at, _("Time agreed: %(moment)s") % said)
        yield Happening(invitee.slot.begins_at, title)
    if invitee.ended_at and invitee.ended_because:
        yield Happening(invitee.ended_at, _("The invitation was called off. %(title)s") % {"title": title})


def to_choose(user: Any) -> InviteeQuerySet:
    """Invitations on which the person has to choose a time now."""
    waiting = Invitee.objects.without_a_time().filter(application__applicant=user, none_suits="")
    return waiting.filter(invitation__choose_by__gte=clock.now())


attention.register(invited)
history.register(happened)
withdrawing.register(release)
tidings.register("intake:mine", to_choose)
