"""Delivery: one attempt a run; a failure is kept on the letter and can be tried again."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django_tasks import task

from portal.kernel import clock
from portal.mailing.html import add_html
from portal.mailing.invitation import attach
from portal.mailing.models import Message

log = logging.getLogger(__name__)


@task()
def deliver(message_id: int) -> None:
    """Send the letter once; a letter already sent is left alone."""
    message = Message.objects.unsent().filter(pk=message_id).first()
    if message is None:
        return
    message.attempts += 1
    try:
        _letter(message).send()
    except (SMTPException, OSError) as error:
        message.error = str(error)[:300]
        log.warning("letter %s was not sent: %s", message.pk, message.error)
    else:
        message.sent_at, message.error = clock.now(), ""
    message.save(update_fields=["attempts", "sent_at", "error"])


def _letter(message: Message) -> EmailMultiAlternatives:
    """The letter as it goes out: its text, the same as HTML, and an appointment where there is one."""
    letter = EmailMultiAlternatives(
        message.subject, message.text, to=[message.to], headers=dict(message.headers)
    )
    attach(letter, message.calendar)
    return add_html(letter, language=message.language)
