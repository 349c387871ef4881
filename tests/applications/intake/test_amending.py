"""Amending after a corrigendum of substance: a second draft, taking the first one's place whole or not at all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.desk.pipe import numbers_of
from applications.desk.verification import receipt_faults
from applications.documents.models import Document
from applications.intake import actions
from applications.intake.amending import amend, changes_since
from applications.intake.models import Application, EarlierSubmission, Status
from applications.screening.actions import confirm, find
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.documents import DocumentFactory
from tests.factories.intake import AttachmentFactory, filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import CorrigendumFactory
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy
from vacancies.corrigenda.models import Change
from vacancies.corrigenda.models import Status as Published

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def corrected(vacancy, *, at=NOW, of_substance=True, number=1):
    return CorrigendumFactory(
        vacancy=vacancy, change=Change.CORRECTION, closes_before=None, closes_after=None, number=number,
        status=Published.PUBLISHED, published_at=at, approved_by=UserFactory(), of_substance=of_substance,
    )  # fmt: skip


@pytest.fixture
def first():
    """An application handed in an hour before the notice changed."""
    vacancy = planned_vacancy(published=True, method="cumulative")
    first = submitted_application(vacancy, at=NOW - HOUR)
    corrected(vacancy)
    return first


@pytest.fixture
def draft(first):
    return begun(first)


def begun(first, at=NOW):
    return amend(application=first, by=first.applicant, at=at)


def declared(draft, text="More than before."):
    by = draft.applicant
    criterion = draft.vacancy.plan.criteria.first()
    actions.save_statements(application=draft, given={criterion: text}, by=by)
    return actions.save_declaration(application=draft, declared=True, by=by)


def submit(draft, at=NOW + HOUR):
    return actions.submit(application=draft, by=draft.applicant, at=at)


def said(application):
    return {
        "answers": dict(application.answers.values_list("requirement__code", "value")),
        "statements": dict(application.statements.values_list("criterion__code", "text")),
        "documents": dict(application.attachments.values_list("asked__code", "document")),
        "price": application.price_offer.sealed,
    }


def test_the_draft_holds_copies_of_everything_and_the_first_stays_as_it_was(first, draft):
    before = Application.objects.values().get(pk=first.pk)
    assert said(draft) == said(first)
    declared(draft)
    assert said(draft) != said(first)
    assert Application.objects.values().get(pk=first.pk) == before
    assert Application.objects.submitted().get() == first


def test_handed_in_it_takes_the_place_of_the_first_under_the_same_code_with_a_new_receipt(first, draft):
    earlier = first.snapshot
    received = submit(declared(draft))
    assert (received.pk, received.code, received.status) == (first.pk, "C1", Status.SUBMITTED)
    assert received.receipt_number == f"{first.vacancy.reference}-C1-2"
    assert received.receipt_hash == sha256_of(received.snapshot) != first.receipt_hash
    assert received.snapshot["statements"]["A"] == "More than before."
    assert said(received)["statements"]["A"] == "More than before."
    assert received.submitted_at == NOW + HOUR
    kept = EarlierSubmission.objects.get()
    assert (kept.snapshot, kept.receipt_hash, kept.number) == (earlier, first.receipt_hash, 1)
    assert (kept.submitted_at, kept.replaced_at) == (first.submitted_at, NOW + HOUR)
    assert not Application.objects.filter(amends=first).exists()
    assert list(receipt_faults()) == []


def test_it_is_recorded_and_a_letter_is_written(first, draft):
    received = submit(declared(draft))
    entry = Entry.objects.of(first.stream).get(action="application.amended")
    assert (entry.data["before"], entry.data["receipt"], entry.data["version"]) == (
        first.receipt_hash,
        received.receipt_hash,
        2,
    )
    assert received.receipt_number in Message.objects.get(kind="application_amended").text


def test_the_record_of_the_vacancy_and_the_office_know_nothing_of_the_draft(client, first, draft):
    assert not Entry.objects.of(first.stream).exists()
    assert numbers_of(first.vacancy, at=NOW).drafts == 0
    client.force_login(officer_of(first.vacancy))
    table = client.get(reverse("screening:applications", args=[first.vacancy.pk]))
    assert [row.application for row in table.context["rows"]] == [first]
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_it_is_amended_again_after_another_change(first, draft):
    received = submit(declared(draft))
    corrected(first.vacancy, at=NOW + 2 * HOUR, number=2)
    again = submit(declared(begun(received, NOW + 3 * HOUR), "Once more."), NOW + 4 * HOUR)
    assert again.receipt_number.endswith("-C1-3")
    assert [one.number for one in again.earlier.all()] == [1, 2]


def test_it_may_be_amended_until_the_closing_time_though_the_notice_has_not_changed(client):
    first = submitted_application(planned_vacancy(published=True), at=NOW - HOUR)
    client.force_login(first.applicant)
    page = client.get(first.get_absolute_url()).text
    assert reverse("intake:amend", args=[first.key]) in page
    assert "The notice has changed" not in page
    draft = begun(first, first.vacancy.closes_at)
    page = client.get(first.get_absolute_url()).text
    assert draft.get_absolute_url() in page
    assert reverse("intake:amend", args=[first.key]) not in page
    again = submit(declared(draft), first.vacancy.closes_at)
    assert (again.version, again.code) == (2, "C1")


def test_the_notice_has_changed_only_when_its_substance_has_since_handing_in():
    vacancy = planned_vacancy(published=True)
    first = submitted_application(vacancy, at=NOW - HOUR)
    corrected(vacancy, of_substance=False, number=1)
    corrected(vacancy, at=NOW - 2 * HOUR, number=2)
    assert changes_since(first) == []
    change = corrected(vacancy, number=3)
    assert changes_since(first) == [change]


def test_after_the_closing_time_none_is_begun(first):
    with pytest.raises(Refused, match="closed"):
        begun(first, first.vacancy.closes_at + timedelta(seconds=1))


def test_nobody_else_amends_it(first):
    for person in (UserFactory(), officer_of(first.vacancy), UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            amend(application=first, by=person, at=NOW)


def test_pressed_twice_there_is_one_draft_and_it_is_received_once(first, draft):
    assert begun(first) == draft
    declared(draft)
    assert submit(draft) == submit(draft) == first
    assert first.earlier.count() == 1
    assert Message.objects.filter(kind="application_amended").count() == 1


def test_late_it_is_refused_and_recorded_and_both_are_kept(first, draft):
    before = said(declared(draft))
    with pytest.raises(Refused, match="after the closing time"):
        submit(draft, first.vacancy.closes_at + timedelta(seconds=1))
    assert said(Application.objects.get(pk=draft.pk)) == before
    assert Application.objects.submitted().get().receipt_hash == first.receipt_hash
    assert Entry.objects.of(first.stream).filter(action="application.refused").count() == 1


def test_incomplete_it_is_refused_and_the_first_counts(first, draft):
    with pytest.raises(Refused, match="still missing"):
        submit(draft)
    assert Application.objects.submitted().get().receipt_hash == first.receipt_hash


def test_when_the_first_was_withdrawn_meanwhile_it_is_refused_and_kept(first, draft):
    declared(draft)
    actions.withdraw(application=first, reason="", by=first.applicant, at=NOW)
    with pytest.raises(Refused, match="withdrawn"):
        submit(draft)
    assert said(Application.objects.get(pk=draft.pk))["statements"]["A"] == "More than before."


def test_a_second_tab_is_led_to_what_was_received(client, first, draft):
    submit(declared(draft))
    client.force_login(first.applicant)
    for address in (
        reverse("intake:page", args=[draft.key, "statements"]),
        reverse("intake:submit", args=[draft.key]),
        draft.get_absolute_url(),
    ):
        assert client.post(address).headers["Location"] == first.get_absolute_url()
    client.force_login(UserFactory())
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_file_of_an_earlier_submission_is_never_thrown_away(first, draft):
    old = first.attachments.get().document
    asked = draft.attachments.get().asked
    draft.attachments.update(document=DocumentFactory(owner=first.applicant, pages_of_text=("Another",)))
    submit(declared(draft))
    other = filled_application(planned_vacancy(published=True), applicant=first.applicant)
    other.attachments.all().delete()
    asked = other.vacancy.plan.documents.get()
    AttachmentFactory(application=other, asked=asked, document=old)
    actions.detach(application=other, asked=asked, by=first.applicant, at=NOW)
    assert Document.objects.filter(pk=old.pk).exists()


def test_the_office_reads_the_last_and_the_earlier_ones_with_their_files(client, first, draft):
    old = first.attachments.get().document
    draft.attachments.update(document=DocumentFactory(owner=first.applicant, pages_of_text=("Another",)))
    submit(declared(draft))
    client.force_login(officer_of(first.vacancy))
    response = client.get(reverse("screening:application", args=[first.key]))
    assert [one.submission.receipt_hash for one in response.context["earlier"]] == [first.receipt_hash]
    assert first.receipt_hash in response.text
    taken = client.get(reverse("documents:download", args=[old.key]))
    assert b"".join(taken).startswith(b"%PDF")


def test_findings_on_what_was_said_before_are_taken_back_and_the_record_says_so(first, draft):
    officer = officer_of(first.vacancy)
    for finding in find(application=first, at=NOW):
        confirm(finding=finding, by=officer, at=NOW)
    submit(declared(draft))
    assert not first.findings.exists()
    assert Entry.objects.of(first.stream).get(action="finding.outdated").data["decided"] == "R1, R2"


def test_the_applicant_reads_what_changed_and_is_offered_to_amend(client, first):
    client.force_login(first.applicant)
    page = client.get(first.get_absolute_url())
    assert "The notice has changed since you handed the application in" in page.text
    address = reverse("intake:amend", args=[first.key])
    assert address in page.text
    assert client.get(address).status_code == 200
    draft_page = client.post(address, follow=True)
    assert "You are amending your application" in draft_page.text
    assert "You are amending it" in client.get(reverse("intake:mine")).text


def test_a_snapshot_changed_behind_the_portals_back_is_found_also_in_an_earlier_one(first, draft):
    submit(declared(draft))
    kept = EarlierSubmission.objects.get()
    kept.snapshot["statements"]["A"] = "Something else."
    kept.save()
    assert list(receipt_faults()) == [
        f"application {first.vacancy.reference}-C1-2, handed in first as number 1: was changed afterwards"
    ]
