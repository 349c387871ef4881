"""Answers of a written test are kept and set aside by who arranges it, never lost, and not changed once marked."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.documents.models import Document, Scan
from applications.intake.models import Application
from applications.panels.models import SeatRole
from applications.policies import erase_application
from applications.written_tests.actions import keep_file, set_aside
from applications.written_tests.models import AnswerFile
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.applications.desk.test_verify import faults, verified
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.intake import withdraw
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import chair_of, handed_in, of, opened_round, revealed_round
from tests.factories.screening import officer_of
from tests.factories.written_tests import AnswerFileFactory, panel_of_a_test

pytestmark = pytest.mark.django_db


def answers(*pages, name="Иванова Анна.pdf"):
    return files.upload(files.pdf(*(pages or ("My answer to question 1",))), name)


@pytest.fixture
def panel():
    return panel_of_a_test(candidates=2)


@pytest.fixture
def officer(panel):
    return officer_of(panel.vacancy)


def candidate(panel, code="C1"):
    return Application.objects.get(vacancy=panel.vacancy, code=code)


def kept(panel, officer, code="C1", **upload):
    return keep_file(application=candidate(panel, code), upload=answers(**upload), by=officer, at=NOW)


def test_the_office_keeps_a_file_as_it_came_and_the_record_names_its_hash(panel, officer):
    made = kept(panel, officer)
    assert (made.document.owner, made.document.original_name) == (
        made.application.applicant,
        "Иванова Анна.pdf",
    )
    (entry,) = Entry.objects.of(panel.vacancy.stream).filter(action="answers.kept")
    assert (entry.data["code"], entry.data["sha256"]) == ("C1", made.document.sha256)
    assert "Иванова" not in str(entry.data)


def test_a_button_pressed_twice_keeps_a_file_once_and_another_file_is_numbered(panel, officer):
    assert kept(panel, officer) == kept(panel, officer)
    second = keep_file(application=candidate(panel), upload=answers("Page two"), by=officer, at=NOW)
    assert second.number == 2
    assert Entry.objects.filter(action="answers.kept").count() == 2


def test_what_is_no_document_is_refused_and_nothing_is_kept(panel, officer):
    with pytest.raises(Refused, match="answers"):
        keep_file(
            application=candidate(panel),
            upload=files.upload(files.HTML_PAGE, "answers.pdf"),
            by=officer,
            at=NOW,
        )
    assert not AnswerFile.objects.exists()


def test_a_file_set_aside_stays_with_its_reason_and_the_same_file_can_be_kept_again(panel, officer):
    wrong = set_aside(file=kept(panel, officer), because="Of C2.", by=officer, at=NOW)
    assert (wrong.is_standing, wrong.set_aside_because, wrong.set_aside_by) == (False, "Of C2.", officer)
    assert kept(panel, officer).number == 2
    with pytest.raises(Refused, match="set aside already"):
        set_aside(file=wrong, because="Again.", by=officer, at=NOW)
    with pytest.raises(Refused, match="Say why"):
        set_aside(file=AnswerFile.objects.standing().get(), because=" ", by=officer, at=NOW)


def test_nothing_changes_once_the_marks_have_been_seen(panel, officer):
    made = kept(panel, officer)
    round_ = opened_round(panel)
    assert kept(panel, officer, "C2").number == 1
    revealed_round(round_)
    with pytest.raises(Refused, match="All score sheets"):
        keep_file(application=candidate(panel), upload=answers("Late"), by=officer, at=NOW)
    with pytest.raises(Refused, match="All score sheets"):
        set_aside(file=made, because="Of C2.", by=officer, at=NOW)
    assert Document.objects.filter(owner=made.application.applicant, answer_files=made).count() == 1


def test_that_a_member_has_handed_in_shows_in_no_refusal(panel, officer):
    handed_in(of(opened_round(panel), 0))
    assert kept(panel, officer).pk


def test_answers_are_kept_of_candidates_only(panel, officer):
    withdraw(candidate(panel), at=NOW)
    with pytest.raises(Refused, match="candidates only"):
        kept(panel, officer)


@pytest.mark.parametrize("role", [SeatRole.CHAIR, SeatRole.MEMBER, SeatRole.OBSERVER])
def test_whoever_marks_or_observes_keeps_no_answers_and_sees_none_under_a_name(client, panel, role):
    """Also where they are an officer of the office."""
    person = person_with(Role.OFFICER, panel.vacancy.office)
    if role == SeatRole.CHAIR:
        panel.seats.filter(role=role).update(role=SeatRole.MEMBER)
    SeatFactory(panel=panel, user=person, role=role, declared=True)
    client.force_login(person)
    assert client.get(reverse("written_tests:answers", args=[panel.vacancy.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        kept(panel, person)


def test_the_secretary_of_the_panel_keeps_answers_once_interests_are_declared(client, panel):
    seat = SeatFactory(panel=panel, role=SeatRole.SECRETARY)
    client.force_login(seat.user)
    address = reverse("written_tests:add", args=[candidate(panel).key])
    assert client.get(address).status_code == 404
    seat = SeatFactory(panel=panel, role=SeatRole.SECRETARY, declared=True)
    client.force_login(seat.user)
    assert client.post(address, {"file": answers()}).status_code == 302
    assert AnswerFile.objects.get().kept_by == seat.user


def test_a_plan_without_a_test_has_no_page_of_answers(client, panel, officer):
    panel.vacancy.plan.criteria.update(stage="interview")
    client.force_login(officer)
    assert client.get(reverse("written_tests:answers", args=[panel.vacancy.pk])).status_code == 404
    assert "written-test" not in client.get(reverse("desk:vacancy", args=[panel.vacancy.pk])).text


def test_the_page_says_who_has_written_what_and_of_whom_nothing_is_there(client, panel, officer):
    made = kept(panel, officer)
    client.force_login(officer)
    page = client.get(reverse("written_tests:answers", args=[panel.vacancy.pk])).text
    assert made.document.sha256 in page
    assert "1 candidate without answers" in page
    assert page.count("no answers") == 1
    assert reverse("written_tests:answers", args=[panel.vacancy.pk]) in page


def test_a_file_is_sent_and_set_aside_on_pages_that_keep_what_was_typed(client, panel, officer):
    client.force_login(officer)
    add = reverse("written_tests:add", args=[candidate(panel).key])
    assert "Choose a file" in client.post(add, {}).text
    assert client.post(add, {"file": answers()}).status_code == 302
    aside = reverse("written_tests:set-aside", args=[AnswerFile.objects.get().key])
    assert "Say why" in client.post(aside, {"because": ""}).text
    assert client.post(aside, {"because": "Of C2."}).status_code == 302
    assert "Of C2." in client.get(reverse("written_tests:answers", args=[panel.vacancy.pk])).text


def test_an_auditor_reads_the_page_and_changes_nothing(client, panel, officer):
    kept(panel, officer)
    client.force_login(person_with(Role.AUDITOR, panel.vacancy.office))
    page = client.get(reverse("written_tests:answers", args=[panel.vacancy.pk]))
    assert "Add a file" not in page.text
    assert client.get(reverse("written_tests:add", args=[candidate(panel).key])).status_code == 404
    assert Entry.objects.filter(action="page.read").exists()


def test_the_page_asks_as_often_for_many_as_for_one(client, django_assert_max_num_queries):
    panel = panel_of_a_test(candidates=6)
    client.force_login(officer_of(panel.vacancy))
    address = reverse("written_tests:answers", args=[panel.vacancy.pk])
    client.get(address)
    counts = []
    for people in ("C1", "C2", "C3", "C4"):
        AnswerFileFactory(application=candidate(panel, people))
        with django_assert_max_num_queries(20) as asked:
            client.get(address)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_file_in_which_a_virus_was_found_is_not_given_out(client, panel, officer):
    made = kept(panel, officer)
    Document.objects.update(scan=Scan.INFECTED)
    client.force_login(officer)
    page = client.get(reverse("written_tests:answers", args=[panel.vacancy.pk])).text
    assert "a virus was found" in page
    assert reverse("documents:download", args=[made.document.key]) not in page


def test_the_file_is_held_while_the_application_is_and_goes_with_it(panel, officer):
    made = kept(panel, officer)
    stored = made.document.file
    gone = erase_application(made.application, NOW)
    assert not AnswerFile.objects.exists()
    assert stored.name in [name for _storage, name in gone.files]
    assert not Document.objects.filter(pk=made.document_id).exists()
    assert made.document.sha256 in gone.hashes


def test_what_was_kept_and_set_aside_stands_against_the_record(panel, officer):
    kept(panel, officer)
    set_aside(file=kept(panel, officer, "C2"), because="Of C1.", by=officer, at=NOW)
    assert verified()[0] == 0


CHANGES = {
    "another candidate": ({"application": "C2"}, "are not those that were recorded"),
    "another moment": ({"received_at": NOW.replace(year=2025)}, "are not those that were recorded"),
    "another file": ({"document": None}, "are not those that were recorded"),
    "another who kept it": ({"kept_by": None}, "are not those that were recorded"),
    "set aside behind the back": ({"set_aside_at": NOW, "set_aside_by": None}, "whether they count"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_one_value_changed_behind_the_portal_is_found(panel, officer, what):
    made = kept(panel, officer)
    values, words = CHANGES[what]
    other = {
        "application": lambda: candidate(panel, "C2"),
        "document": lambda: DocumentFactory(owner=made.application.applicant, pages_of_text=("Better",)),
        "kept_by": UserFactory,
        "set_aside_by": UserFactory,
    }
    AnswerFile.objects.update(
        **{name: value if name not in other else other[name]() for name, value in values.items()}
    )
    assert any(words in fault for fault in faults())


def test_a_file_that_is_gone_and_a_reason_that_was_changed_are_found(panel, officer):
    kept(panel, officer)
    set_aside(file=kept(panel, officer, "C2"), because="Of C1.", by=officer, at=NOW)
    AnswerFile.objects.exclude(set_aside_at=None).update(set_aside_because="Otherwise.")
    AnswerFile.objects.standing().delete()
    assert [fault.rsplit(": ", 1)[1] for fault in faults()] == [
        "whether they count is not what was recorded",
        "are recorded and gone",
    ]


def test_an_erased_application_leaves_no_fault(panel, officer):
    erase_application(kept(panel, officer).application, NOW)
    assert not any("answers" in line for line in verified()[1] if not line.endswith("checked"))


def test_chair_marks_beside_what_was_written(client, panel, officer):
    kept(panel, officer)
    sheet = of(opened_round(panel), 0)
    client.force_login(chair_of(panel))
    page = client.get(reverse("scoring:candidate", args=[sheet.pk, "C1"])).text
    assert "C1, answers 1" in page
    assert "My answer to question 1" in page
    assert "Иванова" not in page
    assert (
        "No answers of the written test are there"
        in client.get(reverse("scoring:candidate", args=[sheet.pk, "C2"])).text
    )


def test_in_another_round_the_answers_do_not_stand_beside_the_sheet(client, panel, officer):
    kept(panel, officer)
    panel.vacancy.plan.criteria.update(stage="interview")
    sheet = of(opened_round(panel), 0)
    client.force_login(chair_of(panel))
    page = client.get(reverse("scoring:candidate", args=[sheet.pk, "C1"])).text
    assert "answers 1" not in page
    assert "No answers of the written test" not in page
