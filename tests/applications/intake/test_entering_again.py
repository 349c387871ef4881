"""An amended version that came on paper after a corrigendum: entered by the office by the rules that hold for everybody."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.desk.pipe import numbers_of
from applications.desk.verification import receipt_faults
from applications.documents.models import Document
from applications.intake import actions, claiming, inviting, paper_team
from applications.intake.amending import amend, amendment_of
from applications.intake.entering_again import came_again, enter_again, note_late
from applications.intake.inviting import Said
from applications.intake.models import Application, PriceOffer, Status
from applications.intake.on_behalf import OnBehalf, Source
from applications.policies import erase_application
from applications.reports.receipts import Kind, lines_of
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message, User
from portal.record.presenters import sentence
from tests.applications.intake.test_amending import corrected
from tests.factories import files
from tests.factories.intake import submitted_application
from tests.factories.on_behalf import PaperScanFactory, entered_application, entered_draft
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.screening import decided, officer_of
from tests.factories.teams import team_vacancy
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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
    """On paper two days ago, a day before the notice changed."""
    row = entered_application(vacancy, by=officer, email="rustam@example.org")
    corrected(vacancy, at=NOW - DAY)
    return row


def again(first, by, *, received_at=NOW - HOUR, source=Source.EMAIL, at=NOW):
    came = came_again(first, source=source, received_at=received_at)
    return enter_again(application=first, came=came, by=by, at=at)


def handed_in(draft, by, *, text="More than before.", at=NOW):
    criterion = draft.vacancy.plan.criteria.first()
    actions.save_statements(application=draft, given={criterion: text}, by=by)
    actions.save_declaration(application=draft, declared=True, by=by)
    return actions.submit(application=draft, by=by, at=at)


def page_of(first):
    return reverse("screening:application", args=[first.key])


def address(first):
    return reverse("intake:enter-again", args=[first.key])


def form(first, received_at, **said):
    received = first.vacancy.office.local(received_at)
    return {"source": "email", "received": f"{received:%Y-%m-%dT%H:%M}", **said}


def test_from_the_page_of_the_application_what_came_changed_is_entered_and_handed_in(client, officer, first):
    assert address(first) in client.get(page_of(first)).text
    scan = {"scan": files.upload(files.pdf("Amended"), "amended.pdf")}
    response = client.post(address(first), {**form(first, NOW - HOUR), **scan})
    draft = amendment_of(first)
    assert response.headers["Location"] == reverse("intake:page", args=[draft.key, "person"])
    assert draft.get_absolute_url() in client.get(page_of(first)).text
    client.post(reverse("intake:page", args=[draft.key, "statements"]), {"A": "Amended.", "B": "Done."})
    client.post(reverse("intake:page", args=[draft.key, "declaration"]), {"declared": "on"})
    done = client.post(reverse("intake:submit", args=[draft.key]), follow=True)
    first.refresh_from_db()
    assert (first.code, first.version, first.snapshot["statements"]["A"]) == ("C1", 2, "Amended.")
    assert done.redirect_chain[-1][0] == page_of(first)
    assert not Application.objects.filter(amends=first).exists()


def test_the_version_says_how_it_came_and_when_and_the_one_before_is_kept_with_its_own(officer, first):
    PaperScanFactory(on_behalf=first.on_behalf)
    before, colleague = first.snapshot, officer_of(first.vacancy, name="Colleague")
    draft = again(first, colleague)
    PaperScanFactory(on_behalf=draft.on_behalf, document__pages_of_text=("Amended",))
    row = handed_in(draft, colleague)
    entered = OnBehalf.objects.get()
    assert (entered.source, entered.received_at, entered.entered_by) == (Source.EMAIL, NOW - HOUR, colleague)
    assert (row.submitted_at, row.late_by_seconds, entered.scans.count()) == (NOW - HOUR, None, 2)
    assert row.snapshot["on_behalf"] == {
        "source": "email", "received_at": (NOW - HOUR).isoformat(timespec="seconds"), "entered_by": "Colleague"
    }  # fmt: skip
    (kept,) = row.earlier.all()
    assert (kept.snapshot, kept.submitted_at, kept.replaced_at) == (before, NOW - 2 * DAY, NOW)
    assert kept.snapshot["on_behalf"]["source"] == "paper"


def test_hr_sees_both_versions_with_how_each_came(client, officer, first):
    handed_in(again(first, officer), officer)
    page = client.get(page_of(first)).text
    assert "began to enter an amended version" in page
    assert "On paper, entered by Officer" in page
    assert "by e-mail" in page


def test_it_is_recorded_twice_and_what_was_handed_in_holds_against_the_record(officer, first):
    row = handed_in(again(first, officer), officer)
    begun, done = (
        Entry.objects.of(row.stream).get(action=f"application.{action}")
        for action in ("entered_again", "amended_on_behalf")
    )
    assert sentence(begun).startswith(
        f"Officer began to enter an amended version of application C1 of {row.name}, which came by e-mail"
    )
    assert sentence(done).startswith(f"Officer handed in application C1 for {row.name} amended, receipt ")
    assert done.data["before"] == row.earlier.get().receipt_hash
    assert list(receipt_faults()) == []


def test_the_register_of_receipt_has_one_line_that_says_how_the_last_version_came(officer, first):
    row = handed_in(again(first, officer), officer)
    (line,) = lines_of(row.vacancy)
    assert (line.code, line.came_at, line.way) == ("C1", NOW - HOUR, "by e-mail")


def test_the_letter_goes_to_the_address_on_the_paper_and_tells_how_to_claim_it(officer, first):
    handed_in(again(first, officer), officer)
    letter = Message.objects.get(kind="application_amended")
    assert letter.to == "rustam@example.org"
    assert reverse("intake:claim") in letter.text
    assert first.get_absolute_url() not in letter.text


def test_until_it_is_handed_in_the_first_counts_and_no_list_shows_the_draft(client, officer, first):
    before = Application.objects.values().get(pk=first.pk)
    draft = again(first, officer)
    assert Application.objects.values().get(pk=first.pk) == before
    assert numbers_of(first.vacancy, at=NOW).drafts == 0
    page = client.get(draft.get_absolute_url()).text
    assert "Only HR of the office can see this draft." in page


def test_begun_twice_it_is_one_draft(client, officer, first):
    draft = again(first, officer)
    assert again(first, officer) == draft
    client.post(address(first), form(first, NOW - HOUR))
    assert amendment_of(first) == draft
    assert client.get(address(first)).status_code == 302


def test_after_the_closing_time_what_came_in_time_is_still_entered(officer, first):
    closes = first.vacancy.closes_at
    draft = again(first, officer, received_at=closes, at=closes + DAY)
    assert handed_in(draft, officer, at=closes + 2 * DAY).submitted_at == closes


def test_what_came_late_is_not_entered_but_stands_in_the_register_and_the_person_is_told(
    client, monkeypatch, officer, first
):
    late = first.vacancy.closes_at + HOUR
    with pytest.raises(Refused, match="after the closing time"):
        again(first, officer, received_at=late, at=late + DAY)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: late + DAY)
    asked = client.post(address(first), form(first, late))
    assert "goes on counting" in asked.text
    assert not Entry.objects.filter(action="application.refused_on_behalf").exists()
    client.post(address(first), form(first, late, late="on"))
    refused = next(line for line in lines_of(first.vacancy) if line.kind == Kind.REFUSED)
    assert (refused.name, refused.way) == (first.name, "by e-mail")
    assert "what was handed in before counts" in refused.note
    letter = Message.objects.get(kind="amendment_came_late")
    assert (letter.to, first.receipt_number in letter.text) == ("rustam@example.org", True)
    assert amendment_of(first) is None


def test_what_came_in_time_is_never_noted_as_late(officer, first):
    came = came_again(first, source=Source.PAPER, received_at=NOW - HOUR)
    with pytest.raises(Refused, match="in time"):
        note_late(application=first, came=came, by=officer, at=NOW)


def test_as_for_everybody_the_notice_need_not_have_changed(client, officer, first):
    other = entered_application(planned_vacancy(published=True, office=first.vacancy.office), by=officer)
    page = client.get(page_of(other)).text
    assert address(other) in page
    assert "The notice has changed since" not in page
    assert "The notice has changed since" in client.get(page_of(first)).text
    assert again(other, officer).amends == other


def test_it_cannot_have_come_before_what_it_amends(officer, first):
    with pytest.raises(Refused, match="before the version that it amends"):
        again(first, officer, received_at=first.on_behalf.received_at - timedelta(seconds=1))


def test_a_time_that_cannot_be_is_refused(officer, first):
    with pytest.raises(Refused, match="in the future"):
        again(first, officer, received_at=NOW + HOUR)


def test_once_the_long_list_is_made_nothing_is_entered_or_handed_in(client, officer, first):
    draft, closed = again(first, officer), first.vacancy.closes_at + HOUR
    decided(first, by=officer)
    make_long_list(vacancy=first.vacancy, by=officer, at=closed)
    with pytest.raises(Refused, match="long list"):
        handed_in(draft, officer, at=closed)
    draft.delete()
    with pytest.raises(Refused, match="long list"):
        again(first, officer, at=closed)
    assert address(first) not in client.get(page_of(first)).text
    assert "Nothing can be entered any more" in client.get(address(first)).text


def test_an_envelope_is_carried_over_and_may_be_another_one():
    vacancy = planned_vacancy(published=True, method="cumulative")
    officer = officer_of(vacancy)
    first = entered_application(vacancy, by=officer)
    corrected(vacancy, at=NOW - DAY)
    handed_in(again(first, officer), officer)
    assert (PriceOffer.objects.get().envelope, PriceOffer.objects.get().sealed) == ("7", "envelope:7")


def test_a_price_that_is_sealed_in_the_place_of_an_envelope_is_no_envelope():
    vacancy = planned_vacancy(published=True, method="cumulative")
    first = entered_application(vacancy, by=officer_of(vacancy))
    claimer = UserFactory()
    claiming.claim(entered=first.on_behalf, by=claimer, at=NOW, way="mailbox")
    corrected(vacancy, at=NOW - DAY)
    first = Application.objects.get(pk=first.pk)
    draft = amend(application=first, by=claimer, at=NOW)
    assert draft.price_offer.envelope == "7"
    assert actions.save_price(application=draft, amount=Decimal(90), by=claimer, at=NOW).envelope == ""


def test_a_new_file_in_the_draft_is_taken_away_again_and_one_handed_in_stays(client, officer, first):
    draft, kept = again(first, officer), first.attachments.get().document
    sent = {"cv-file": files.upload(files.pdf("Another CV"), "another.pdf")}
    client.post(reverse("intake:upload", args=[draft.key, "cv"]), sent)
    another = draft.attachments.get().document
    assert another != kept
    client.post(reverse("intake:detach", args=[draft.key, "cv"]))
    assert list(Document.objects.of(first.applicant)) == [kept]


def test_who_signed_the_first_version_is_taken_out_of_the_second_and_stays_in_the_first(client):
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    member = inviting.add(application=draft, said=Said("A", "", "B"), by=officer, at=NOW)
    upload = files.upload(files.handmade_pdf(), "scan.pdf")
    member = paper_team.keep_signed(member=member, upload=upload, by=officer, at=NOW)
    first = actions.submit(application=draft, by=officer, at=NOW)
    corrected(vacancy, at=NOW - DAY)
    draft = again(first, officer)
    client.force_login(officer)
    copy = draft.team.get()
    other = files.upload(files.pdf("Another"), "other.pdf")
    paper_team.keep_signed(member=copy, upload=other, by=officer, at=NOW)
    client.post(reverse("intake:remove-member", args=[draft.key, copy.key]))
    assert not draft.team.exists()
    assert first.team.get().document == member.document
    assert User.objects.filter(pk=member.account_id).exists()
    assert handed_in(draft, officer).earlier.get().snapshot["team"][0]["name"] == "A"


def test_what_is_due_goes_with_every_version_and_with_who_signed_only_the_first():
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    member = inviting.add(application=draft, said=Said("A", "", "B"), by=officer, at=NOW)
    upload = files.upload(files.handmade_pdf(), "scan.pdf")
    member = paper_team.keep_signed(member=member, upload=upload, by=officer, at=NOW)
    first = actions.submit(application=draft, by=officer, at=NOW)
    corrected(vacancy, at=NOW - DAY)
    draft = again(first, officer)
    paper_team.remove(member=draft.team.get(), by=officer, at=NOW)
    row = handed_in(draft, officer)
    corrected(vacancy, at=NOW - timedelta(minutes=30), number=2)
    unfinished = again(row, officer, received_at=NOW - timedelta(minutes=10))
    PaperScanFactory(on_behalf=unfinished.on_behalf)
    erase_application(row, NOW)
    assert not Document.objects.exists()
    assert not User.objects.filter(pk__in=[member.account_id, row.applicant_id]).exclude(name="").exists()


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_only_officers_of_the_office_enter_it(client, officer, first, role):
    for person in (
        person_with(role, first.vacancy.office),
        person_with(Role.OFFICER, OfficeFactory()),
        UserFactory(),
    ):
        client.force_login(person)
        assert client.get(address(first)).status_code == 404
        assert client.post(address(first), form(first, NOW - HOUR)).status_code == 404
        with pytest.raises(PermissionDenied):
            again(first, person)
    client.logout()
    assert client.get(address(first)).status_code == 302
    assert amendment_of(first) is None


def test_one_that_its_applicant_handed_in_or_has_claimed_is_theirs_to_amend(client, officer, first):
    own = submitted_application(first.vacancy)
    claiming.claim(entered=first.on_behalf, by=UserFactory(), at=NOW, way="mailbox")
    first = Application.objects.get(pk=first.pk)
    assert client.get(address(own)).status_code == 404
    assert client.get(address(first)).status_code == 404
    assert address(first) not in client.get(page_of(first)).text


def test_claimed_while_the_vacancy_is_open_the_person_goes_on_with_the_draft(officer, first):
    draft, claimer = again(first, officer), UserFactory()
    PaperScanFactory(on_behalf=draft.on_behalf)
    claiming.claim(entered=first.on_behalf, by=claimer, at=NOW, way="mailbox")
    draft = Application.objects.get(pk=draft.pk)
    assert (draft.applicant, draft.being_entered) == (claimer, None)
    row = handed_in(draft, claimer)
    assert (row.pk, row.version, row.submitted_at) == (first.pk, 2, NOW)
    assert "on_behalf" not in row.snapshot
    assert row.on_behalf.scans.count() == 1


def test_after_the_closing_time_claiming_waits_until_what_came_in_time_is_handed_in(officer, first):
    draft, claimer, closed = again(first, officer), UserFactory(), first.vacancy.closes_at + HOUR
    with pytest.raises(Refused, match="is entering the amended version"):
        claiming.claim(entered=first.on_behalf, by=claimer, at=closed, way="mailbox")
    assert OnBehalf.objects.unclaimed().count() == 2
    handed_in(draft, officer, at=closed)
    assert claiming.claim(entered=first.on_behalf, by=claimer, at=closed, way="mailbox").applicant == claimer


def test_withdrawn_meanwhile_nothing_is_put_in_its_place(officer, first):
    draft = again(first, officer)
    actions.withdraw(application=first, reason="", by=officer, at=NOW)
    with pytest.raises(Refused):
        handed_in(draft, officer)
    first.refresh_from_db()
    assert (first.status, first.version) == (Status.WITHDRAWN, 1)


def test_the_page_on_which_an_applicant_amends_leads_the_office_to_its_own(client, officer, first):
    there = client.get(reverse("intake:amend", args=[first.key])).headers["Location"]
    assert there == address(first)
