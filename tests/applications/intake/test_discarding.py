"""An amended version that the office began by mistake: thrown away after a question, and nothing of what was handed in with it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.desk.verification import receipt_faults
from applications.documents.models import Document
from applications.intake import actions, claiming, inviting, paper_team
from applications.intake.amending import amend, amendment_of
from applications.intake.discarding import discard_amendment
from applications.intake.entering_again import came_again, enter_again
from applications.intake.inviting import Said
from applications.intake.models import Application
from applications.intake.on_behalf import Source
from applications.uploads.models import Upload
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, User
from portal.record.presenters import sentence
from tests.factories import files
from tests.factories.intake import submitted_application
from tests.factories.on_behalf import PaperScanFactory, entered_application, entered_draft
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.screening import officer_of
from tests.factories.teams import team_vacancy
from tests.factories.uploads import IncomingFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def vacancy():
    return planned_vacancy(published=True)


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy, name="Officer")
    client.force_login(user)
    return user


@pytest.fixture
def first(vacancy, officer):
    row = entered_application(vacancy, by=officer)
    PaperScanFactory(on_behalf=row.on_behalf)
    return row


def again(first, by):
    came = came_again(first, source=Source.EMAIL, received_at=NOW - HOUR)
    return enter_again(application=first, came=came, by=by, at=NOW)


def address(draft):
    return reverse("intake:discard-amendment", args=[draft.key])


def page_of(draft, name="statements"):
    return reverse("intake:page", args=[draft.key, name])


def whole(application):
    """All that is kept of what was handed in."""
    return (
        Application.objects.values().get(pk=application.pk),
        list(application.answers.order_by("pk").values()),
        list(application.attachments.values()),
        list(application.on_behalf.scans.values()),
        list(application.team.values()),
    )


def attach_another(client, draft, text="Another CV"):
    sent = {"cv-file": files.upload(files.pdf(text), "another.pdf")}
    client.post(reverse("intake:upload", args=[draft.key, "cv"]), sent)
    return draft.attachments.get().document


def test_from_the_page_of_the_draft_it_is_discarded_after_a_question(client, officer, first):
    draft, before = again(first, officer), whole(first)
    assert address(draft) in client.get(page_of(draft)).text
    asked = client.get(address(draft)).text
    for words in (
        f"receipt {first.receipt_number}",
        "by e-mail",
        "Officer began to enter it",
        "stays as it is",
    ):
        assert words in asked
    assert amendment_of(first) == draft
    done = client.post(address(draft), follow=True)
    assert done.redirect_chain[-1][0] == reverse("screening:application", args=[first.key])
    assert "The amended version is discarded" in done.text
    assert not Application.objects.filter(pk=draft.pk).exists()
    assert whole(first) == before
    assert list(receipt_faults()) == []


def test_only_files_that_are_in_it_alone_go_and_the_page_names_them(
    client, officer, first, django_capture_on_commit_callbacks
):
    draft, kept = again(first, officer), set(Document.objects.all())
    another = attach_another(client, draft)
    scan = PaperScanFactory(on_behalf=draft.on_behalf, document__pages_of_text=("Mail",)).document
    sending = IncomingFactory(application=draft).upload
    asked = client.get(address(draft)).text
    assert another.original_name in asked
    assert scan.original_name in asked
    with django_capture_on_commit_callbacks(execute=True):
        discard_amendment(draft=draft, by=officer, at=NOW)
    assert set(Document.objects.all()) == kept
    assert not another.file.storage.exists(another.file.name)
    assert not Upload.objects.filter(pk=sending.pk).exists()
    gone = Entry.objects.filter(action="document.discarded", actor=officer.pk)
    assert {one.data["sha256"] for one in gone} == {another.sha256, scan.sha256}


def test_without_files_of_its_own_the_page_speaks_of_none(client, officer, first):
    assert "Files that are in it alone" not in client.get(address(again(first, officer))).text


def test_a_file_of_an_earlier_version_stays(client, officer, first):
    early = first.attachments.get().document
    draft = again(first, officer)
    attach_another(client, draft)
    actions.save_declaration(application=draft, declared=True, by=officer)
    first = actions.submit(application=draft, by=officer, at=NOW)
    draft = again(first, officer)
    draft.attachments.update(document=early)
    discard_amendment(draft=draft, by=officer, at=NOW)
    assert Document.objects.filter(pk=early.pk).exists()


def test_the_record_keeps_that_it_was_begun_and_discarded(officer, first):
    discard_amendment(draft=again(first, officer), by=officer, at=NOW)
    entry = Entry.objects.of(first.stream).get(action="application.amendment_discarded")
    words = sentence(entry)
    assert words.startswith(
        f"Officer discarded the amended version of application C1 of {first.name}, which came by e-mail"
    )
    assert "what was handed in stays as it is" in words
    assert Entry.objects.of(first.stream).filter(action="application.entered_again").exists()


def test_who_signed_only_the_discarded_version_goes_and_who_signed_both_stays():
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    both = signed(draft, officer, "Both", "In both")
    first = actions.submit(application=draft, by=officer, at=NOW)
    draft, before = again(first, officer), whole(first)
    alone = signed(draft, officer, "Alone", "Alone")
    discard_amendment(draft=draft, by=officer, at=NOW)
    assert whole(first) == before
    assert User.objects.filter(pk=both.account_id).exists()
    assert not User.objects.filter(pk=alone.account_id).exists()
    assert not Document.objects.filter(pk=alone.document_id).exists()


def signed(draft, officer, name, text):
    member = inviting.add(application=draft, said=Said(name, "", "Law"), by=officer, at=NOW)
    return paper_team.keep_signed(
        member=member, upload=files.upload(files.pdf(text), "cv.pdf"), by=officer, at=NOW
    )


def test_another_can_be_begun_afterwards_and_a_colleague_may_discard_it(officer, first):
    discard_amendment(draft=again(first, officer), by=officer_of(first.vacancy), at=NOW)
    assert again(first, officer).amends == first


def test_pressed_twice_or_handed_in_meanwhile_nothing_more_happens(client, officer, first):
    draft = again(first, officer)
    discard_amendment(draft=draft, by=officer, at=NOW)
    with pytest.raises(Refused, match="discarded already"):
        discard_amendment(draft=draft, by=officer, at=NOW)
    assert client.post(address(draft)).status_code == 404
    assert Entry.objects.filter(action="application.amendment_discarded").count() == 1


def test_only_a_draft_that_amends_is_discarded_and_a_first_one_or_one_handed_in_never(client, officer, first):
    begun = entered_draft(first.vacancy, by=officer)
    assert address(begun) not in client.get(page_of(begun)).text
    for row in (begun, first):
        assert client.get(address(row)).status_code == 404
        assert client.post(address(row)).status_code == 404
        with pytest.raises(PermissionDenied):
            discard_amendment(draft=row, by=officer, at=NOW)


def test_what_an_applicant_amends_or_has_claimed_is_not_the_offices(client, officer, first):
    own = submitted_application(first.vacancy)
    theirs = amend(application=own, by=own.applicant, at=NOW)
    claimed = again(first, officer)
    claiming.claim(entered=first.on_behalf, by=UserFactory(), at=NOW, way="mailbox")
    for row in (theirs, Application.objects.get(pk=claimed.pk)):
        assert client.post(address(row)).status_code == 404
        with pytest.raises(PermissionDenied):
            discard_amendment(draft=row, by=officer, at=NOW)
    assert Application.objects.filter(amends__isnull=False).count() == 2


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_only_officers_of_the_office_discard_it(client, officer, first, role):
    draft, office = again(first, officer), first.vacancy.office
    for person in (person_with(role, office), person_with(Role.OFFICER, OfficeFactory()), UserFactory()):
        client.force_login(person)
        assert client.get(address(draft)).status_code == 404
        assert client.post(address(draft)).status_code == 404
        with pytest.raises(PermissionDenied):
            discard_amendment(draft=draft, by=person, at=NOW)
    client.logout()
    assert client.post(address(draft)).status_code == 302
    assert amendment_of(first) == draft


def test_after_the_vacancy_is_cancelled_nothing_is_thrown_away(officer, first):
    draft = again(first, officer)
    Vacancy.objects.filter(pk=first.vacancy_id).update(status="cancelled")
    draft = Application.objects.get(pk=draft.pk)
    with pytest.raises(PermissionDenied):
        discard_amendment(draft=draft, by=officer, at=NOW)
