"""What applicants are told of messages: what is not read yet, and what was written when."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.intake import attention, history, withdrawing
from applications.intake.attention import Call
from applications.intake.history import Happening
from applications.intake.models import Application
from applications.messages.actions import tell_of_withdrawal
from applications.messages.models import Side, ThreadMessage
from portal.web import tidings


def unread(applications: Sequence[Application], _at: datetime) -> dict[int, list[Call]]:
    """For each application with messages the way to them, and how many of the office were not opened."""
    waiting = Count("pk", filter=Q(side=Side.OFFICE, settled_at=None))
    found = ThreadMessage.objects.filter(application__in=applications).order_by().values_list("application")
    numbers = dict(found.annotate(n=waiting))
    return {one.pk: [_call(one, numbers[one.pk])] for one in applications if one.pk in numbers}


def _call(application: Application, number: int) -> Call:
    if not number:
        return Call(
            "", reverse("messages:own", args=[application.key]), _("Messages with the office"), new=False
        )
    words = ngettext("%(n)s new message from the office.", "%(n)s new messages from the office.", number)
    address = reverse("messages:own", args=[application.key])
    return Call(words % {"n": number}, address, _("Read and answer"))


def written(application: Application) -> list[Happening]:
    """Every message as an event."""
    return [_happening(one) for one in application.thread.all()]


def _happening(message: ThreadMessage) -> Happening:
    if message.is_of_office:
        said = _("The office wrote to you: %(subject)s") % {"subject": message.subject}
        return Happening(message.written_at, said)
    return Happening(message.written_at, _("You wrote to the office"))


attention.register(unread)
history.register(written)
withdrawing.register(tell_of_withdrawal)
tidings.register("intake:mine", ThreadMessage.objects.unread_by)
