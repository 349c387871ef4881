"""An application that came on paper, by mail or by telephone: entered by the office, handed in for the person, all of it recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake import actions, entering
from applications.intake.entering import Came
from applications.intake.models import Application, PriceOffer, Status
from applications.intake.on_behalf import OnBehalf, Source
from applications.profile.models import Profile
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message, User
from portal.record.presenters import sentence
from tests.factories import files
from tests.factories.intake import filled_application, submitted_application
from tests.factories.on_behalf import PaperScanFactory, entered_application, entered_draft
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.publishing import LotFactory
from tests.factories.screening import decided, officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy(closed=True)


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy, name="Officer")
    client.force_login(user)
    return user


def came(vacancy, **said):
    told = {
        "name": "Karimov Rustam",
        "source": Source.PAPER,
        "received_at": vacancy.closes_at - timedelta(hours=2),
        "language": "ru",
    }
    return Came(**{**told, **said})


def enter(vacancy, officer, **said):
    return entering.enter(vacancy=vacancy, came=came(vacancy, **said), by=officer, at=NOW)


def address(vacancy):
    return reverse("intake:enter", args=[vacancy.pk])


def form(vacancy, **said):
    received = vacancy.office.local(vacancy.closes_at - timedelta(hours=2))
    return {
        "source": "paper",
        "received": f"{received:%Y-%m-%dT%H:%M}",
        "name": "Karimov Rustam",
        "email": "",
        "phone": "",
        "language": "ru",
        **said,
    }


def entries(vacancy, action):
    return Entry.objects.of(vacancy.stream).filter(action=action)


def test_after_the_closing_time_what_came_in_time_is_entered_filled_in_and_handed_in(
    client, vacancy, officer
):
    response = client.post(address(vacancy), form(vacancy))
    draft = OnBehalf.objects.get().application
    assert response.headers["Location"] == reverse("intake:page", args=[draft.key, "person"])
    person = {
        "family_name": "Каримов",
        "given_name": "Рустам",
        "nationality": "TJ",
        "residence": "TJ",
        "sex": "",
    }
    client.post(reverse("intake:page", args=[draft.key, "person"]), person)
    client.post(reverse("intake:page", args=[draft.key, "requirements"]), {"R1": "TJ", "R2": "9"})
    client.post(reverse("intake:page", args=[draft.key, "statements"]), {"A": "Done.", "B": "Done too."})
    sent = {"cv-file": files.upload(files.pdf("CV"), "cv.pdf")}
    client.post(reverse("intake:upload", args=[draft.key, "cv"]), sent)
    client.post(reverse("intake:page", args=[draft.key, "declaration"]), {"declared": "on"})
    client.post(reverse("intake:submit", args=[draft.key]))
    draft.refresh_from_db()
    assert (draft.status, draft.code, draft.name) == (Status.SUBMITTED, "C1", "Каримов Рустам")
    assert draft.attachments.get().document.owner == draft.applicant


def test_what_counts_is_when_the_office_received_it(vacancy, officer):
    received_at = vacancy.closes_at - timedelta(hours=5)
    row = entered_application(vacancy, by=officer, received_at=received_at, email="rustam@example.org")
    assert (row.submitted_at, row.late_by_seconds) == (received_at, None)
    assert row.snapshot["on_behalf"] == {
        "source": "paper", "received_at": received_at.isoformat(timespec="seconds"), "entered_by": "Officer"
    }  # fmt: skip
    assert row.snapshot["person"]["email"] == "rustam@example.org"


def test_it_is_numbered_frozen_and_recorded_as_any_other_and_the_record_names_everything(vacancy, officer):
    submitted_application(vacancy)
    row = entered_application(vacancy, by=officer)
    assert row.code == "C2"
    entry = entries(vacancy, "application.submitted_on_behalf").get()
    assert entry.data["receipt"] == row.receipt_hash
    assert sentence(entry).startswith(
        f"Officer handed in application C2 for {row.name}, receipt {row.receipt_number}; it came on paper, received: "
    )
    with pytest.raises(Refused):
        actions.save_answers(application=row, given={}, by=officer)


def test_the_record_says_who_entered_what_came_how_and_when(vacancy, officer):
    enter(vacancy, officer, source=Source.TELEPHONE)
    said = sentence(entries(vacancy, "application.entered").get())
    assert said.startswith(
        "Officer began to enter the application of Karimov Rustam, which came by telephone"
    )


@pytest.mark.parametrize("seconds", [0, 1])
def test_what_came_after_the_closing_time_is_not_entered(vacancy, officer, seconds):
    received_at = vacancy.closes_at + timedelta(seconds=seconds)
    if not seconds:
        assert enter(vacancy, officer, received_at=received_at).status == Status.DRAFT
        return
    with pytest.raises(Refused, match="after the closing time"):
        enter(vacancy, officer, received_at=received_at)
    assert not Application.objects.exists()


def test_a_late_one_goes_to_the_register_with_its_reason_and_the_person_is_told(client, vacancy, officer):
    late = vacancy.office.local(vacancy.closes_at + timedelta(hours=3))
    sent = form(vacancy, received=f"{late:%Y-%m-%dT%H:%M}", email="rustam@example.org", language="en")
    page = client.post(address(vacancy), sent)
    assert "Put it into the register as late" in page.content.decode()
    assert not Entry.objects.filter(action="application.refused_on_behalf").exists()
    client.post(address(vacancy), {**sent, "late": "on"})
    entry = entries(vacancy, "application.refused_on_behalf").get()
    assert (entry.data["person"], entry.data["reason"]) == (
        "Karimov Rustam",
        "It came after the closing time",
    )
    assert not Application.objects.exists()
    letter = Message.objects.get(kind="application_came_late")
    assert (letter.to, letter.subject) == (
        "rustam@example.org",
        f"Your application for {vacancy.reference} came too late",
    )


def test_what_came_in_time_is_never_noted_as_late(vacancy, officer):
    with pytest.raises(Refused, match="in time"):
        entering.note_late(vacancy=vacancy, came=came(vacancy), by=officer, at=NOW)


@pytest.mark.parametrize(
    ("received_at", "words"),
    [
        (NOW + timedelta(minutes=1), "in the future"),
        (NOW - timedelta(days=365), "before the notice was published"),
    ],
)
def test_a_time_that_cannot_be_is_refused(vacancy, officer, received_at, words):
    with pytest.raises(Refused, match=words):
        enter(vacancy, officer, received_at=received_at)


def test_the_time_is_read_on_the_clock_of_the_office(client, vacancy, officer):
    local = vacancy.office.local(vacancy.closes_at)
    client.post(address(vacancy), form(vacancy, received=f"{local:%Y-%m-%dT%H:%M}"))
    assert OnBehalf.objects.get().received_at == vacancy.closes_at.replace(second=0, microsecond=0)


def test_once_the_long_list_is_made_nothing_is_entered_or_handed_in(vacancy, officer):
    decided(submitted_application(vacancy), by=officer)
    draft = entered_draft(vacancy, by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    with pytest.raises(Refused, match="long list"):
        enter(vacancy, officer)
    with pytest.raises(Refused, match="long list"):
        actions.submit(application=draft, by=officer, at=NOW)
    entry = entries(vacancy, "application.refused_on_behalf").get()
    assert "long list" in entry.data["reason"]


def test_an_incomplete_one_is_refused_and_the_register_names_the_person(vacancy, officer):
    draft = enter(vacancy, officer)
    with pytest.raises(Refused, match="missing"):
        actions.submit(application=draft, by=officer, at=NOW)
    entry = entries(vacancy, "application.refused_on_behalf").get()
    assert (entry.data["person"], entry.data["arrived"]) == (
        "Karimov Rustam",
        draft.on_behalf.received_at.isoformat(),
    )


def test_the_profile_is_the_persons_and_not_the_officers(client, vacancy, officer):
    draft = enter(vacancy, officer)
    client.post(reverse("intake:page", args=[draft.key, "person"]), {"family_name": "Каримов"})
    assert Profile.objects.get().user == draft.applicant


def test_nobody_can_sign_in_as_the_person(vacancy, officer):
    nobody = enter(vacancy, officer, email="rustam@example.org").applicant
    assert not nobody.is_active
    assert not nobody.has_usable_password()
    assert nobody.email.endswith(".invalid")
    assert not User.objects.filter(email="rustam@example.org").exists()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_only_officers_of_the_office_enter(client, vacancy, officer, role):
    draft = entered_draft(vacancy, by=officer)
    for person in (
        person_with(role, vacancy.office),
        person_with(Role.OFFICER, OfficeFactory()),
        UserFactory(),
    ):
        client.force_login(person)
        assert client.get(address(vacancy)).status_code == 404
        assert client.get(draft.get_absolute_url()).status_code == 404
        with pytest.raises(PermissionDenied):
            enter(vacancy, person)
        with pytest.raises(PermissionDenied):
            actions.submit(application=draft, by=person, at=NOW)


def test_an_officer_reads_no_draft_of_who_applies_for_themselves(client, vacancy, officer):
    own = filled_application(vacancy)
    assert client.get(own.get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.save_declaration(application=own, declared=False, by=officer)


def test_where_there_are_lots_one_is_chosen(client, vacancy, officer):
    lot = LotFactory(vacancy=vacancy)
    page = client.post(address(vacancy), form(vacancy))
    assert "lot" in page.context["form"].errors
    client.post(address(vacancy), form(vacancy, lot=lot.pk))
    assert Application.objects.get().lot == lot


def test_a_colleague_goes_on_where_the_officer_left_off(client, vacancy, officer):
    draft = entered_draft(vacancy, by=officer)
    client.force_login(officer_of(vacancy))
    assert "You fill this in for Karimov Rustam" in client.get(draft.get_absolute_url()).content.decode()


def test_scans_are_kept_and_read_by_the_office_and_by_nobody_else(client, vacancy, officer):
    scan = {"scan": files.upload(files.pdf("Page 1"), "scan.pdf")}
    client.post(address(vacancy), {**form(vacancy), **scan})
    kept = OnBehalf.objects.get().scans.get().document
    assert officer.has_perm("applications.read_document", kept)
    assert not UserFactory().has_perm("applications.read_document", kept)
    assert (
        sentence(entries(vacancy, "application.scanned").get())
        == "Officer kept a scan of what came from Karimov Rustam"
    )


def test_a_file_is_taken_away_again_by_whoever_enters(client, vacancy, officer):
    draft = entered_draft(vacancy, by=officer)
    client.post(reverse("intake:detach", args=[draft.key, "cv"]))
    assert not draft.attachments.exists()


def test_letters_go_to_the_address_on_the_paper(vacancy, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = entered_application(vacancy, by=officer, email="rustam@example.org")
    (letter,) = mail.outbox
    assert letter.to == ["rustam@example.org"]
    assert row.receipt_number in letter.subject
    assert reverse("intake:claim") in letter.body


def test_without_an_address_a_letter_is_kept_to_be_printed(
    client, vacancy, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = entered_application(vacancy, by=officer)
    assert mail.outbox == []
    page = client.get(reverse("screening:application", args=[row.key]))
    assert [letter.kind for letter in page.context["to_print"]] == ["application_entered"]
    assert "Letters to print" in page.content.decode()


def test_the_office_withdraws_it_for_the_person(client, vacancy, officer):
    row = entered_application(vacancy, by=officer)
    client.post(reverse("intake:withdraw", args=[row.key]), {"reason": "Telephoned."})
    row.refresh_from_db()
    assert (row.status, row.withdrawal_reason) == (Status.WITHDRAWN, "Telephoned.")


def test_a_price_stays_in_its_envelope(client):
    vacancy = planned_vacancy(closed=True, method="cumulative")
    officer = officer_of(vacancy)
    client.force_login(officer)
    draft = enter(vacancy, officer)
    assert client.get(reverse("intake:page", args=[draft.key, "price"])).status_code == 404
    client.post(reverse("intake:page", args=[draft.key, "envelope"]), {"number": "7"})
    offer = PriceOffer.objects.get()
    assert (offer.envelope, offer.sealed, offer.opened) == ("7", "envelope:7", None)


def test_whoever_applies_for_themselves_has_no_envelope(client):
    draft = filled_application(planned_vacancy(published=True, method="cumulative"))
    client.force_login(draft.applicant)
    assert client.get(reverse("intake:page", args=[draft.key, "envelope"])).status_code == 404
    with pytest.raises(PermissionDenied):
        entering.keep_envelope(application=draft, number="7", by=UserFactory(), at=NOW)


def test_hr_sees_how_it_came_on_the_page_of_the_application(client, vacancy, officer):
    row = entered_application(vacancy, by=officer)
    PaperScanFactory(on_behalf=row.on_behalf)
    page = client.get(reverse("screening:application", args=[row.key])).content.decode()
    assert "Entered by the office" in page
    assert "Print the receipt with a new code" in page
    assert client.get(row.get_absolute_url()).headers["Location"] == reverse(
        "desk:application", args=[row.key]
    )
