"""A team when things change: an amendment, another lot, paper, a virus, what is held about each, and erasing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.documents import found
from applications.documents.models import Document, Scan
from applications.holdings import _applications, _teams
from applications.intake import actions, amending, inviting, joining, paper_team, team_quarantine
from applications.intake.audience import applying_for, has_applied
from applications.intake.infection import Infection
from applications.intake.inviting import Said
from applications.intake.missing import missing
from applications.intake.paper import lay_open
from applications.intake.receipt_paper import receipt_pdf
from applications.intake.taking import take_over
from applications.intake.team import TeamMember
from applications.policies import _erase_places, _kept, _loose, _places, _running, erase_application
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.models import Message, User
from portal.retention.erasing import erase
from tests.factories import files
from tests.factories.intake import ApplicationFactory
from tests.factories.on_behalf import entered_draft
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import CorrigendumFactory, LotFactory
from tests.factories.screening import officer_of
from tests.factories.teams import TeamMemberFactory, proved, team_application, team_draft, team_vacancy
from vacancies.corrigenda.models import Change
from vacancies.corrigenda.models import Status as Published

pytestmark = pytest.mark.django_db


@pytest.fixture
def received():
    return team_application(members=2)


@pytest.fixture
def amendment(received):
    """The draft in which it is amended, after a corrigendum of substance."""
    at = received.submitted_at + timedelta(minutes=5)
    CorrigendumFactory(
        vacancy=received.vacancy, change=Change.CORRECTION, closes_before=None, closes_after=None, number=1,
        status=Published.PUBLISHED, published_at=at, approved_by=UserFactory(), of_substance=True,
    )  # fmt: skip
    return amending.amend(application=received, by=received.applicant, at=NOW)


def infect(document, at=NOW):
    document.scan, document.scan_note = Scan.INFECTED, "Eicar"
    document.save()
    found.tell(document, at=at)


def test_an_amendment_keeps_who_has_confirmed_and_takes_in_who_confirms_anew(received, amendment):
    assert [row.confirmed_at for row in amendment.team.all()] == [NOW, NOW]
    person = proved(UserFactory(), "third@example.org")
    said = Said("Third", "third@example.org", "Statistics")
    third = inviting.add(application=amendment, said=said, by=amendment.applicant, at=NOW)
    joining.bring_file(member=third, upload=files.upload(files.handmade_pdf(), "cv.pdf"), by=person, at=NOW)
    joining.confirm(member=third, by=person, at=NOW)
    gone = amendment.team.first()
    inviting.remove(member=gone, by=amendment.applicant, at=NOW)
    assert not Message.objects.filter(kind="team_removed").exists()
    actions.save_declaration(application=amendment, declared=True, by=amendment.applicant)
    row = actions.submit(application=amendment, by=amendment.applicant, at=NOW)
    assert row.pk == received.pk
    assert [one["name"] for one in row.snapshot["team"]] == [received.team.first().name, "Third"]
    assert set(row.team.values_list("binds", flat=True)) == {True}
    assert Message.objects.get(kind="team_removed").user == gone.account
    kept = {one.document for one in row.earlier.get().documents.all()}
    assert gone.document in kept


def test_a_person_sees_one_place_while_it_is_amended(client, received, amendment):
    member = received.team.first()
    client.force_login(member.account)
    shown = client.get(reverse("intake:mine")).context["places"]
    assert [place.member for place in shown] == [member]


def test_for_another_lot_the_names_are_taken_over_and_everybody_confirms_anew():
    vacancy = team_vacancy()
    first, second = LotFactory(vacancy=vacancy), LotFactory(vacancy=vacancy)
    draft = team_draft(vacancy, lot=first)
    other = actions.start(vacancy=vacancy, by=draft.applicant, at=NOW, lot=second)
    row = other.team.get()
    assert (row.name, row.lot, row.confirmed_at, row.account, row.invited_at) == (
        draft.team.get().name, second, None, None, None,
    )  # fmt: skip


def test_starting_from_an_earlier_application_takes_no_team(received):
    draft = ApplicationFactory(vacancy=team_vacancy(), applicant=received.applicant)
    take_over(application=draft, source=received, by=received.applicant)
    assert not draft.team.exists()


def test_on_paper_the_signature_confirms_and_nobody_is_written_to(client):
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    client.force_login(officer)
    page = reverse("intake:page", args=[draft.key, "team"])
    client.post(page, {"name": "Signed By Hand", "email": "", "part": "Law", "to": "team"})
    member = draft.team.get()
    assert not Message.objects.filter(kind="team_invitation").exists()
    assert [thing.label for thing in missing(lay_open(draft))] == ["Signed By Hand"]
    address = reverse("intake:signed", args=[draft.key, member.key])
    assert "Without a signature nobody takes part" in client.post(address, {}).text
    sent = {"file": files.upload(files.handmade_pdf(), "scan.pdf"), "signed": "on"}
    assert client.post(address, sent).status_code == 302
    member.refresh_from_db()
    assert (member.account.is_active, member.document.owner) == (False, member.account)
    assert member.confirmed_at == draft.on_behalf.received_at
    answer = client.get(reverse("documents:download", args=[member.document.key]))
    assert (answer.status_code, b"".join(answer)[:4]) == (200, b"%PDF")
    row = actions.submit(application=draft, by=officer, at=NOW)
    assert row.snapshot["team"][0]["name"] == "Signed By Hand"


def test_removing_who_signed_on_paper_removes_the_file_and_the_stand_in():
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    member = inviting.add(application=draft, said=Said("A", "", "B"), by=officer, at=NOW)
    upload = files.upload(files.handmade_pdf(), "scan.pdf")
    member = paper_team.keep_signed(member=member, upload=upload, by=officer, at=NOW)
    paper_team.remove(member=member, by=officer, at=NOW)
    assert not User.objects.filter(pk=member.account_id).exists()
    assert not Document.objects.filter(pk=member.document_id).exists()


def test_an_applicants_member_is_confirmed_by_nobody_else():
    draft = team_draft(members=0)
    member = TeamMemberFactory(application=draft)
    with pytest.raises(PermissionDenied):
        paper_team.keep_signed(member=member, upload=files.upload(b"", "x"), by=draft.applicant, at=NOW)


def test_a_virus_in_a_cv_is_told_to_its_owner_who_replaces_it_alone(client, received):
    member, other = received.team.all()
    before, at = received.receipt_hash, received.submitted_at
    infect(member.document)
    letter = Message.objects.get(kind="member_file_infected")
    assert letter.user == member.account
    assert reverse("intake:replace-cv", args=[member.key]) in letter.text
    assert not Message.objects.filter(user=received.applicant, kind__startswith="file_").exists()
    client.force_login(other.account)
    assert client.get(reverse("intake:replace-cv", args=[other.key])).status_code == 302
    client.force_login(member.account)
    assert "A virus was found in your CV" in client.get(reverse("intake:membership", args=[member.key])).text
    upload = files.upload(files.handmade_pdf(), "new.pdf")
    assert client.post(reverse("intake:replace-cv", args=[member.key]), {"file": upload}).status_code == 302
    received.refresh_from_db()
    said = received.snapshot["team"]
    assert [one["document"]["name"] for one in said] == ["new.pdf", other.document.original_name]
    assert (received.submitted_at, received.version) == (at, 2)
    assert received.receipt_hash == sha256_of(received.snapshot) != before
    assert Infection.objects.get().replaced_at == NOW
    with pytest.raises(Refused, match="cannot be replaced any more"):
        team_quarantine.replace(member=member, upload=upload, by=member.account, at=NOW)


def test_a_virus_in_the_cv_of_a_draft_is_told_and_the_lead_sees_it_missing():
    draft = team_draft()
    member = draft.team.get()
    infect(member.document)
    assert (
        reverse("intake:membership", args=[member.key])
        in Message.objects.get(kind="member_file_infected").text
    )
    assert [thing.label for thing in missing(lay_open(draft))] == [member.name]


def test_corrigenda_concern_the_members_too_and_no_reminder_comes_after_handing_in(received):
    member = received.team.first().account
    assert member in applying_for(received.vacancy)
    assert has_applied(received.vacancy, member)


def test_the_receipt_as_pdf_names_the_team(received):
    assert receipt_pdf(received)[:4] == b"%PDF"


def test_each_side_is_told_what_is_held_of_them(received):
    member = received.team.first()
    of_lead = next(iter(_applications(received.applicant)))["team"][0]
    assert (of_lead["name"], of_lead["part"], of_lead["cv"]) == (
        member.name,
        member.part,
        member.document.sha256,
    )
    held = list(_teams(member.account))
    assert [(one["vacancy"], one["name"], one["document"]) for one in held] == [
        (received.vacancy.reference, member.name, str(member.document.key))
    ]
    assert "code_hash" not in held[0]


def test_erasing_takes_a_person_out_of_drafts_and_waits_for_what_is_handed_in(received):
    draft = team_draft()
    place = draft.team.get()
    person = place.account
    assert (_places(person).count(), _running(person), list(_kept(person))) == (1, "", [])
    assert list(_loose(person)) == [place.document]
    assert _erase_places(person).number == 1
    assert not draft.team.exists()
    member = received.team.first()
    assert "is still in the selection" in _running(member.account)
    assert len(list(_kept(member.account))) == 1
    assert list(_loose(member.account)) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_lead_hears_that_somebody_has_erased_their_account(language):
    draft = team_draft(applicant=UserFactory(language=language))
    member, waiting = draft.team.get(), proved(UserFactory(), "waiting@example.org")
    TeamMemberFactory(application=draft, name="Who Waits", email="waiting@example.org")
    declined = TeamMemberFactory(application=draft, account=UserFactory(), declined_at=NOW)
    for person in (member.account, waiting, declined.account):
        erase(by=person, at=NOW)
    letters = Message.objects.filter(kind="team_erased").order_by("pk")
    assert [letter.user for letter in letters] == [draft.applicant] * 2
    assert [
        letter.subject.startswith(name)
        for letter, name in zip(letters, (member.name, "Who Waits"), strict=True)
    ] == [True] * 2
    assert f"/{language}/applications/{draft.key}/team/" in letters[0].text
    assert not draft.team.exists()


def test_the_team_hears_that_its_lead_has_erased_their_account():
    draft = team_draft()
    member = draft.team.get()
    TeamMemberFactory(application=draft, account=UserFactory(), declined_at=NOW)
    TeamMemberFactory(application=draft)
    erase(by=draft.applicant, at=NOW)
    (letter,) = Message.objects.filter(kind="team_dissolved")
    assert letter.user == member.account
    assert draft.vacancy.get_absolute_url() in letter.text
    assert not TeamMember.objects.exists()


def test_what_is_due_goes_with_the_team_and_its_cvs(received):
    cvs = [row.document_id for row in received.team.all()]
    erase_application(received, NOW)
    received.refresh_from_db()
    assert received.snapshot["team"] == []
    assert not TeamMember.objects.exists()
    assert not Document.objects.filter(pk__in=cvs).exists()
