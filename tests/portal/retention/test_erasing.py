"""What a person asks to have erased is gone, files and all; what stays is said with its day and reason; the record still holds."""

import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db.models import CASCADE
from django.urls import reverse

from applications.desk.verification import receipt_faults
from applications.intake.actions import withdraw
from applications.intake.models import Application
from applications.intake.written import Methodology
from applications.policies import kept_until
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.mailing.models import Message
from portal.models import Entry, Erasure, Office, User
from portal.record.verify import breaks
from portal.retention.erasing import erase, erase_due, kept_of
from tests.factories.decisions import announced, ranked_selection
from tests.factories.documents import DocumentFactory
from tests.factories.intake import filled_application, submitted_application
from tests.factories.on_behalf import OnBehalfFactory, PaperScanFactory
from tests.factories.portal import NOW, MessageFactory, UserFactory, person_with
from tests.factories.publishing import SavedVacancyFactory, SubscriptionFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import SavedVacancy, Subscription

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def drafting():
    """Somebody who handed in nothing."""
    draft = filled_application(
        planned_vacancy(published=True), applicant=UserFactory(name="Дилноза", language="ru")
    )
    person = draft.applicant
    SavedVacancyFactory(user=person)
    SubscriptionFactory(user=person, email=person.email)
    SubscriptionFactory(user=None, email=person.email, search="language=ru")
    MessageFactory(user=person)
    return person


@pytest.fixture
def withdrawn():
    """Somebody whose application is kept."""
    application = submitted_application(planned_vacancy(published=True))
    return withdraw(
        application=application, reason="Семейные обстоятельства", by=application.applicant, at=NOW
    )


def files_of(person):
    return [(row.file.storage, row.file.name) for row in person.documents.all()]


def sign_in(client, person, ago=0):
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def test_everything_that_may_go_is_gone_with_its_files(drafting, django_capture_on_commit_callbacks):
    files, hashes = files_of(drafting), set(drafting.documents.values_list("sha256", flat=True))
    assert files
    with django_capture_on_commit_callbacks(execute=True):
        proof = erase(by=drafting, at=NOW)
    assert [storage.exists(name) for storage, name in files] == [False] * len(files)
    for model in (Application, SavedVacancy, Subscription):
        assert model.objects.count() == 0
    assert not drafting.documents.exists()
    assert not Message.objects.exclude(kind="erasure_proof").exists()
    assert set(proof.hashes) == hashes
    assert (proof.counts["drafts"], proof.counts["documents"]) == (1, len(files))


def test_the_account_is_closed_and_names_nobody_and_its_address_is_free(client, drafting):
    address = drafting.email
    erase(by=drafting, at=NOW)
    drafting.refresh_from_db()
    assert (drafting.is_active, drafting.name, drafting.has_usable_password()) == (False, "", False)
    assert address not in drafting.email
    assert not client.login(email=address, password="silk-road-2026")
    UserFactory(email=address)


def test_a_last_letter_has_the_proof_and_is_erased_after_thirty_days(
    drafting, django_capture_on_commit_callbacks
):
    address = drafting.email
    with django_capture_on_commit_callbacks(execute=True):
        proof = erase(by=drafting, at=NOW)
    (letter,) = mail.outbox
    assert letter.to == [address]
    assert f"/ru/account/data/erased/{proof.key}/" in letter.body
    erase_due(at=NOW + timedelta(days=29))
    assert Message.objects.count() == 1
    erase_due(at=NOW + timedelta(days=31))
    assert Message.objects.count() == 0


def test_nothing_is_erased_when_something_fails_on_the_way(drafting, monkeypatch):
    monkeypatch.setattr("portal.retention.erasing.queue", lambda **_what: 1 / 0)
    files = files_of(drafting)
    with pytest.raises(ZeroDivisionError):
        erase(by=drafting, at=NOW)
    drafting.refresh_from_db()
    assert drafting.is_active
    assert drafting.documents.count() == len(files)
    assert all(storage.exists(name) for storage, name in files)


def test_what_was_handed_in_stays_until_its_day_and_that_is_said(withdrawn):
    person = withdrawn.applicant
    loose = DocumentFactory(owner=person, pages_of_text=("loose",))
    (application, *_record) = kept_of(person)
    assert application.until == kept_until(withdrawn)
    assert application.until.year == max(withdrawn.vacancy.closes_at, NOW).year + 5
    proof = erase(by=person, at=NOW)
    withdrawn.refresh_from_db()
    assert withdrawn.snapshot["person"]["name"]
    assert set(person.documents.values_list("pk", flat=True)) == {
        one.document_id for one in withdrawn.attachments.all()
    }
    assert loose.sha256 in proof.hashes
    assert proof.kept["ru"][0]["until"] == application.until.isoformat()
    assert withdrawn.receipt_number in proof.kept["ru"][0]["what"]


def test_an_office_says_for_how_many_years(withdrawn):
    before = kept_until(withdrawn)
    Office.objects.update(retention_years=2)
    fresh = Application.objects.select_related("vacancy__office").get(pk=withdrawn.pk)
    assert kept_until(fresh).year == before.year - 3


def test_who_is_still_in_a_selection_withdraws_first(client):
    application = submitted_application(planned_vacancy(published=True))
    with pytest.raises(Refused, match="Withdraw it first"):
        erase(by=application.applicant, at=NOW)
    application.applicant.refresh_from_db()
    assert application.applicant.is_active


def test_who_works_for_an_office_or_sits_on_a_panel_is_not_erased(withdrawn):
    selection = ranked_selection()
    for person in (selection.members[0], person_with(Role.OFFICER, withdrawn.vacancy.office)):
        with pytest.raises(Refused):
            erase(by=person, at=NOW)


def test_an_application_is_emptied_when_its_time_is_over_and_not_a_day_before(
    withdrawn, django_capture_on_commit_callbacks
):
    Methodology.objects.create(application=withdrawn, text="How I work")
    files, last = files_of(withdrawn.applicant), kept_until(withdrawn)
    at = NOW.replace(year=last.year, month=last.month, day=last.day)
    assert erase_due(at=at)["applications"] == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due(at=at + timedelta(days=1))["applications"] == 1
        assert erase_due(at=at + timedelta(days=1))["applications"] == 0
    withdrawn.refresh_from_db()
    assert (withdrawn.snapshot["person"]["name"], withdrawn.withdrawal_reason) == ("", "")
    assert not Methodology.objects.exists()
    assert not withdrawn.statements.exists()
    assert "What I have done" not in str(withdrawn.snapshot)
    assert [storage.exists(name) for storage, name in files] == [False] * len(files)
    assert withdrawn.receipt_hash in Erasure.objects.get().hashes


def test_a_dry_run_only_counts(withdrawn, capsys, monkeypatch):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW + 7 * YEAR)
    call_command("erase_due", "--dry-run")
    withdrawn.refresh_from_db()
    assert "applications: 1 would be erased" in capsys.readouterr().out
    assert withdrawn.snapshot["person"]["name"]
    assert not Erasure.objects.exists()


def test_the_record_and_the_rankings_still_verify_after_both(django_capture_on_commit_callbacks):
    selection = ranked_selection()
    announced(selection)
    person = selection.applications[0].applicant
    erase(by=person, at=NOW)
    assert erase_due(at=NOW + 8 * YEAR)["applications"] == 3
    assert list(breaks()) == []
    call_command("verify")


def test_what_was_emptied_without_a_record_of_it_is_found(withdrawn):
    Application.objects.filter(pk=withdrawn.pk).update(
        snapshot={**withdrawn.snapshot, "erased_at": "x", "answers": {}}
    )
    assert len(list(receipt_faults())) == 1


def test_the_page_says_what_goes_and_what_stays_and_asks_for_the_address(client, drafting):
    sign_in(client, drafting)
    page = reverse("retention:erase")
    assert client.get(page).context["going"]
    refused = client.post(page, {"email": "other@example.org"})
    assert refused.context["form"].errors["email"]
    answer = client.post(page, {"email": drafting.email.upper()})
    proof = Erasure.objects.get()
    assert answer.url.endswith(f"/data/erased/{proof.key}/")
    assert "_auth_user_id" not in client.session
    shown = client.get(answer.url).content.decode()
    assert all(hash_ in shown for hash_ in proof.hashes)
    assert "Дилноза" not in shown


def test_who_signed_in_long_ago_erases_nothing(client, drafting):
    sign_in(client, drafting, ago=10**6)
    client.post(reverse("retention:erase"), {"email": drafting.email})
    assert User.objects.get(pk=drafting.pk).is_active
    assert not Entry.objects.filter(action="data.erased").exists()


def test_what_the_office_entered_for_somebody_names_nobody_when_its_time_is_over():
    entered = OnBehalfFactory(application__submitted=True, email="paper@example.org", phone="+992 1")
    PaperScanFactory(on_behalf=entered)
    entered.application.applicant.name = "Бахром Рахимов"
    entered.application.applicant.save()
    assert erase_due(at=NOW + 9 * YEAR)["applications"] == 1
    entered.refresh_from_db()
    assert (entered.email, entered.phone, entered.scans.count()) == ("", "", 0)
    assert User.objects.get(pk=entered.application.applicant_id).name == ""


def test_whatever_would_go_with_an_account_is_gone(drafting):
    EmailAddress.objects.create(user=drafting, email=drafting.email)
    erase(by=drafting, at=NOW)
    going = [link for link in User._meta.related_objects if link.on_delete is CASCADE]
    assert len(going) > 5
    for link in going:
        assert not link.related_model._base_manager.filter(**{link.field.name: drafting}).exists()
