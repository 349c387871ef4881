"""Complaints: who may file one and until when, who answers, what is private, and what everybody is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.decisions.complaining import answer, contest, take_in_hand
from applications.decisions.complaint import Complaint
from applications.decisions.complaint_reminding import remind
from applications.intake.attention import calls_of
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.decisions import ComplaintFactory, announced, approved, ranked_selection
from tests.factories.desk import waiting_for
from tests.factories.intake import submitted_application, withdraw
from tests.factories.portal import NOW, UserFactory, person_with

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# The tenth day after NOW, 21 November, ends in Astana at 19:00 UTC.
LAST = NOW.replace(month=12, day=1, hour=18, minute=59)


@pytest.fixture
def selection():
    return ranked_selection(unfit=1)


@pytest.fixture
def decision(selection):
    return announced(selection)


def of(selection, code):
    return selection.vacancy.applications.get(code=code)


def filed(application, **what):
    said = {"text": "My years were not counted.", "by": application.applicant, "at": NOW, **what}
    return contest(application=application, **said)


@pytest.mark.parametrize("code", ["C1", "C3", "C4"])
def test_everybody_who_was_told_the_outcome_may_contest_also_who_was_not_eligible(selection, decision, code):
    made = filed(of(selection, code))
    assert (made.status, made.decision, made.answer_by) == ("received", decision, date(2026, 12, 6))
    assert Message.objects.get(kind="complaint_received").user == made.application.applicant
    assert Message.objects.get(kind="complaint_to_office").user == selection.approver


def test_the_period_runs_to_the_end_of_its_last_day_at_the_office(selection, decision):
    assert decision.contest_until == date(2026, 12, 1)
    with pytest.raises(Refused, match="is over"):
        filed(of(selection, "C2"), at=LAST + timedelta(minutes=1))
    assert filed(of(selection, "C2"), at=LAST).filed_at == LAST


def test_nothing_is_contested_before_the_announcement(selection):
    approved(selection)
    with pytest.raises(Refused, match="has not begun"):
        filed(of(selection, "C2"))


def test_the_days_are_those_of_the_office_when_it_announced(selection):
    selection.vacancy.office.complaint_days = 3
    selection.vacancy.office.save()
    assert announced(selection).contest_until == date(2026, 11, 24)


def test_only_the_applicant_contests_and_nobody_who_withdrew(selection):
    gone = withdraw(submitted_application(selection.vacancy), at=NOW)
    announced(selection)
    with pytest.raises(PermissionDenied):
        filed(gone)
    for person in (of(selection, "C1").applicant, selection.officer, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            filed(of(selection, "C2"), by=person)


def test_one_contests_once_by_verb_and_by_the_database(selection, decision):
    made = filed(of(selection, "C2"))
    with pytest.raises(Refused, match="already"):
        filed(of(selection, "C2"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintFactory(decision=decision, application=made.application)


def test_a_complaint_has_words(selection, decision):
    with pytest.raises(Refused, match="Write what"):
        filed(of(selection, "C2"), text=" \n")


def test_only_an_approver_who_does_not_sit_answers_and_only_who_has_it_in_hand(selection, decision):
    made = filed(of(selection, "C2"))
    seated = person_with(Role.APPROVER, selection.vacancy.office)
    selection.panel.seats.create(user=seated, role="observer")
    auditor = person_with(Role.AUDITOR, selection.vacancy.office)
    for person in (selection.officer, selection.chair, seated, auditor, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            take_in_hand(complaint=made, by=person, at=NOW)
    said = {"finding": "rejected", "text": "They were."}
    with pytest.raises(Refused, match="not possible now"):
        answer(complaint=made, by=selection.approver, at=NOW, **said)
    colleague = person_with(Role.APPROVER, selection.vacancy.office)
    made = take_in_hand(complaint=made, by=selection.approver, at=NOW)
    with pytest.raises(Refused, match="Somebody else"):
        answer(complaint=made, by=colleague, at=NOW, **said)
    made = take_in_hand(complaint=made, by=colleague, at=NOW)
    assert answer(complaint=made, by=colleague, at=NOW, **said).finding == "rejected"


def test_an_answer_has_reasons_goes_out_once_and_leaves_the_decision_as_it_is(selection, decision):
    made = take_in_hand(complaint=filed(of(selection, "C2")), by=selection.approver, at=NOW)
    deed = {"complaint": made, "by": selection.approver, "at": NOW}
    with pytest.raises(Refused, match="Give the reasons"):
        answer(finding="upheld", text=" ", **deed)
    answer(finding="upheld", text="Your years count.", **deed)
    letter = Message.objects.get(kind="complaint_answered")
    assert letter.user == made.application.applicant
    assert "Your years count." in letter.text
    assert "is upheld" in letter.text
    with pytest.raises(Refused, match="not possible now"):
        answer(finding="rejected", text="No.", **deed)
    decision.refresh_from_db()
    assert decision.status == "announced"


def test_neither_the_complaint_nor_the_answer_stands_in_the_record(selection, decision):
    made = take_in_hand(complaint=filed(of(selection, "C2")), by=selection.approver, at=NOW)
    answer(complaint=made, finding="partly", text="Half of it.", by=selection.approver, at=NOW)
    said = str([one.data for one in Entry.objects.of(selection.vacancy.stream)])
    assert "My years" not in said
    assert "Half of it" not in said


def test_who_answers_is_reminded_once_three_days_before_the_last(selection, decision):
    made = take_in_hand(complaint=filed(of(selection, "C2")), by=selection.approver, at=NOW)
    person_with(Role.APPROVER, selection.vacancy.office)
    assert remind(at=NOW + 11 * DAY) == 0
    assert (remind(at=NOW + 12 * DAY), remind(at=NOW + 13 * DAY)) == (1, 0)
    assert Message.objects.get(kind="complaint_reminder").user == made.handler


def test_it_waits_on_the_desk_of_approvers_until_somebody_has_it_and_it_is_answered(selection, decision):
    made = filed(of(selection, "C2"))
    colleague = person_with(Role.APPROVER, selection.vacancy.office)

    def waits(person, at=NOW):
        return [task.late for task in waiting_for(person, at=at) if "complaint" in task.label]

    assert (waits(selection.approver), waits(colleague), waits(selection.officer)) == ([False], [False], [])
    made = take_in_hand(complaint=made, by=selection.approver, at=NOW)
    assert (waits(selection.approver, NOW + 16 * DAY), waits(colleague)) == ([True], [])
    answer(complaint=made, finding="rejected", text="No.", by=selection.approver, at=NOW)
    assert waits(selection.approver) == []


def test_the_letter_and_the_page_say_beforehand_until_when_one_may_contest(selection, decision):
    application = of(selection, "C2")
    letter = Message.objects.get(user=application.applicant, kind="decision_reserve")
    address = reverse("complaints:own", args=[application.key])
    assert address in letter.text
    assert "1\N{NO-BREAK SPACE}December\N{NO-BREAK SPACE}2026" in letter.text
    assert [call.address for call in calls_of([application], at=LAST)[application.pk]] == [address]
    assert calls_of([application], at=LAST + DAY)[application.pk] == []


def test_the_applicant_files_it_on_a_page_that_loses_nothing(client, selection, decision, monkeypatch):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW)
    application = of(selection, "C4")
    client.force_login(application.applicant)
    page = reverse("complaints:own", args=[application.key])
    long = "я" * 6001
    assert long in client.post(page, {"text": long}).text
    assert "is received" in client.post(page, {"text": "My <years>."}, follow=True).text
    assert "My &lt;years&gt;." in client.get(page).text
    assert client.post(page, {"text": "Again."}).context["form"] is None
    assert Complaint.objects.get().text == "My <years>."


def test_the_office_reads_it_and_the_panel_neither_reads_nor_counts_it(client, selection, decision):
    made = filed(of(selection, "C2"))
    whole = reverse("decisions:decision", args=[selection.vacancy.pk])
    auditor = person_with(Role.AUDITOR, selection.vacancy.office)
    for person in (selection.officer, selection.approver, auditor):
        client.force_login(person)
        assert made.get_absolute_url() in client.get(whole).text
        assert "My years were not counted." in client.get(made.get_absolute_url()).text
    for person in selection.members:
        person.grants.create(office=selection.vacancy.office, role=Role.OFFICER)
        client.force_login(person)
        assert client.get(made.get_absolute_url()).status_code == 404
        assert client.get(whole).context["complaints"] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_approver_takes_it_in_hand_and_answers_on_pages_in_both_languages(
    client, selection, decision, language
):
    made = ComplaintFactory(decision=decision, application=of(selection, "C2"))
    client.force_login(selection.approver)

    def there(name):
        return reverse(f"decisions:{name}", args=[made.key]).replace("/en/", f"/{language}/", 1)

    assert there("take-complaint") in client.get(there("complaint")).text
    client.post(there("take-complaint"))
    assert client.get(there("answer-complaint")).status_code == 200
    response = client.post(there("answer-complaint"), {"finding": "", "text": "Because."})
    assert list(response.context["form"].errors) == ["finding"]
    assert "Because." in response.text
    client.post(there("answer-complaint"), {"finding": "partly", "text": "Because."})
    made.refresh_from_db()
    assert (made.finding, made.answer) == ("partly", "Because.")
