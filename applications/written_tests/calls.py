"""What candidates are told of their answers: that they can be sent now, and that they have arrived."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.intake import attention, history
from applications.intake.attention import Call
from applications.intake.history import Happening
from applications.intake.models import Application
from applications.invitations.models import Invitee
from applications.written_tests.sending import takes
from portal.words.moments import short_in


def to_send(applications: Sequence[Application], at: datetime) -> dict[int, list[Call]]:
    """A call for each written test whose time runs."""
    rows = Invitee.objects.whole().standing().filter(application__in=applications)
    found: dict[int, list[Call]] = {}
    for row in rows.filter(invitation__takes_answers=True, slot__begins_at__lte=at):
        if row.slot and takes(row, at=at):
            office = row.invitation.office
            said = {"moment": short_in(row.slot.answers_until, office.zone), "city": office.city}
            words = _("Your written test runs: send your answers by %(moment)s (%(city)s).") % said
            call = Call(words, reverse("written_tests:own", args=[row.key]), _("Send your answers"))
            found.setdefault(row.application_id, []).append(call)
    return found


def happened(application: Application) -> list[Happening]:
    """Each file that stands, with the moment at which it was received."""
    received = application.answer_files.standing()
    return [Happening(one.received_at, _("Answers of your written test were received")) for one in received]


attention.register(to_send)
history.register(happened)
