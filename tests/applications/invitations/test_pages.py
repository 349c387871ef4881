"""The pages of invitations: inviting after a look, who chose what, and the candidate's choice."""

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse

from applications.intake.course import course
from applications.invitations.models import Invitation, Invitee
from applications.panels.models import SeatRole
from portal.models import Message
from tests.factories.desk import waiting_for
from tests.factories.intake import ApplicationFactory
from tests.factories.invitations import InvitationFactory, InviteeFactory, SlotFactory
from tests.factories.panels import PanelFactory, SeatFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.screening import long_listed_vacancy, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


def form_of(client, address, applications, **more):
    """An interview on 26 November at 10 and 11 o'clock in Astana, to be chosen by the 24th."""
    sending = client.get(address).context["form"]["sending"].value()
    return {
        "sending": sending,
        "to": [one.pk for one in applications],
        "kind": "interview",
        "link": "https://meet.example.org/1",
        "minutes": "45",
        "choose_by": "2026-11-24T18:00",
        "times-TOTAL_FORMS": "3",
        "times-INITIAL_FORMS": "0",
        "times-0-begins_at": "2026-11-26T10:00",
        "times-0-places": "1",
        "times-1-begins_at": "2026-11-26T11:00",
        "times-1-places": "1",
        "times-2-places": "1",
        **more,
    }


@pytest.fixture
def invitee(client):
    invitee = InviteeFactory()
    client.force_login(invitee.application.applicant)
    return invitee


def test_candidates_are_invited_after_a_look_with_hours_of_the_office(client):
    vacancy, applications = long_listed_vacancy(candidates=2)
    client.force_login(officer_of(vacancy))
    address = reverse("invitations:invite", args=[vacancy.pk])
    data = form_of(client, address, applications)
    page = client.post(address, data)
    assert "Invite 2 candidates?" in page.text
    assert not Invitation.objects.exists()
    assert client.post(address, {**data, "send": "1"}).status_code == 302
    client.post(address, {**data, "send": "1"})
    (made,) = Invitation.objects.all()
    assert [slot.begins_at.isoformat() for slot in made.slots.all()] == [
        "2026-11-26T05:00:00+00:00", "2026-11-26T06:00:00+00:00",
    ]  # fmt: skip
    letters = Message.objects.filter(kind="invitation")
    assert {letter.user for letter in letters} == {one.applicant for one in applications}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"link": ""}, "Say where: a place, or the link of a meeting."),
        ({"times-1-begins_at": "2026-11-26T10:00"}, "The same time stands here twice"),
        ({"times-0-begins_at": "", "times-1-begins_at": ""}, "Give at least one time to choose."),
        ({"notes_ru": "Возьмите паспорт."}, "Somebody of those chosen reads this language"),
        ({"times-1-begins_at": "", "send": "1"}, "There are fewer places than people invited"),
        ({"choose_by": "2026-11-26T10:30", "send": "1"}, "must end before the first of the times"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_invited(client, wrong, words):
    vacancy, applications = long_listed_vacancy(candidates=2)
    client.force_login(officer_of(vacancy))
    address = reverse("invitations:invite", args=[vacancy.pk])
    assert words in client.post(address, form_of(client, address, applications, **wrong), follow=True).text
    assert not Invitation.objects.exists()


def test_one_more_time_is_a_row_and_keeps_what_was_typed(client):
    vacancy, applications = long_listed_vacancy(candidates=1)
    client.force_login(officer_of(vacancy))
    address = reverse("invitations:invite", args=[vacancy.pk])
    page = client.post(address, form_of(client, address, applications, add="1"))
    assert page.context["rows"].total_form_count() == 4
    assert page.context["form"]["link"].value() == "https://meet.example.org/1"


def test_the_candidate_chooses_and_fetches_the_appointment(client, invitee):
    slot = SlotFactory(invitation=invitee.invitation)
    assert client.get(reverse("invitations:calendar", args=[invitee.key])).status_code == 404
    assert client.post(invitee.get_absolute_url(), {"slot": slot.pk}).status_code == 302
    answer = client.get(reverse("invitations:calendar", args=[invitee.key]))
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["DTSTART"].dt, "ATTENDEE" in event) == (slot.begins_at, False)
    assert "Your time:" in client.get(invitee.get_absolute_url()).text


def test_the_times_stand_on_the_clock_of_the_office_and_ones_own(client, invitee):
    SlotFactory(invitation=invitee.invitation, begins_at=NOW + timedelta(days=5))
    person = invitee.application.applicant
    assert "data-local" in client.get(invitee.get_absolute_url()).text
    person.time_zone = "Europe/Moscow"
    person.save()
    text = client.get(invitee.get_absolute_url()).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "26 November 2026, 14:00" in text
    assert "26 November, 12:00" in text


def test_who_comes_too_late_is_told_on_the_page_and_keeps_it(client, invitee):
    slot = SlotFactory(invitation=invitee.invitation, places=1, taken=1)
    page = client.post(invitee.get_absolute_url(), {"slot": slot.pk})
    assert page.status_code == 200
    assert "has just been taken" in page.text
    assert "disabled" in page.text


def test_after_the_time_to_choose_one_can_still_say_that_one_cannot_come(client, invitee):
    Invitation.objects.update(choose_by=NOW - timedelta(hours=1))
    page = client.get(invitee.get_absolute_url()).text
    assert "The time to choose is over." in page
    assert 'type="radio"' not in page
    client.post(invitee.get_absolute_url(), {"slot": "none", "words": "I am ill."})
    assert Invitee.objects.get().none_suits == "I am ill."


def test_an_invitation_calls_in_the_list_until_a_time_is_chosen(client, invitee):
    assert "choose a time by" in client.get(reverse("intake:mine")).text
    slot = SlotFactory(invitation=invitee.invitation)
    client.post(invitee.get_absolute_url(), {"slot": slot.pk})
    listed = client.get(reverse("intake:mine")).text
    assert "choose a time by" not in listed
    assert 'class="n">1</b>' not in listed
    events = [(event.title, event.state) for event in course(invitee.application, at=NOW)]
    assert ("You were invited. Interview", "done") in events
    assert ("Interview", "") in events


def test_what_the_office_has_to_arrange_waits_for_it(client):
    invitee = InviteeFactory(none_suits="Not this week.")
    officer = officer_of(invitee.vacancy)
    client.force_login(officer)
    labels = {task.label: task.address for task in waiting_for(officer, at=NOW)}
    assert labels["Find a time for 1 candidate"] == invitee.invitation.get_absolute_url()
    assert "Not this week." in client.get(invitee.invitation.get_absolute_url()).text


def test_the_page_of_an_invitation_asks_as_much_for_three_as_for_one(client, count_queries):
    invitation = InvitationFactory()
    client.force_login(officer_of(invitation.vacancy))

    def invite():
        application = ApplicationFactory(vacancy=invitation.vacancy, submitted=True)
        InviteeFactory(invitation=invitation, application=application, chosen=True)

    invite()
    one = count_queries(client, invitation.get_absolute_url())
    invite()
    invite()
    assert count_queries(client, invitation.get_absolute_url()) == one


@pytest.mark.parametrize(("declared", "may"), [(True, True), (False, False)])
def test_the_secretary_of_the_panel_invites_once_interests_are_declared(declared, may):
    vacancy, _applications = long_listed_vacancy(candidates=1)
    seat = SeatFactory(panel=PanelFactory(vacancy=vacancy), role=SeatRole.SECRETARY, declared=declared)
    vacancy.refresh_from_db()
    assert seat.user.has_perm("applications.invite", vacancy) is may
    assert not UserFactory().has_perm("applications.invite", vacancy)


@pytest.mark.parametrize("name", ["move", "call-off", "call-off-all"])
def test_changes_are_asked_for_with_a_reason(client, name):
    invitee = InviteeFactory(chosen=True)
    SlotFactory(invitation=invitee.invitation)
    client.force_login(officer_of(invitee.vacancy))
    key = invitee.invitation.key if name == "call-off-all" else invitee.key
    address = reverse(f"invitations:{name}", args=[key])
    assert client.post(address, {"because": ""}).status_code == 200
    invitee.refresh_from_db()
    assert (invitee.sequence, invitee.ended_at) == (0, None)


def test_with_nobody_on_the_long_list_the_page_says_what_comes_first(client):
    vacancy = planned_vacancy(published=True)
    client.force_login(officer_of(vacancy))
    page = client.get(reverse("invitations:invite", args=[vacancy.pk]), follow=True)
    assert page.redirect_chain[0][0] == reverse("invitations:invitations", args=[vacancy.pk])
    assert "There is nobody to invite yet: first somebody must be on the long list." in page.text
