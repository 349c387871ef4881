"""The last minute before a closing time: hundreds hand in at once, some twice, some too late.

A bounded load on the loopback: so many requests as there are applicants, each answered once, by two server processes.
"""

import asyncio
import secrets
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.urls import reverse

from applications.intake.models import Application, Status
from portal.models import Entry, Message
from portal.record.verify import breaks
from tests.factories.intake import filled_application
from tests.factories.portal import NOW
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db(transaction=True)

IN_TIME, LATE, TWICE = 500, 60, 100
# Seconds: those in time send in so long before the closing time, those too late in so long after it.
LAST, AFTER = 8, 2
PATIENCE = 240
TOKEN = "k" * 32
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def crowd():
    """Drafts that lack nothing, of as many people, for one vacancy."""
    if connection.vendor != "postgresql":
        pytest.skip("This is about two processes on PostgreSQL.")
    vacancy = planned_vacancy(published=True)
    return [filled_application(vacancy) for _one in range(IN_TIME + LATE)]


def cookie_of(user):
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


class Press:
    """One press of the button: the request, when it is sent, and what comes back."""

    def __init__(self, application, cookie, port, when):
        body = f"csrfmiddlewaretoken={TOKEN}".encode()
        address = reverse("intake:submit", args=[application.key])
        head = (
            f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.request, self.port, self.when = head.encode() + body, port, when
        self.application, self.status = application, 0

    async def send(self, clock):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.sleep((self.when - clock()).total_seconds())
        self.sent = clock()
        writer.write(self.request)
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), PATIENCE)
        self.status = int(answer.split(b" ", 2)[1])
        writer.close()


def presses_of(crowd, port, closes_at):
    draw = secrets.SystemRandom()
    in_time, late = crowd[:IN_TIME], crowd[IN_TIME:]
    cookies = {application.pk: cookie_of(application.applicant) for application in crowd}

    def press(application, seconds):
        return Press(application, cookies[application.pk], port, closes_at + timedelta(seconds=seconds))

    # A tenth of a second before the second for the last of them: what is sent in time arrives in time on one machine.
    before = [press(one, -draw.uniform(0.1, LAST)) for one in in_time]
    again = [press(one.application, -draw.uniform(0.1, LAST)) for one in draw.sample(before, TWICE)]
    return before, again, [press(one, draw.uniform(0.001, AFTER)) for one in late]


def test_of_hundreds_who_hand_in_at_once_none_is_lost_doubled_or_late(servers, crowd):
    ahead = NOW - datetime.now(UTC)
    server = servers(FAULTS_CLOCK=str(ahead.total_seconds()))

    def clock():
        return datetime.now(UTC) + ahead

    closes_at = clock() + timedelta(seconds=LAST + 10)
    Vacancy.objects.update(closes_at=closes_at)
    before, again, after = presses_of(crowd, server.port, closes_at)

    async def last_minute():
        await asyncio.gather(*(press.send(clock) for press in (*before, *again, *after)))

    asyncio.run(last_minute())

    received = list(Application.objects.submitted())
    assert all(press.sent < closes_at for press in (*before, *again))
    assert all(press.sent > closes_at for press in after)
    # None lost: whoever sent in time is in, and was told so.
    assert Counter(press.status for press in (*before, *again)) == {302: IN_TIME + TWICE}
    assert {one.pk for one in received} == {press.application.pk for press in before}
    # None doubled: codes without gaps, one entry and one letter for each.
    assert {one.code for one in received} == {f"C{number}" for number in range(1, IN_TIME + 1)}
    entries = Entry.objects.filter(action="application.submitted")
    assert Counter(entries.values_list("subject", flat=True)).most_common(1)[0][1] == 1
    assert entries.count() == IN_TIME
    letters = Message.objects.filter(kind="application_receipt")
    assert letters.values("user").distinct().count() == letters.count() == IN_TIME
    assert all(one.receipt_hash for one in received)
    # None accepted after the second, and each of those is told and recorded.
    assert all(one.submitted_at <= closes_at for one in received)
    assert Counter(press.status for press in after) == {200: LATE}
    assert Application.objects.filter(status=Status.DRAFT).count() == LATE
    assert Entry.objects.filter(action="application.refused").count() == LATE
    assert list(breaks()) == []
