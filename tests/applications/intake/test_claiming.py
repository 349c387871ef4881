"""Taking over what the office entered: by a code that works once, expires and cannot be guessed, or by a proved mailbox."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdfium2 import PdfDocument

from applications.intake import actions, claiming
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf
from applications.profile.models import Profile
from applications.screening.twins import pairs_of
from portal import settings as as_run
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.intake import filled_application, submitted_application
from tests.factories.on_behalf import PaperScanFactory, entered_application
from tests.factories.panels import PanelFactory, SeatFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db
CLAIM = "/en/applications/claim/"


@pytest.fixture(autouse=True)
def _nothing_tried_yet():
    cache.clear()


@pytest.fixture
def vacancy():
    return planned_vacancy(published=True)


@pytest.fixture
def officer(vacancy):
    return officer_of(vacancy)


@pytest.fixture
def row(vacancy, officer):
    return entered_application(vacancy, by=officer)


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def code_of(row, officer, at=NOW):
    return claiming.give_code(application=row, by=officer, at=at)


def claim(code, person, at=NOW):
    return claiming.claim_by_code(code=code, by=person, at=at)


def test_with_the_code_the_application_is_theirs_to_follow_and_withdraw(client, row, officer, person):
    code = code_of(row, officer)
    response = client.post(CLAIM, {"code": code})
    assert response.headers["Location"] == row.get_absolute_url()
    row.refresh_from_db()
    assert row.applicant == person
    assert "Where it stands" in client.get(row.get_absolute_url()).content.decode()
    assert row in client.get("/en/applications/").context["rows"][0].values()
    row = actions.withdraw(application=row, reason="", by=person, at=NOW)
    assert Message.objects.filter(kind="application_withdrawn").get().to == person.email


def test_from_then_on_the_office_acts_for_them_no_more(client, row, officer, person):
    claim(code_of(row, officer), person)
    row = Application.objects.get()
    with pytest.raises(PermissionDenied):
        actions.withdraw(application=row, reason="", by=officer, at=NOW)
    with pytest.raises(PermissionDenied):
        code_of(row, officer)
    client.force_login(officer)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_what_was_handed_in_stays_as_it_was_and_files_and_profile_are_theirs(row, officer, person):
    before = (row.snapshot, row.receipt_hash, row.code, row.submitted_at)
    scan = PaperScanFactory(on_behalf=row.on_behalf).document
    claim(code_of(row, officer), person)
    row = Application.objects.get()
    assert (row.snapshot, row.receipt_hash, row.code, row.submitted_at) == before
    assert row.attachments.get().document.owner == person
    assert Profile.objects.get().user == person
    scan.refresh_from_db()
    assert scan.owner != person
    assert person.has_perm("applications.read_document", scan)


def test_a_profile_they_have_is_not_overwritten(row, officer, person):
    own = filled_application(planned_vacancy(published=True), applicant=person).applicant.profile
    claim(code_of(row, officer), person)
    assert Profile.objects.get(user=person) == own


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_the_code_is_taken_however_it_is_spaced(row, officer, person, change):
    assert claim(change(code_of(row, officer)), person) == row


def test_a_code_works_once(row, officer, person):
    code = code_of(row, officer)
    claim(code, person)
    with pytest.raises(Refused, match="no application with this code"):
        claim(code, UserFactory())
    assert Application.objects.get().applicant == person


def test_a_code_expires(row, officer, person):
    code = code_of(row, officer)
    with pytest.raises(Refused):
        claim(code, person, at=NOW + claiming.VALID)
    assert claim(code, person, at=NOW + claiming.VALID - timedelta(seconds=1)) == row


def test_a_new_code_makes_the_one_before_void(row, officer, person):
    first, second = code_of(row, officer), code_of(row, officer)
    with pytest.raises(Refused):
        claim(first, person)
    assert claim(second, person) == row


def test_the_database_does_not_know_the_code(row, officer):
    code = code_of(row, officer)
    kept = OnBehalf.objects.get().claim_hash
    assert re.fullmatch(r"[0-9a-f]{64}", kept)
    plain = code.replace("-", "")
    assert len(plain) == 12
    assert plain not in str(list(Entry.objects.values())) + str(list(Message.objects.values()))
    assert code not in str(list(Entry.objects.values())) + str(list(Message.objects.values()))


def test_codes_are_not_tried_out_endlessly(client, row, officer, person, settings):
    settings.ACCOUNT_RATE_LIMITS = as_run.ACCOUNT_RATE_LIMITS
    code = code_of(row, officer)
    for _attempt in range(10):
        assert (
            "no application with this code" in client.post(CLAIM, {"code": "AAAA-AAAA-AAAA"}).content.decode()
        )
    assert "Too many attempts" in client.post(CLAIM, {"code": code}).content.decode()
    row.refresh_from_db()
    assert row.applicant != person


def test_nothing_is_claimed_where_no_code_was_printed(row, person):
    for code in ("", "-", "ABCD"):
        with pytest.raises(Refused):
            claim(code, person)


def test_who_has_an_application_of_their_own_is_told_so_and_hr_sees_it(client, vacancy, row, officer, person):
    own = submitted_application(vacancy, applicant=person)
    page = client.post(CLAIM, {"code": code_of(row, officer)}).content.decode()
    assert "You have an application of your own for this vacancy" in page
    row.refresh_from_db()
    assert row.applicant != person
    entry = Entry.objects.of(vacancy.stream).get(action="application.claim_refused")
    assert (entry.actor, entry.subject) == (person.pk, f"application:{row.pk}")
    (pair,) = pairs_of(vacancy)
    assert (pair.first, pair.second) == (row.pk, own.pk)
    assert "claim" in pair.grounds


def test_of_a_draft_the_office_is_told_nothing(vacancy, row, officer, person):
    filled_application(vacancy, applicant=person)
    with pytest.raises(Refused, match="You have begun"):
        claim(code_of(row, officer), person)
    assert not Entry.objects.filter(action="application.claim_refused").exists()


def test_who_sits_on_the_panel_or_works_in_the_office_claims_nothing(client, vacancy, row, officer, person):
    SeatFactory(panel=PanelFactory(vacancy=vacancy), user=person)
    with pytest.raises(PermissionDenied):
        claim(code_of(row, officer), person)
    client.force_login(officer)
    assert client.get(CLAIM).status_code == 403


@pytest.mark.parametrize("verified", [True, False])
def test_a_proved_mailbox_needs_no_code(client, vacancy, officer, person, verified):
    row = entered_application(vacancy, by=officer, email="rustam@example.org")
    EmailAddress.objects.create(user=person, email="Rustam@example.org", verified=verified)
    assert bool(client.get(CLAIM).context["waiting"]) is verified
    client.post(CLAIM, {"key": str(row.key)})
    row.refresh_from_db()
    assert (row.applicant == person) is verified


def test_a_mailbox_of_somebody_else_claims_nothing(client, vacancy, officer, person):
    row = entered_application(vacancy, by=officer, email="rustam@example.org")
    EmailAddress.objects.create(user=person, email="other@example.org", verified=True)
    client.post(CLAIM, {"key": str(row.key)})
    row.refresh_from_db()
    assert row.applicant != person


def test_the_receipt_on_paper_has_the_code_and_says_what_to_do_with_it(client, row, officer, person):
    client.force_login(officer)
    response = client.post(reverse("intake:print-receipt", args=[row.key]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "private, no-store"
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(response.content))
    code = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b", text)[0]
    assert row.receipt_number in text
    assert CLAIM in text
    assert claim(code, person) == row
    assert client.post(reverse("intake:print-receipt", args=[row.key])).status_code == 404


def test_no_receipt_is_printed_without_a_code_when_the_applicant_claims_it_at_the_same_moment(
    client, row, officer, monkeypatch
):
    def claimed_meanwhile(**_said):
        raise Refused("The applicant has it by now.")

    monkeypatch.setattr("applications.intake.claiming.give_code", claimed_meanwhile)
    client.force_login(officer)
    response = client.post(reverse("intake:print-receipt", args=[row.key]))
    assert response.headers["Location"] == reverse("desk:application", args=[row.key])
