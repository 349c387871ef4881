"""References: the candidate is told first, the referee answers once by a link, the panel reads nothing before its marks are locked."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from applications.intake.models import Application
from applications.panels.models import SeatRole
from applications.policies import erase_application
from applications.ranking.actions import make
from applications.reference_checks import actions, answering
from applications.reference_checks.actions import Referee, call_off, note, release, state
from applications.reference_checks.asking import ask_due, remind_due
from applications.reference_checks.models import Reference
from applications.reports.data import report_data
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.retention.holdings import holdings
from tests.applications.desk.test_verify import faults, verified
from tests.applications.reports.reading import cells, said
from tests.factories.intake import withdraw
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.reference_checks import ReferenceFactory
from tests.factories.scoring import chair_of, declared_panel, opened_round, signed_round
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

KIM = Referee(name="Ольга Ким", organisation="Migration Centre", email="Kim@Example.net")
LI = Referee(name="Ли Андрей", phone="+7 701 000 00 00")
DAY = timedelta(days=1)


@pytest.fixture
def panel():
    return declared_panel(candidates=2, conflicts={1: [0]})


@pytest.fixture
def officer(panel):
    return officer_of(panel.vacancy)


def candidate(panel, code="C1"):
    return Application.objects.get(vacancy=panel.vacancy, code=code)


def stated(panel, officer, *referees, code="C1", language="en", added=(), at=NOW):
    return state(
        application=candidate(panel, code), referees=referees or (KIM,), language=language, added=list(added),
        days=10, by=officer, at=at,
    )  # fmt: skip


def asked(panel, officer, **fields):
    """The reference, and the secret of its letter."""
    (row,) = stated(panel, officer, **fields)
    ask_due(at=NOW + DAY)
    row.refresh_from_db()
    return row, secret_of(Message.objects.filter(kind="reference_asked").latest("pk"))


def secret_of(letter):
    return re.search(r"/reference/([^/]+)/\n", letter.text)[1]


def answered(panel, officer, *words, **fields):
    row, _secret = asked(panel, officer, **fields)
    answers = [*words, *[""] * (len(row.questions) - len(words))]
    return answering.answer(reference=row, answers=answers, at=NOW + 2 * DAY)


def test_the_candidate_is_told_at_once_and_nobody_is_written_to_for_a_day(panel, officer):
    stated(panel, officer)
    (letter,) = Message.objects.filter(kind="references_told")
    assert letter.user == candidate(panel).applicant
    assert "Ольга Ким" in letter.text
    assert ask_due(at=NOW + DAY - timedelta(minutes=1)) == 0
    assert ask_due(at=NOW + DAY) == 1
    assert ask_due(at=NOW + DAY) == 0
    assert Reference.objects.get().status == "asked"


def test_the_letter_speaks_the_language_of_the_referee_and_so_do_the_questions(panel, officer):
    row, _secret = asked(panel, officer, language="ru", added=["Работал ли с Excel?"])
    assert row.questions[-1] == "Работал ли с Excel?"
    assert len(row.questions) == 7
    letter = Message.objects.get(kind="reference_asked")
    assert (letter.language, letter.to, letter.user) == ("ru", "kim@example.net", None)
    assert "/ru/reference/" in letter.text


def test_only_candidates_are_asked_about_and_nobody_twice(panel, officer):
    stated(panel, officer)
    with pytest.raises(Refused, match="asked already"):
        stated(panel, officer)
    with pytest.raises(Refused, match="Choose who"):
        state(application=candidate(panel), referees=[], language="en", added=[], days=10, by=officer, at=NOW)
    call_off(reference=Reference.objects.get(), by=officer, at=NOW)
    assert stated(panel, officer)[0].number == 2
    withdraw(candidate(panel, "C2"), at=NOW)
    with pytest.raises(Refused, match="of candidates only"):
        stated(panel, officer, code="C2")


def test_a_letter_does_not_go_out_when_it_is_called_off_or_the_candidate_withdraws(panel, officer):
    (first,) = stated(panel, officer)
    stated(panel, officer, code="C2")
    call_off(reference=first, by=officer, at=NOW)
    withdraw(candidate(panel, "C2"), at=NOW)
    assert ask_due(at=NOW + DAY) == 0
    assert not Message.objects.filter(kind="reference_asked").exists()


def test_a_referee_is_reminded_once_and_the_first_link_ends(panel, officer):
    _row, secret = asked(panel, officer)
    assert remind_due(at=NOW + 7 * DAY) == 0
    assert remind_due(at=NOW + 8 * DAY) == 1
    assert remind_due(at=NOW + 9 * DAY) == 0
    assert answering.behind(secret) is None
    new = secret_of(Message.objects.get(kind="reference_reminder"))
    assert answering.behind(new).is_asked


def test_the_command_writes_what_is_due(panel, officer, capsys):
    Reference.objects.filter(pk=stated(panel, officer)[0].pk).update(ask_at=NOW)
    call_command("ask_referees")
    assert "1 letters to referees" in capsys.readouterr().out


def test_the_referee_answers_once_without_an_account(client, panel, officer, monkeypatch):
    row, secret = asked(panel, officer)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + 2 * DAY)
    address = reverse("references:answer", args=[secret])
    page = client.get(address)
    assert "no-store" in page["Cache-Control"]
    assert candidate(panel).name in page.text
    assert "at least one answer" in client.post(address, {"answer_0": "  "}).text
    assert client.post(address, {"answer_0": "Three years, as her lead."}).status_code == 302
    assert "the office has an answer" in client.get(address).text
    client.post(address, {"answer_0": "Otherwise."})
    row.refresh_from_db()
    assert (row.status, row.answers[0]) == ("answered", "Three years, as her lead.")
    assert "Three years" not in client.get(address).text
    assert Message.objects.filter(kind="reference_to_office", user=officer).count() == 1


def test_a_link_ends_with_its_time_and_when_the_office_calls_off(client, panel, officer, monkeypatch):
    row, secret = asked(panel, officer)
    address = reverse("references:answer", args=[secret])
    monkeypatch.setattr("portal.kernel.clock.now", lambda: row.answer_by + timedelta(seconds=1))
    assert "does not work any more" in client.get(address).text
    client.post(address, {"answer_0": "Late."})
    with pytest.raises(Refused, match="does not work"):
        answering.answer(reference=row, answers=["Late."], at=row.answer_by + timedelta(seconds=1))
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + 2 * DAY)
    call_off(reference=row, by=officer, at=NOW + 2 * DAY)
    assert "does not work any more" in client.get(address).text
    assert client.get(reverse("references:answer", args=["guessed"])).status_code == 404
    assert not Reference.objects.exclude(answers=[]).exists()


def test_a_referee_declines_only_by_the_button(client, panel, officer):
    row, secret = asked(panel, officer)
    address = reverse("references:decline", args=[secret])
    assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert row.is_asked
    client.post(address)
    row.refresh_from_db()
    assert row.status == "declined"
    assert remind_due(at=NOW + 8 * DAY) == 0


def test_a_talk_by_telephone_is_written_down_with_its_moment_and_by_whom(panel, officer):
    (row,) = stated(panel, officer, LI)
    for moment in (NOW - DAY, NOW + 2 * DAY):
        with pytest.raises(Refused, match="The talk cannot"):
            note(reference=row, answers=["Good."], spoken_at=moment, by=officer, at=NOW + DAY)
    row = note(reference=row, answers=["Good."], spoken_at=NOW + DAY, by=officer, at=NOW + DAY)
    assert (row.noted_by, row.status, row.answers) == (officer, "answered", ["Good."])
    with pytest.raises(Refused, match="not possible now"):
        note(reference=row, answers=["Bad."], spoken_at=NOW + DAY, by=officer, at=NOW + DAY)


def test_neither_names_nor_words_stand_in_the_record(panel, officer):
    answered(panel, officer, "She misses deadlines.")
    told = str(list(Entry.objects.filter(subject__startswith="reference:").values_list("data", flat=True)))
    assert "C1" in told
    for word in ("Ким", "kim@", "deadlines", "Migration Centre"):
        assert word not in told


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.AUDITOR])
def test_the_office_reads_what_was_answered(client, panel, officer, role):
    row = answered(panel, officer, "She misses deadlines.")
    client.force_login(person_with(role, panel.vacancy.office))
    assert "She misses deadlines." in client.get(row.get_absolute_url()).text
    assert client.get(reverse("references:references", args=[panel.vacancy.pk])).status_code == 200
    may = 200 if role == Role.OFFICER else 404
    assert client.get(reverse("references:ask", args=[candidate(panel).key])).status_code == may


def test_an_auditor_who_reads_it_is_named_in_the_record(client, panel, officer):
    row = answered(panel, officer, "Good.")
    client.force_login(person_with(Role.AUDITOR, panel.vacancy.office))
    client.get(row.get_absolute_url())
    assert Entry.objects.filter(action="page.read", data__address=row.get_absolute_url()[3:]).exists()


def test_nobody_of_the_panel_reads_it_before_the_lock_whatever_role_they_hold(client, panel, officer):
    row = answered(panel, officer, "Good.")
    person = person_with(Role.OFFICER, panel.vacancy.office)
    SeatFactory(panel=panel, user=person, role=SeatRole.OBSERVER, declared=True)
    secretary = SeatFactory(panel=panel, role=SeatRole.SECRETARY, declared=True).user
    for reader in (chair_of(panel), person, secretary, candidate(panel).applicant, UserFactory()):
        client.force_login(reader)
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.get(reverse("references:references", args=[panel.vacancy.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        stated(panel, person, LI)


def test_the_panel_reads_what_is_shown_after_the_lock_but_not_of_whom_there_is_a_conflict(
    client, panel, officer
):
    row = answered(panel, officer, "She misses deadlines.")
    unshown = stated(panel, officer, code="C2")[0]
    with pytest.raises(Refused, match="only once all its rounds are locked"):
        release(vacancy=panel.vacancy, quoted=False, by=officer, at=NOW + 3 * DAY)
    round_ = signed_round(opened_round(panel))
    client.force_login(chair_of(panel))
    assert client.get(row.get_absolute_url()).status_code == 404
    assert release(vacancy=panel.vacancy, quoted=False, by=officer, at=NOW + 3 * DAY) == 1
    shown = client.get(row.get_absolute_url()).text
    assert "She misses deadlines." in shown
    # The path leads a member to the panel: the case is the office's.
    assert reverse("panels:panel", args=[panel.pk]) in shown
    assert f'"{reverse("desk:vacancies")}"' not in shown
    assert client.get(unshown.get_absolute_url()).status_code == 404
    page = client.get(reverse("references:references", args=[panel.vacancy.pk])).text
    assert row.get_absolute_url() in page
    assert "Ask referees" not in page
    assert candidate(panel, "C2").name not in page or "C2" not in page
    client.force_login(panel.seats.exclude(declaration__conflicts=None).get().user)
    assert client.get(row.get_absolute_url()).status_code == 404
    with pytest.raises(Refused, match="no answer yet"):
        release(vacancy=panel.vacancy, quoted=False, by=officer, at=NOW + 3 * DAY)
    round_.status, round_.locked_at, round_.locked_by = "moderation", None, None
    round_.save()
    client.force_login(chair_of(panel))
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_pages_take_what_is_typed_and_give_it_back(client, panel, officer):
    client.force_login(officer)
    address = reverse("references:ask", args=[candidate(panel).key])
    page = client.post(
        address, {"language": "en", "days": "10", "phone": "123", "added": "Anything else?"}
    ).text
    assert "Say who it is." in page
    assert "Anything else?" in page
    said = {"language": "en", "days": "10", "name": "Li", "phone": "123"}
    assert "no more than five" in client.post(address, {**said, "added": "?\n" * 6}).text
    assert client.post(address, said).status_code == 302
    row = Reference.objects.get()
    note_page = reverse("references:note", args=[row.key])
    kept = client.post(note_page, {"answer_0": "Good.", "spoken_at": ""}).text
    assert "Good." in kept
    assert client.post(note_page, {"answer_0": "Good.", "spoken_at": "2026-11-21T14:00"}).status_code == 302
    row.refresh_from_db()
    assert row.is_answered
    assert client.get(note_page).status_code == 302
    assert "by telephone" in client.get(reverse("references:references", args=[panel.vacancy.pk])).text


def test_referees_of_the_application_are_chosen_as_it_names_them(client, panel, officer):
    application = candidate(panel)
    referee = {"name": "Ким Ольга", "organisation": "Центр", "email": "kim@example.net", "relation": "lead"}
    application.snapshot["profile"] = {"referees": [referee]}
    application.save()
    client.force_login(officer)
    address = reverse("references:ask", args=[application.key])
    assert "Ким Ольга; Центр; kim@example.net" in client.get(address).text
    client.post(address, {"language": "ru", "days": "10", "referees": ["0"]})
    row = Reference.objects.get()
    assert (row.name, row.organisation, row.relation) == ("Ким Ольга", "Центр", "lead")


def test_the_page_asks_as_often_for_many_as_for_one(client, django_assert_max_num_queries):
    panel = declared_panel(candidates=4)
    client.force_login(officer_of(panel.vacancy))
    address = reverse("references:references", args=[panel.vacancy.pk])
    client.get(address)
    counts = []
    for code in ("C1", "C1", "C2", "C3"):
        ReferenceFactory(application=candidate(panel, code))
        with django_assert_max_num_queries(20) as made:
            client.get(address)
        counts.append(len(made))
    assert len(set(counts)) == 1


def test_an_empty_page_says_what_to_do(client):
    vacancy = planned_vacancy(published=True)
    client.force_login(officer_of(vacancy))
    page = client.get(reverse("references:references", args=[vacancy.pk])).text
    assert "Choose then about whom" in page


def test_the_report_says_who_was_asked_and_how_it_went_and_quotes_only_what_it_may(panel, officer):
    answered(panel, officer, "She misses deadlines.")
    (other,) = stated(panel, officer, LI, code="C2")
    note(reference=other, answers=["Reliable."], spoken_at=NOW + DAY, by=officer, at=NOW + 2 * DAY)
    signed_round(opened_round(panel))
    make(vacancy=panel.vacancy, by=chair_of(panel), at=NOW)

    def report():
        return report_data(Vacancy.objects.get(pk=panel.vacancy.pk), "en", at=NOW)

    titles = (
        "Candidate",
        "Referee",
        "Candidate told",
        "Referee written to",
        "What became of it",
        "Shown to the panel",
    )
    rows = cells(report(), *titles)
    assert [row[1] for row in rows] == ["Ольга Ким, Migration Centre", "Ли Андрей"]
    assert rows[0][4].startswith("answered, ")
    assert rows[1][4].startswith("answered by telephone, ")
    assert "deadlines" not in said(report())
    release(vacancy=panel.vacancy, quoted=True, by=officer, at=NOW + 3 * DAY)
    assert "She misses deadlines." in said(report())


def test_the_candidate_is_told_in_their_data_who_was_asked_and_not_what_was_said(panel, officer):
    answered(panel, officer, "She misses deadlines.")
    (held,) = (one for one in holdings() if one.key == "references")
    (told,) = held.tell(candidate(panel).applicant)
    assert told["name"] == "Ольга Ким"
    assert "deadlines" not in str(told)


def test_with_the_application_go_names_and_words_and_the_record_stands(panel, officer):
    row = answered(panel, officer, "She misses deadlines.")
    erase_application(row.application, NOW + 3 * DAY)
    row.refresh_from_db()
    assert (row.name, row.email, row.phone, row.questions, row.answers) == ("", "", "", [], [])
    assert row.status == "answered"
    assert not [line for line in verified()[1] if line.startswith("reference ")]


def test_what_was_asked_answered_and_shown_stands_against_the_record(panel, officer):
    answered(panel, officer, "Good.")
    (other,) = stated(panel, officer, LI, code="C2")
    note(reference=other, answers=["Good."], spoken_at=NOW, by=officer, at=NOW + DAY)
    call_off(reference=stated(panel, officer, LI, code="C2")[0], by=officer, at=NOW + DAY)
    signed_round(opened_round(panel))
    release(vacancy=panel.vacancy, quoted=True, by=officer, at=NOW + 3 * DAY)
    assert verified()[0] == 0


CHANGES = {
    "the referee": ({"name": "Another"}, "the referee"),
    "the address": ({"email": "another@example.net"}, "the referee"),
    "a question": ({"questions": ["Another?"]}, "the questions"),
    "an answer": ({"answers": ["Excellent."]}, "the answers"),
    "the state": ({"status": "declined"}, "its state"),
    "how it was answered": ({"noted_by": "somebody", "spoken_at": NOW}, "how it was answered"),
    "what was shown": ({"released_by": "somebody", "released_at": NOW}, "what the panel was shown"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_one_value_changed_behind_the_portal_is_found(panel, officer, what):
    answered(panel, officer, "Good.")
    values, words = CHANGES[what]
    somebody = UserFactory()
    Reference.objects.update(
        **{name: somebody if value == "somebody" else value for name, value in values.items()}
    )
    assert any(words in fault for fault in faults())


def test_a_reference_that_is_gone_is_found(panel, officer):
    stated(panel, officer)
    Reference.objects.all().delete()
    assert any("is recorded and gone" in fault for fault in faults())


def test_standard_questions_are_those_of_the_language():
    english, russian = (actions.questions_in(language, []) for language in ("en", "ru"))
    assert len(english) == len(russian) == 6
