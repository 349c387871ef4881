"""A candidate sends answers within the time of the appointment; what comes late is refused, and the record says when it came."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake.course import course
from applications.intake.models import Application
from applications.invitations.models import Invitation
from applications.written_tests.models import AnswerFile
from applications.written_tests.sending import send
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.applications.desk.test_verify import verified
from tests.applications.invitations.test_pages import form_of
from tests.factories import files
from tests.factories.invitations import InviteeFactory, SlotFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import opened_round, revealed_round
from tests.factories.screening import long_listed_vacancy, officer_of
from tests.factories.written_tests import panel_of_a_test

pytestmark = pytest.mark.django_db

DATA = files.pdf("My answer to question 1")
SECOND = timedelta(seconds=1)


def answers():
    return files.upload(DATA, "answers.pdf")


@pytest.fixture
def panel():
    return panel_of_a_test(candidates=2)


@pytest.fixture
def invitee(panel):
    """Of C1: an hour from now on, and five minutes."""
    application = Application.objects.get(vacancy=panel.vacancy, code="C1")
    invitee = InviteeFactory(application=application, invitation__kind="test", invitation__minutes=60)
    Invitation.objects.update(takes_answers=True, grace_minutes=5)
    invitee.slot = SlotFactory(invitation=invitee.invitation, begins_at=NOW, taken=1)
    invitee.chosen_at = NOW
    invitee.save()
    return type(invitee).objects.whole().get(pk=invitee.pk)


def sent(invitee, at=NOW):
    return send(invitee=invitee, upload=answers(), by=invitee.application.applicant, at=at)


def test_what_arrives_within_the_time_and_its_grace_is_kept(invitee):
    made = sent(invitee, NOW + timedelta(minutes=65))
    assert (made.came_from_candidate, made.received_at) == (True, NOW + timedelta(minutes=65))
    assert sent(invitee, NOW + timedelta(minutes=10)) == made
    assert verified()[0] == 0


def test_nothing_is_taken_before_the_time_begins(invitee):
    with pytest.raises(Refused, match="not begun"):
        sent(invitee, NOW - SECOND)
    assert not AnswerFile.objects.exists()


def test_what_comes_late_is_refused_and_the_record_says_what_came_when(invitee):
    late = NOW + timedelta(minutes=65) + SECOND
    with pytest.raises(Refused, match="they are not taken"):
        sent(invitee, late)
    assert not AnswerFile.objects.exists()
    (entry,) = Entry.objects.of(invitee.vacancy.stream).filter(action="answers.late")
    assert entry.data["arrived"] == late.isoformat()
    assert entry.data["sha256"] == sha256(DATA).hexdigest()


def test_nobody_sends_for_another(invitee):
    with pytest.raises(PermissionDenied):
        send(invitee=invitee, upload=answers(), by=UserFactory(), at=NOW)


def test_nothing_is_taken_once_the_marks_have_been_seen(panel, invitee):
    revealed_round(opened_round(panel))
    with pytest.raises(Refused, match="All score sheets"):
        sent(invitee)


def test_the_page_takes_a_file_and_names_what_has_arrived(client, invitee):
    client.force_login(invitee.application.applicant)
    address = reverse("written_tests:own", args=[invitee.key])
    assert address in client.get(invitee.get_absolute_url()).text
    assert "Nothing yet." in client.get(address).text
    assert "Choose a file" in client.post(address, {}).text
    assert client.post(address, {"file": answers()}).status_code == 302
    assert sha256(DATA).hexdigest() in client.get(address).text
    told = [event.title for event in course(invitee.application, at=NOW)]
    assert "Answers of your written test were received" in told


def test_after_the_end_the_page_takes_nothing_and_says_so(client, invitee, monkeypatch):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(minutes=66))
    client.force_login(invitee.application.applicant)
    address = reverse("written_tests:own", args=[invitee.key])
    assert "Your time is over" in client.get(address).text
    assert "they are not taken" in client.post(address, {"file": answers()}).text
    assert not AnswerFile.objects.exists()


def test_what_counts_is_when_the_request_arrived(client, invitee, monkeypatch):
    """Also where it waited for its turn until the time was over."""
    monkeypatch.setattr("applications.written_tests.own_views.arrived", lambda: NOW + timedelta(minutes=65))
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + timedelta(minutes=70))
    client.force_login(invitee.application.applicant)
    client.post(reverse("written_tests:own", args=[invitee.key]), {"file": answers()})
    assert AnswerFile.objects.get().received_at == NOW + timedelta(minutes=65)


def test_where_answers_are_not_sent_here_there_is_no_such_page(client, invitee):
    Invitation.objects.update(takes_answers=False, grace_minutes=0)
    client.force_login(invitee.application.applicant)
    assert client.get(reverse("written_tests:own", args=[invitee.key])).status_code == 404
    assert "Send your answers" not in client.get(invitee.get_absolute_url()).text


def test_while_the_time_runs_the_applications_of_the_candidate_say_so(client, invitee):
    client.force_login(invitee.application.applicant)
    assert "Your written test runs" in client.get(reverse("intake:mine")).text


def test_the_office_says_in_the_invitation_that_answers_are_sent_here(client):
    panel = panel_of_a_test(candidates=1)
    client.force_login(officer_of(panel.vacancy))
    address = reverse("invitations:invite", args=[panel.vacancy.pk])
    people = list(panel.vacancy.applications.all())
    data = form_of(client, address, people, takes_answers="on", grace_minutes="10", send="1")
    assert "to a written test only" in client.post(address, data).text
    client.post(address, {**data, "kind": "test"})
    made = Invitation.objects.get()
    assert (made.takes_answers, made.grace_minutes) == (True, 10)


def test_answers_are_not_asked_for_where_nobody_would_mark_them(client):
    vacancy, people = long_listed_vacancy(candidates=1)
    client.force_login(officer_of(vacancy))
    address = reverse("invitations:invite", args=[vacancy.pk])
    data = form_of(client, address, people, kind="test", takes_answers="on", grace_minutes="0", send="1")
    assert "nobody would mark" in client.post(address, data).text
    assert not Invitation.objects.exists()
