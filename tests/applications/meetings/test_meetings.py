"""A panel meets: times that suit, one fixed, an invitation for calendars, an agenda, minutes that the chair approves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from applications.desk.verification_of_meetings import meeting_faults
from applications.desk.waiting import tasks_of
from applications.meetings import actions
from applications.meetings.agenda import offered
from applications.meetings.models import Answer, Meeting, Minutes
from applications.panels.models import Seat
from applications.reports.material import Material
from applications.reports.meetings import meetings
from portal.accounts.roles import Role
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.decisions import ranked_selection
from tests.factories.meetings import DAY, MeetingFactory
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import chair_of, declared_panel, handed_in, of, opened_round, revealed_round
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db
HELD = NOW + 3 * DAY


@pytest.fixture
def panel():
    return declared_panel(roles={"secretary": UserFactory(name="Secretary")})


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


def secretary(panel):
    return panel.seats.get(role="secretary").user


def member(panel):
    return panel.seats.filter(role="member").first().user


def proposed(panel, *, times=(NOW + DAY, NOW + 2 * DAY), **about):
    said = {"purpose": "other", "length": 60, "place": "Room 5", "link": "", "agenda": "Opening\nClosing"}
    return actions.propose(panel=panel, times=times, by=secretary(panel), at=NOW, **(said | about))


def fixed(panel, **about):
    return actions.fix(option=proposed(panel, **about).options.last(), by=secretary(panel), at=NOW)


def minuted(panel):
    meeting = fixed(panel)
    return actions.write_minutes(
        meeting=meeting, text="Agreed.", present=["Secretary"], by=secretary(panel), at=HELD
    )


def events(kind):
    """The appointments in letters of one kind."""
    return [next(iter(Calendar.from_ical(one.calendar).events)) for one in Message.objects.filter(kind=kind)]


def labels(person):
    return [task.label for task in tasks_of(person)]


def test_who_sits_is_asked_which_times_suit_by_letter_and_among_their_tasks(panel, now):
    proposed(panel)
    assert Message.objects.filter(kind="meeting_proposed").count() == panel.seats.count()
    assert "Say which times suit you" in labels(member(panel))
    assert "Say which times suit you" not in labels(UserFactory())


def test_an_answer_is_given_of_every_time_and_changed_until_one_is_fixed(client, panel, now):
    meeting = proposed(panel)
    first, second = meeting.options.all()
    client.force_login(member(panel))
    address = meeting.get_absolute_url()
    half = client.post(address, {f"option_{first.pk}": "yes"})
    assert half.context["form"].errors
    assert not Answer.objects.exists()

    for said in ("yes", "maybe"):
        client.post(address, {f"option_{first.pk}": said, f"option_{second.pk}": "no"})
    assert sorted(Answer.objects.values_list("suits", flat=True)) == ["maybe", "no"]
    assert "Say which times suit you" not in labels(member(panel))
    actions.fix(option=second, by=secretary(panel), at=NOW)
    with pytest.raises(Refused, match="The time is fixed"):
        actions.answer(meeting=meeting, suits={first.pk: "yes", second.pk: "no"}, by=member(panel), at=NOW)


def test_who_arranges_sees_who_has_not_answered_and_a_member_sees_nobodys_answers(client, panel, now):
    meeting = proposed(panel)
    suits = dict.fromkeys(meeting.options.values_list("pk", flat=True), "yes")
    actions.answer(meeting=meeting, suits=suits, by=member(panel), at=NOW)
    pages = {}
    for name, person in {"secretary": secretary(panel), "member": member(panel)}.items():
        client.force_login(person)
        pages[name] = client.get(meeting.get_absolute_url()).content.decode()
    assert pages["secretary"].count("has not answered") == panel.seats.count() - 1
    assert "suits: 1, if need be: 0" in pages["secretary"]
    assert "has not answered" not in pages["member"]


def test_once_all_have_answered_who_called_the_meeting_is_to_fix_the_time(panel, now):
    meeting = proposed(panel)
    suits = dict.fromkeys(meeting.options.values_list("pk", flat=True), "yes")
    for seat in list(panel.seats.all()):
        assert "Fix the time: all have answered" not in labels(secretary(panel))
        actions.answer(meeting=meeting, suits=suits, by=seat.user, at=NOW)
    assert "Fix the time: all have answered" in labels(secretary(panel))


def test_a_fixed_meeting_is_in_the_calendars_moves_there_and_goes_out(panel):
    meeting = fixed(panel)
    assert {(one["sequence"], str(one["status"])) for one in events("meeting_fixed")} == {(0, "CONFIRMED")}
    actions.change(meeting=meeting, begins_at=NOW + 4 * DAY, place="Room 6", by=secretary(panel), at=NOW)
    moved = events("meeting_changed")
    assert {one["sequence"] for one in moved} == {1}
    assert {one["uid"] for one in moved} == {one["uid"] for one in events("meeting_fixed")}
    actions.cancel(meeting=meeting, reason="No quorum.", by=secretary(panel), at=NOW)
    assert {(one["sequence"], str(one["status"])) for one in events("meeting_cancelled")} == {
        (2, "CANCELLED")
    }
    assert "METHOD:CANCEL" in Message.objects.filter(kind="meeting_cancelled").first().calendar


def test_letters_tell_both_clocks_and_nothing_of_the_agenda(panel):
    person = member(panel)
    person.time_zone = "Europe/London"
    person.save()
    meeting = fixed(panel, agenda="C1 or C2?")
    letter = Message.objects.get(kind="meeting_fixed", user=person)
    assert "On your clock:" in letter.text
    assert meeting.office.city in letter.text
    assert not any("C1 or C2?" in one.text + one.calendar for one in Message.objects.all())


def test_another_agenda_alone_sends_no_letter(panel):
    meeting = fixed(panel)
    Message.objects.all().delete()
    changed = actions.change(meeting=meeting, agenda="Something else", by=secretary(panel), at=NOW)
    assert changed.sequence == 0
    assert not Message.objects.exists()


def test_a_time_that_is_past_is_neither_proposed_nor_fixed(panel):
    with pytest.raises(Refused, match="lies ahead"):
        proposed(panel, times=[NOW])
    meeting = proposed(panel)
    with pytest.raises(Refused, match="is past"):
        actions.fix(option=meeting.options.first(), by=secretary(panel), at=NOW + DAY)


def test_an_undeclared_member_reads_when_and_where_and_no_agenda_but_that_of_the_declarations(
    client, panel, now
):
    late = SeatFactory(panel=panel, role="member").user
    client.force_login(late)
    for purpose, reads in (("other", False), ("declaration", True)):
        page = client.get(fixed(panel, purpose=purpose).get_absolute_url()).content.decode()
        assert "Room 5" in page
        assert ("Closing" in page) is reads


def test_what_is_offered_for_the_agenda_follows_the_selection_and_not_who_has_handed_in(panel):
    assert "Declarations of interest" in offered(panel)
    round_ = opened_round(panel)
    before = offered(panel)
    handed_in(of(round_, 0))
    assert offered(type(panel).objects.get(pk=panel.pk)) == before
    revealed = revealed_round()
    assert "Marks that diverge" in offered(revealed.panel)


def test_the_secretary_writes_the_minutes_after_the_meeting_and_the_chair_approves_them(
    client, panel, monkeypatch
):
    meeting = fixed(panel)
    with pytest.raises(Refused, match="once the meeting has begun"):
        actions.write_minutes(meeting=meeting, text="So.", present=[], by=secretary(panel), at=NOW)
    for person in (member(panel), chair_of(panel), officer_of(panel.vacancy)):
        with pytest.raises(PermissionDenied):
            actions.write_minutes(meeting=meeting, text="So.", present=[], by=person, at=HELD)
    monkeypatch.setattr(clock, "now", lambda: HELD)
    assert "Write the minutes" in labels(secretary(panel))
    client.force_login(secretary(panel))
    address = reverse("meetings:minutes", args=[meeting.pk])
    kept = client.post(address, {"text": "", "present": ["Secretary"]})
    assert kept.context["form"]["present"].value() == ["Secretary"]
    client.post(address, {"text": "We agreed.", "present": ["Secretary"]})
    assert "Approve the minutes" in labels(chair_of(panel))

    client.force_login(chair_of(panel))
    client.post(reverse("meetings:approve", args=[meeting.pk]))
    minutes = Minutes.objects.get()
    assert (minutes.text, minutes.present, minutes.approved_by) == (
        "We agreed.",
        ["Secretary"],
        chair_of(panel),
    )
    assert Entry.objects.get(action="meeting.approved").data["sha256"] == actions.hash_of(minutes)
    with pytest.raises(Refused, match="they stand as they are"):
        actions.write_minutes(meeting=meeting, text="Else.", present=[], by=secretary(panel), at=HELD)


def test_nobody_but_the_panel_reads_minutes_before_the_lock(client, now):
    round_ = revealed_round(declared_round())
    minutes = minuted(round_.panel)
    reads = {}
    people = {"member": member(round_.panel), "officer": officer_of(round_.vacancy)}
    for name, person in people.items():
        client.force_login(person)
        reads[name] = "Agreed." in client.get(minutes.meeting.get_absolute_url()).content.decode()
    assert reads == {"member": True, "officer": False}


def declared_round():
    return opened_round(declared_panel(roles={"secretary": UserFactory(name="Secretary")}))


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_who_only_reads_in_the_office_arranges_nothing(panel, role):
    with pytest.raises(PermissionDenied):
        actions.propose(
            panel=panel,
            times=[NOW + DAY],
            by=person_with(role, panel.office),
            at=NOW,
            purpose="other",
            length=60,
        )


def test_times_come_back_as_they_were_typed_and_an_empty_list_says_what_to_do(client, panel, now):
    client.force_login(officer_of(panel.vacancy))
    address = reverse("meetings:meetings", args=[panel.pk])
    assert "No meetings yet" in client.get(address).content.decode()
    sent = {"purpose": "other", "time_1": "2099-05-05T10:00", "length": "60", "place": "", "link": ""}
    form = client.post(reverse("meetings:propose", args=[panel.pk]), sent).context["form"]
    assert form["time_1"].value() == "2099-05-05T10:00"
    client.post(reverse("meetings:propose", args=[panel.pk]), {**sent, "place": "Room 1"})
    assert Meeting.objects.get().options.count() == 1


def test_the_list_asks_the_database_as_often_for_many_meetings_as_for_one(
    client, panel, now, django_assert_max_num_queries
):
    client.force_login(member(panel))
    address = reverse("meetings:meetings", args=[panel.pk])
    MeetingFactory(panel=panel)
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    MeetingFactory.create_batch(5, panel=panel, fixed=True)
    with django_assert_max_num_queries(len(one)):
        client.get(address)


def test_a_seat_that_has_ended_is_asked_nothing_and_waited_for_no_more(panel, now):
    meeting = proposed(panel)
    gone = Seat.objects.filter(panel=panel, role="member").first()
    Seat.objects.filter(pk=gone.pk).update(
        ended_at=NOW, ended_by=chair_of(panel), ended_because="other", ended_reason="Gone."
    )
    suits = dict.fromkeys(meeting.options.values_list("pk", flat=True), "yes")
    for seat in panel.seats.sitting():
        actions.answer(meeting=meeting, suits=suits, by=seat.user, at=NOW)
    assert "Fix the time: all have answered" in labels(secretary(panel))


def test_what_is_changed_in_the_database_is_found(panel):
    minutes = minuted(panel)
    actions.approve_minutes(minutes=minutes, by=chair_of(panel), at=HELD)
    assert list(meeting_faults()) == []
    Minutes.objects.update(text="Something else.")
    assert any("are not those that were recorded" in fault for fault in meeting_faults())
    Minutes.objects.update(text="Agreed.", approved_by=None, approved_at=None)
    assert any("whether they are approved" in fault for fault in meeting_faults())
    Meeting.objects.update(begins_at=NOW + timedelta(days=9))
    assert any("its time is not" in fault for fault in meeting_faults())
    Meeting.objects.update(cancelled_at=NOW, cancelled_reason="No.")
    assert any("whether it was cancelled" in fault for fault in meeting_faults())


def test_the_report_lists_the_meetings_with_who_was_there_and_the_hash_of_the_minutes():
    selection = ranked_selection()
    user = UserFactory(name="Secretary")
    SeatFactory(panel=selection.panel, user=user, role="secretary", declared=True)
    minutes = minuted(selection.panel)
    minutes = actions.approve_minutes(minutes=minutes, by=chair_of(selection.panel), at=HELD)
    told = str(meetings(Material(selection.vacancy, selection.vacancy.rankings.last(), HELD)))
    assert "Secretary" in told
    assert actions.hash_of(minutes) in told
