"""Choosing a time: no place is given twice, calendars follow every change, and nobody acts for another."""

from datetime import timedelta

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.intake.actions import withdraw
from applications.invitations import actions
from applications.invitations.models import Invitee, Slot
from applications.invitations.reminding import remind
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.retention.holdings import holdings
from tests.factories.intake import ApplicationFactory
from tests.factories.invitations import InvitationFactory, InviteeFactory, SlotFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def invitation():
    return InvitationFactory()


def invited(invitation, **person):
    application = ApplicationFactory(
        vacancy=invitation.vacancy, applicant=UserFactory(**person), submitted=True
    )
    return InviteeFactory(invitation=invitation, application=application)


def choose(invitee, slot, at=LATER):
    return actions.choose(invitee=invitee, slot=slot, by=invitee.application.applicant, at=at)


def event_of(letter):
    calendar = icalendar.Calendar.from_ical(letter.calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def taken(*slots):
    return [Slot.objects.get(pk=slot.pk).taken for slot in slots]


def test_a_time_chosen_is_an_appointment_in_ones_own_language_and_on_both_clocks(invitation):
    invitee = invited(invitation, language="ru", time_zone="Europe/Moscow")
    slot = SlotFactory(invitation=invitation, begins_at=NOW + timedelta(days=5))
    assert choose(invitee, slot).slot == slot
    letter = Message.objects.get(kind="slot_chosen")
    said = letter.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "26 ноября 2026, 14:00 (Астана)" in said
    assert "26 ноября 2026, 12:00" in said
    method, event = event_of(letter)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 1)
    assert event["DTSTART"].to_ical() == b"20261126T090000Z"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert invitee.application.applicant.email in event["ATTENDEE"]
    assert taken(slot) == [1]


def test_changing_the_time_frees_the_old_one_and_moves_the_same_event(invitation):
    invitee, first, second = invited(invitation), *SlotFactory.create_batch(2, invitation=invitation)
    choose(invitee, first)
    choose(invitee, second)
    assert taken(first, second) == [0, 1]
    events = [event_of(letter)[1] for letter in Message.objects.order_by("pk")]
    assert [event["SEQUENCE"] for event in events] == [1, 2]
    assert events[0]["UID"] == events[1]["UID"]


def test_choosing_what_one_has_changes_nothing(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    choose(invitee, slot)
    choose(invitee, slot)
    assert (Message.objects.count(), taken(slot)) == (1, [1])


def test_a_full_time_is_refused_and_the_time_one_has_is_kept(invitation):
    full, own = SlotFactory(invitation=invitation), SlotFactory(invitation=invitation)
    choose(invited(invitation), full)
    late = invited(invitation)
    choose(late, own)
    with pytest.raises(Refused, match="just been taken"):
        choose(late, full)
    late.refresh_from_db()
    assert (late.slot, taken(full, own)) == (own, [1, 1])


def test_the_database_itself_lets_no_time_be_overfull():
    with pytest.raises(IntegrityError), transaction.atomic():
        SlotFactory(places=1, taken=2)


def test_none_suits_needs_words_and_frees_the_time(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    choose(invitee, slot)
    said = {"invitee": invitee, "by": invitee.application.applicant, "at": LATER}
    with pytest.raises(Refused, match="Say when"):
        actions.say_none_suits(words="  ", **said)
    actions.say_none_suits(words="I am on a mission until Friday.", **said)
    assert taken(slot) == [0]
    method, event = event_of(Message.objects.get(kind="slot_given_up"))
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    entry = Entry.objects.get(action="invitation.none_suits")
    assert entry.data == {"code": invitee.application.code}


@pytest.mark.parametrize("at", [NOW + timedelta(days=3), NOW + timedelta(days=3, seconds=1)])
def test_one_may_choose_up_to_the_last_second(invitation, at):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    if at <= invitation.choose_by:
        assert choose(invitee, slot, at).slot == slot
    else:
        with pytest.raises(Refused, match="time to choose is over"):
            choose(invitee, slot, at)


def test_nobody_chooses_for_another_nor_a_time_of_another_invitation(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    with pytest.raises(PermissionDenied):
        actions.choose(invitee=invitee, slot=slot, by=officer_of(invitation.vacancy), at=LATER)
    with pytest.raises(Slot.DoesNotExist):
        choose(invitee, SlotFactory())


def test_the_office_moves_with_a_reason_also_when_the_time_to_choose_is_over(invitation):
    invitee, first, second = invited(invitation), *SlotFactory.create_batch(2, invitation=invitation)
    choose(invitee, first)
    late = invitation.choose_by + timedelta(hours=1)
    by = officer_of(invitation.vacancy)
    with pytest.raises(Refused, match="Say why"):
        actions.move(invitee=invitee, slot=second, because=" ", by=by, at=late)
    actions.move(invitee=invitee, slot=second, because="The room is closed.", by=by, at=late)
    letter = Message.objects.get(kind="slot_moved")
    assert "The room is closed." in letter.text
    assert event_of(letter)[1]["SEQUENCE"] == 2
    assert taken(first, second) == [0, 1]


def test_calling_off_takes_the_appointment_out_and_ends_the_choice(invitation):
    with_time, without = invited(invitation), invited(invitation)
    slot = SlotFactory(invitation=invitation, places=2)
    choose(with_time, slot)
    by = officer_of(invitation.vacancy)
    assert actions.call_off_all(invitation=invitation, because="The post is frozen.", by=by, at=LATER) == 2
    letters = {letter.user: letter for letter in Message.objects.filter(kind="invitation_called_off")}
    assert event_of(letters[with_time.application.applicant])[0] == "CANCEL"
    assert letters[without.application.applicant].calendar == ""
    assert taken(slot) == [0]
    with pytest.raises(Refused, match="does not stand"):
        choose(without, slot)


def test_withdrawing_the_application_frees_the_time_and_cancels_the_appointment(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    choose(invitee, slot)
    withdraw(application=invitee.application, reason="", by=invitee.application.applicant, at=LATER)
    assert taken(slot) == [0]
    assert not Invitee.objects.standing().exists()
    assert event_of(Message.objects.get(kind="slot_given_up"))[0] == "CANCEL"
    assert Entry.objects.filter(action="invitation.freed").count() == 1


def test_a_reminder_comes_once_the_day_before(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    choose(invitee, slot)
    day_before = slot.begins_at - timedelta(days=1)
    assert [remind(at=at) for at in (day_before - timedelta(seconds=1), day_before, day_before)] == [0, 1, 0]
    assert Message.objects.filter(kind="slot_reminder").count() == 1


def test_whoever_agreed_on_a_time_within_the_day_is_not_reminded(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    near = slot.begins_at - timedelta(hours=5)
    actions.move(invitee=invitee, slot=slot, because="As agreed.", by=officer_of(invitation.vacancy), at=near)
    assert remind(at=near + timedelta(minutes=5)) == 0


def test_for_who_has_no_account_the_office_chooses_and_no_letter_is_written(invitation):
    invitee, slot = invited(invitation, is_active=False), SlotFactory(invitation=invitation)
    by = officer_of(invitation.vacancy)
    actions.move(invitee=invitee, slot=slot, because="Agreed by telephone.", by=by, at=LATER)
    assert (taken(slot), Message.objects.count()) == ([1], 0)


def test_a_person_who_asks_is_given_the_invitations_and_the_times_chosen(invitation):
    invitee, slot = invited(invitation), SlotFactory(invitation=invitation)
    choose(invitee, slot)
    (told,) = next(one for one in holdings() if one.key == "invitations").tell(invitee.application.applicant)
    assert told["begins_at"] == slot.begins_at
    assert told["vacancy"] == invitation.vacancy.reference
