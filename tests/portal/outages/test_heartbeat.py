"""The portal knows when it did not answer: a heartbeat from outside, and what is missing between two of them."""

import socket
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.models import Entry, Outage, Watch
from portal.outages.actions import note_answer
from portal.record.presenters import sentence
from portal.record.verify import breaks
from tests.factories.portal import NOW

pytestmark = pytest.mark.django_db


def beats(*minutes):
    return [note_answer(at=NOW + timedelta(minutes=minute)) for minute in minutes]


def test_answers_every_minute_are_no_outage():
    assert beats(0, 1, 2, 4, 7) == [None] * 5
    assert Watch.objects.get().answered_at == NOW + timedelta(minutes=7)
    assert Outage.objects.count() == 0


def test_a_gap_longer_than_what_is_tolerated_is_an_outage_from_the_last_answer_to_the_next():
    *_none, outage = beats(0, 1, 48)
    assert (outage.began_at, outage.ended_at) == (NOW + timedelta(minutes=1), NOW + timedelta(minutes=48))
    entry = Entry.objects.get(action="portal.outage")
    assert "09:01 UTC" in sentence(entry)
    assert list(breaks()) == []


def test_a_heartbeat_that_comes_late_or_twice_changes_nothing():
    beats(0, 48)
    assert beats(48, 20) == [None, None]
    assert Outage.objects.count() == 1
    assert Watch.objects.get().answered_at == NOW + timedelta(minutes=48)


def test_the_first_heartbeat_of_all_knows_of_no_outage():
    assert beats(0) == [None]


def test_the_address_answers_while_the_database_does_and_is_never_kept(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get(reverse("outages:health"))
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db(transaction=True)
def test_the_command_notes_that_the_portal_answered(live_server, settings, capsys):
    settings.HEARTBEAT_URL = f"{live_server.url}/health/"
    call_command("heartbeat")
    assert Watch.objects.get().answered_at == NOW
    assert "it answers" in capsys.readouterr().out


def test_the_command_notes_nothing_where_nobody_answers_or_something_else_does(settings, live_server):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.HEARTBEAT_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}/health/"
    with pytest.raises(CommandError, match="does not answer"):
        call_command("heartbeat")
    settings.HEARTBEAT_URL = f"{live_server.url}/nothing-here/"
    with pytest.raises(CommandError, match="404"):
        call_command("heartbeat")
    assert Watch.objects.count() == 0
