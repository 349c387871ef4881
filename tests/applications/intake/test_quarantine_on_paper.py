"""A virus in a file that came on paper: its owner has no account, so the office is told and replaces it for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.desk.verification import receipt_faults
from applications.documents import found
from applications.documents.models import Scan
from applications.intake import actions, claiming, inviting, paper_team, quarantine, team_quarantine
from applications.intake.infection import Infection
from applications.intake.inviting import Said
from applications.intake.models import Application
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories import files
from tests.factories.desk import waiting_for
from tests.factories.intake import submitted_application
from tests.factories.on_behalf import entered_application, entered_draft
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.screening import ScreeningFactory, officer_of
from tests.factories.teams import team_application, team_vacancy
from tests.vacancies.listing.reading import queries_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def vacancy():
    return team_vacancy()


@pytest.fixture
def officer(vacancy, client):
    user = officer_of(vacancy, name="Officer", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def entered(vacancy, officer):
    return entered_application(vacancy, by=officer, email="rustam@example.org")


@pytest.fixture
def moment(vacancy, monkeypatch):
    """An hour after the closing time, on the clock of the views as well."""
    moment = vacancy.closes_at + HOUR
    monkeypatch.setattr("portal.kernel.clock.now", lambda: moment)
    return moment


def infect(document, at):
    document.scan, document.scan_note = Scan.INFECTED, "Eicar"
    document.save()
    found.tell(document, at=at)
    return Infection.objects.filter(document=document).first()


def infect_cv_of(application, at):
    return infect(application.attachments.get().document, at)


def signed(draft, officer):
    """One of a team who signed on paper."""
    member = inviting.add(application=draft, said=Said("Signed By Hand", "", "Law"), by=officer, at=NOW)
    upload = files.upload(files.handmade_pdf(), "scan.pdf")
    return paper_team.keep_signed(member=member, upload=upload, by=officer, at=NOW)


def team_on_paper(vacancy, officer):
    draft = entered_draft(vacancy, by=officer)
    signed(draft, officer)
    return actions.submit(application=draft, by=officer, at=NOW)


def address(infection):
    return reverse("intake:replace-for", args=[infection.pk])


def page_of(application):
    return reverse("screening:application", args=[application.key])


def another(text="Clean"):
    return {"file": files.upload(files.pdf(text), "clean.pdf")}


def letters(kind):
    return Message.objects.filter(kind=kind)


def test_the_office_is_told_by_mail_and_in_its_list_until_when(client, officer, entered, moment):
    infection = infect_cv_of(entered, moment)
    letter = letters("file_infected_office").get()
    assert (letter.user, entered.name in letter.text, address(infection) in letter.text) == (
        officer,
        True,
        True,
    )
    (task,) = [task for task in waiting_for(officer, at=moment) if task.address == address(infection)]
    assert (task.vacancy, "C1" in task.label) == (entered.vacancy, True)
    assert address(infection) in client.get(page_of(entered)).text


def test_the_person_is_told_to_bring_another_to_the_office_and_gets_no_link_they_cannot_open(
    officer, entered, moment
):
    infect_cv_of(entered, moment)
    letter = letters("file_infected").get()
    assert letter.to == "rustam@example.org"
    assert str(entered.key) not in letter.text


def test_who_gave_no_address_gets_the_letter_printed(client, vacancy, officer, moment):
    row = entered_application(vacancy, by=officer)
    infect_cv_of(row, moment)
    kinds = [letter.kind for letter in client.get(page_of(row)).context["to_print"]]
    assert kinds == ["application_entered", "file_infected"]


def test_an_officer_puts_another_in_its_place_and_the_rest_stays(client, officer, entered, moment):
    before, infection = entered.snapshot, infect_cv_of(entered, moment)
    assert infection.document.original_name in client.get(address(infection)).text
    bad = client.post(address(infection), {"file": files.upload(files.HTML_PAGE, "x.pdf")})
    assert "cannot be used" in bad.text
    done = client.post(address(infection), another(), follow=True)
    assert done.redirect_chain[-1][0] == page_of(entered)
    entered.refresh_from_db()
    changed = {name for name in entered.snapshot if entered.snapshot[name] != before.get(name)}
    assert changed == {"documents", "version", "replaced"}
    assert entered.submitted_at == entered.on_behalf.received_at
    document = entered.attachments.get().document
    assert (document.original_name, document.owner) == ("clean.pdf", entered.applicant)
    answer = client.get(reverse("documents:download", args=[document.key]))
    assert (answer.status_code, b"".join(answer)[:4]) == (200, b"%PDF")
    said = sentence(Entry.objects.get(action="application.file_replaced"))
    assert said.startswith("Officer replaced the infected document cv of application C1")
    assert reverse("intake:claim") in letters("file_replaced").get().text
    assert list(receipt_faults()) == []
    assert address(infection) not in client.get(page_of(entered)).text
    assert client.get(address(infection)).status_code == 302
    assert address(infection) not in [task.address for task in waiting_for(officer, at=moment)]


def test_in_a_draft_the_office_is_told_to_choose_another(officer, vacancy):
    draft = entered_draft(vacancy, by=officer, email="rustam@example.org")
    infect_cv_of(draft, NOW)
    letter = letters("file_infected_entering").get()
    assert (letter.user, draft.get_absolute_url() in letter.text) == (officer, True)
    assert not letters("file_infected_draft").exists()


def test_after_its_days_and_after_the_long_list_nothing_is_replaced(client, officer, entered, moment):
    infection = infect_cv_of(entered, moment)
    with pytest.raises(Refused):
        quarantine.replace(
            application=entered, asked=infection.asked, by=officer, at=infection.until + HOUR, upload=another()["file"]
        )  # fmt: skip
    ScreeningFactory(application=entered)
    assert client.get(address(infection)).status_code == 302
    assert address(infection) not in client.get(page_of(entered)).text
    assert address(infection) not in [task.address for task in waiting_for(officer, at=moment)]


def test_found_after_the_long_list_the_office_is_told_that_it_is_too_late(officer, entered, moment):
    ScreeningFactory(application=entered)
    infect_cv_of(entered, moment)
    assert "cannot be replaced any more" in letters("file_infected_office").get().text
    assert "cannot be replaced any more" in letters("file_infected").get().text


def test_claimed_it_is_the_applicants_to_replace(client, officer, entered, moment):
    claimer = UserFactory()
    claiming.claim(entered=entered.on_behalf, by=claimer, at=NOW, way="mailbox")
    infection = infect_cv_of(Application.objects.get(pk=entered.pk), moment)
    assert client.get(address(infection)).status_code == 404
    assert not letters("file_infected_office").exists()
    assert letters("file_infected").get().user == claimer
    assert [task.address for task in waiting_for(officer, at=moment) if "infected" in task.address] == []


def test_that_of_who_applies_in_the_portal_is_replaced_by_nobody_else(client, officer, vacancy, moment):
    own = submitted_application(vacancy)
    infection = infect_cv_of(own, moment)
    assert client.get(address(infection)).status_code == 404
    with pytest.raises(PermissionDenied):
        quarantine.replace(
            application=own, asked=infection.asked, by=officer, at=moment, upload=another()["file"]
        )


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR, Role.TRANSLATOR])
def test_only_officers_of_the_office_replace(client, officer, entered, moment, role):
    infection = infect_cv_of(entered, moment)
    office = entered.vacancy.office
    for person in (person_with(role, office), person_with(Role.OFFICER, OfficeFactory()), UserFactory()):
        client.force_login(person)
        assert client.get(address(infection)).status_code == 404
        assert client.post(address(infection), another()).status_code == 404
    client.logout()
    assert client.get(address(infection)).status_code == 302
    assert not entered.earlier.exists()


def test_the_cv_of_who_signed_on_paper_is_replaced_by_the_office(client, vacancy, officer, moment):
    row = team_on_paper(vacancy, officer)
    infection = infect(row.team.get().document, moment)
    assert address(infection) in letters("file_infected_office").get().text
    assert not letters("member_file_infected").exists()
    client.post(address(infection), another())
    row.refresh_from_db()
    member = row.team.get()
    assert (member.document.original_name, member.document.owner) == ("clean.pdf", member.account)
    assert row.snapshot["team"][0]["document"]["name"] == "clean.pdf"
    assert not letters("member_file_replaced").exists()
    assert list(receipt_faults()) == []


def test_it_stays_the_offices_when_the_lead_has_claimed_the_application(client, vacancy, officer, moment):
    row, lead = team_on_paper(vacancy, officer), UserFactory()
    claiming.claim(entered=row.on_behalf, by=lead, at=NOW, way="mailbox")
    infection = infect(row.team.get().document, moment)
    with pytest.raises(PermissionDenied):
        team_quarantine.replace(member=row.team.get(), by=lead, at=moment, upload=another()["file"])
    client.post(address(infection), another())
    assert row.team.get().document.original_name == "clean.pdf"


def test_the_cv_of_a_member_with_an_account_is_theirs(client, vacancy, officer, moment):
    row = team_application(vacancy)
    member = row.team.get()
    infection = infect(member.document, moment)
    assert client.get(address(infection)).status_code == 404
    with pytest.raises(PermissionDenied):
        team_quarantine.replace(member=member, by=officer, at=moment, upload=another()["file"])


def test_in_a_draft_the_office_is_told_of_the_cv_of_who_signed(vacancy, officer):
    draft = entered_draft(vacancy, by=officer)
    infect(signed(draft, officer).document, NOW)
    assert "Signed By Hand" in letters("file_infected_entering").get().text


@pytest.fixture
def own(vacancy, officer, moment):
    """An application from the portal in which a virus was found after the closing time."""
    row = submitted_application(vacancy)
    infect_cv_of(row, moment)
    return row


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "was told, and can replace it until"), (4, "No other file was put in its place until")],
)
def test_hr_reads_what_has_become_of_it_and_no_advice_for_the_applicant(
    client, own, monkeypatch, days, words
):
    monkeypatch.setattr(
        "portal.kernel.clock.now", lambda: own.vacancy.closes_at + HOUR + timedelta(days=days)
    )
    page = client.get(page_of(own)).text
    assert words in page
    assert "Choose another file" not in page


def test_hr_reads_that_it_was_replaced(client, own, moment):
    upload, asked = another()["file"], own.attachments.get().asked
    quarantine.replace(application=own, asked=asked, by=own.applicant, at=moment, upload=upload)
    assert "Another file was put in its place:" in client.get(page_of(own)).text


def test_beside_the_document_itself_hr_reads_who_was_told_and_until_when(client, own):
    (handed,) = client.get(page_of(own)).context["documents"]
    assert handed.shown.withheld.endswith("so nobody can open it")
    assert "can replace it until" in handed.told


def test_more_infected_files_need_no_more_queries(client, officer, vacancy, moment):
    """The list of what waits for the office is asked on every page of the desk."""
    home = reverse("desk:home")
    rows = [entered_application(vacancy, by=officer) for _number in range(3)]
    infect_cv_of(rows[0], moment)
    needed = queries_of(client, home)
    infect_cv_of(rows[1], moment)
    infect_cv_of(rows[2], moment)
    assert queries_of(client, home) == needed
