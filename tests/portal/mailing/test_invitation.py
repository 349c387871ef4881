"""An appointment goes with its letter so that a calendar takes it in, moves it, or takes it out."""

import pytest
from django.core import mail

from portal.mailing.tasks import deliver
from tests.factories.portal import MessageFactory

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{}\r\nSUMMARY:Собеседование\r\nEND:VCALENDAR\r\n"


def parts_of_letter(**fields):
    deliver.call(MessageFactory(**fields).pk)
    (sent,) = mail.outbox
    return [part for part in sent.message().walk() if part.get_content_type() == "text/calendar"]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_appointment_is_attached_under_its_method(method):
    (part,) = parts_of_letter(calendar=CALENDAR.format(method))
    assert part.get_param("method") == method
    assert part.get_filename() == "invitation.ics"
    assert part.get_payload(decode=True).decode(part.get_param("charset")).replace("\r\n", "\n") == (
        CALENDAR.format(method).replace("\r\n", "\n")
    )


def test_a_letter_without_an_appointment_has_no_attachment():
    assert parts_of_letter() == []
