"""The day before a meeting all who sit are reminded: once, of the time that stands, and of nothing that was marked."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils.translation import override
from icalendar import Calendar

from applications.meetings import actions, reminding
from applications.meetings.models import Meeting
from applications.meetings.reminding import remind
from applications.panels.models import Seat
from portal.kernel import clock
from portal.models import Message
from portal.words.moments import moment_in
from tests.factories.meetings import DAY
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import chair_of, declared_panel, opened_round, revealed_round
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

BEGINS = NOW + 5 * DAY
DUE = BEGINS - DAY


@pytest.fixture
def panel():
    return declared_panel(roles={"secretary": UserFactory(name="Secretary")})


@pytest.fixture
def meeting(panel):
    return fixed(panel)


def by(panel):
    return panel.seats.get(role="secretary").user


def fixed(panel, *, begins_at=BEGINS, at=NOW, **about):
    said = {"purpose": "other", "length": 60, "place": "Room 5", "link": "", "agenda": "Opening\nClosing"}
    called = actions.propose(panel=panel, times=[begins_at], by=by(panel), at=NOW, **(said | about))
    return actions.fix(option=called.options.get(), by=by(panel), at=at)


def change(meeting, *, at=NOW, **said):
    return actions.change(meeting=meeting, by=by(meeting.panel), at=at, **said)


def reminders():
    return Message.objects.filter(kind="meeting_reminder").order_by("pk")


def event(letter):
    calendar = Calendar.from_ical(letter.calendar)
    return str(calendar["method"]), next(iter(calendar.events))


def test_all_who_sit_get_one_letter_the_day_before_however_often_the_job_runs(panel, meeting):
    times = (DUE - timedelta(seconds=1), DUE, DUE, DUE + timedelta(hours=3), BEGINS)
    assert [remind(at=at) for at in times] == [0, 1, 0, 0, 0]
    assert {letter.user_id for letter in reminders()} == set(panel.seats.values_list("user", flat=True))
    assert reminders().count() == panel.seats.count()


def test_two_jobs_at_once_write_one_letter_each(monkeypatch, panel, meeting):
    """The second has read the same meetings before the first noted that it has reminded of them."""
    read = list(Meeting.objects.to_remind_of(at=DUE))
    assert remind(at=DUE) == 1
    assert [reminding._remind(one, DUE) for one in read] == [False]
    assert reminders().count() == panel.seats.count()


def test_the_command_that_reminds_candidates_reminds_panels_too(monkeypatch, capsys, panel, meeting):
    monkeypatch.setattr(clock, "now", lambda: DUE)
    call_command("remind_invited")
    call_command("remind_invited")
    assert reminders().count() == panel.seats.count()
    assert "1 meetings of panels" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_tells_the_time_on_both_clocks_and_where_in_the_language_of_who_reads(panel, language):
    person = panel.seats.filter(role="member").first().user
    person.language, person.time_zone = language, "Europe/London"
    person.save()
    meeting = fixed(panel, link="https://meet.example.org/1")
    remind(at=DUE)
    letter = reminders().get(user=person)
    assert letter.language == language
    assert f"/{language}/desk/meetings/{meeting.pk}/" in letter.text
    assert str(getattr(panel.vacancy, f"title_{language}")) in letter.text
    with override(language):
        for zone in (meeting.office.zone, "Europe/London"):
            assert moment_in(BEGINS, zone) in letter.text
    assert "Room 5" in letter.text
    assert "https://meet.example.org/1" in letter.text


def test_the_event_attached_is_the_one_of_the_invitation(panel, meeting):
    change(meeting, place="Room 6")
    remind(at=DUE)
    for letter in reminders():
        method, told = event(letter)
        _method, before = event(Message.objects.get(kind="meeting_changed", user=letter.user))
        assert method == "REQUEST"
        for name in ("uid", "sequence", "summary", "location", "dtstart", "dtend"):
            assert told[name] == before[name]


def test_of_a_cancelled_meeting_nobody_is_reminded(panel, meeting):
    actions.cancel(meeting=meeting, reason="No quorum.", by=by(panel), at=NOW)
    assert remind(at=DUE) == 0


def test_cancelled_while_the_job_runs_nobody_is_reminded(panel, meeting):
    (read,) = Meeting.objects.to_remind_of(at=DUE)
    actions.cancel(meeting=meeting, reason="No quorum.", by=by(panel), at=DUE)
    assert reminding._remind(read, DUE) is False
    assert not reminders().exists()


def test_of_a_cancelled_vacancy_nobody_is_reminded(panel, meeting):
    Vacancy.objects.filter(pk=panel.vacancy_id).update(status="cancelled")
    assert remind(at=DUE) == 0


def test_moved_before_the_reminder_it_comes_the_day_before_the_new_time_only(meeting):
    change(meeting, begins_at=BEGINS + 2 * DAY)
    assert [remind(at=at) for at in (DUE, DUE + 2 * DAY, DUE + 2 * DAY)] == [0, 1, 0]


def test_moved_after_the_reminder_all_are_reminded_anew(panel, meeting):
    assert remind(at=DUE) == 1
    change(meeting, begins_at=BEGINS + 2 * DAY, at=DUE)
    assert [remind(at=at) for at in (DUE, BEGINS, DUE + 2 * DAY, DUE + 2 * DAY)] == [0, 0, 1, 0]
    assert reminders().count() == 2 * panel.seats.count()
    assert event(reminders().last())[1]["sequence"] == 1


def test_another_place_or_agenda_reminds_nobody_anew(meeting):
    assert remind(at=DUE) == 1
    change(meeting, place="Room 6", at=DUE)
    change(meeting, agenda="Closing", at=DUE)
    assert remind(at=DUE + timedelta(hours=1)) == 0


def test_a_time_fixed_or_moved_within_the_day_has_just_been_told(panel):
    near = BEGINS - timedelta(hours=5)
    moved = fixed(panel, begins_at=BEGINS - DAY)
    fixed(panel, at=near)
    change(moved, begins_at=BEGINS, at=BEGINS - DAY - timedelta(hours=2))
    assert remind(at=near + timedelta(minutes=5)) == 1
    assert moved.pk == Meeting.objects.exclude(reminded_at=None).get().pk


def test_while_a_time_is_sought_nobody_is_reminded(panel):
    said = {"purpose": "other", "length": 60, "place": "Room 5", "link": "", "agenda": ""}
    actions.propose(panel=panel, times=[BEGINS], by=by(panel), at=NOW, **said)
    assert remind(at=DUE) == 0


def test_who_has_a_seat_when_it_is_due_is_reminded_and_whose_seat_has_ended_is_not(panel, meeting):
    gone = Seat.objects.filter(panel=panel, role="member").first()
    Seat.objects.filter(pk=gone.pk).update(
        ended_at=NOW, ended_by=chair_of(panel), ended_because="other", ended_reason="Gone."
    )
    joined = SeatFactory(panel=panel, role="observer")
    remind(at=DUE)
    told = {letter.user for letter in reminders()}
    assert joined.user in told
    assert gone.user not in told


def test_nothing_of_marks_candidates_or_the_agenda_is_told():
    round_ = revealed_round(opened_round(declared_panel(roles={"secretary": UserFactory()})))
    fixed(round_.panel, purpose="moderation", agenda="C1 or C2?")
    remind(at=DUE)
    secrets = {"C1 or C2?", "C1", "C2"}
    for sheet in round_.sheets.all():
        secrets |= {mark.reason for mark in sheet.marks.all() if mark.reason}
        secrets |= {mark.application.name for mark in sheet.marks.all()}
    letters = list(reminders())
    assert letters
    for letter in letters:
        words = f"{letter.subject}\n{letter.text}\n{letter.calendar}"
        assert [secret for secret in secrets if secret in words] == []


def test_a_fixed_meeting_says_since_when_its_time_stands(meeting):
    assert meeting.timed_at == NOW
    assert change(meeting, begins_at=BEGINS + DAY, at=NOW + DAY).timed_at == NOW + DAY
    assert change(meeting, place="Room 7", at=NOW + 2 * DAY).timed_at == NOW + DAY
