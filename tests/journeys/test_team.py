"""A team in Russian: the lead invites, a member comes from the letter with a CV and confirms, the lead hands in, the panel reads."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from applications.intake.models import Application
from applications.screening.actions import make_long_list
from tests.factories import files
from tests.factories.panels import convened_panel
from tests.factories.portal import PASSWORD
from tests.factories.screening import decided
from tests.journeys import cast, story
from tests.journeys.panel import Member
from tests.journeys.public import Consultant

pytestmark = pytest.mark.django_db(transaction=True)
NAME, PART = "Каримов Рустам", "Интервью на таджикском языке"


@pytest.fixture
def officer():
    return cast.staff(cast.office(), "ru")["officer"]


@pytest.fixture
def vacancy(officer):
    office = officer.grants.get().office
    return cast.notice(office, officer, published=True, asks={"team_most": 3})


def invites(lead, vacancy):
    lead.signs_in()
    lead.opens_menu("My applications")
    lead.follows(story.TITLE["ru"])
    lead.follows("Team", inside=lead.page.locator("ol.path"))
    lead.fills("Name", NAME)
    lead.fills("E-mail address", "rustam@example.org")
    lead.fills("Part in the work", PART)
    lead.presses("Add this person and send the invitation")
    lead.sees("invited, no answer yet", "in a team")


def comes_from_the_letter(member):
    """Signed out: the link asks to sign in, and goes on from there."""
    path = re.search(r"https?://[^/\s]+(/ru/teams/invitation/\S+)", member.letter().body)[1]
    member._go(lambda: member.page.goto(member.home + path))
    member.fills("E-mail address", member.email)
    member.fills("Password", PASSWORD)
    member.presses("Sign in")
    member.sees(PART)


def brings_a_cv(member, name):
    member.page.locator("#section-cv input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": files.pdf("Рустам Каримов", "Интервью")}
    )
    button = member.page.get_by_role("button", name=member.word("Attach the file"), exact=True)
    if button.locator("visible=true").count():
        member.presses("Attach the file")
    else:
        # The button to confirm comes by itself once the file has arrived.
        expect(member.page.get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("device", [{"screen": "desk"}, {"screen": "phone", "scripts": False}])
def test_from_the_invitation_to_the_panel(enter, clock, vacancy, officer, device):
    draft = cast.drafts(vacancy, cast.applicant("aliya", "Сеитова Алия", "ru"))
    cast.account("rustam", NAME, "ru")
    lead = enter(Consultant, "ru", email="aliya@example.org")
    invites(lead, vacancy)

    member = enter(Consultant, "ru", email="rustam@example.org", **device)
    comes_from_the_letter(member)
    member.sees("The button appears when your CV is there.")
    brings_a_cv(member, "Каримов.pdf")
    member.presses("I take part")
    member.sees("confirmed", "in a team")
    member.opens_menu("My applications")
    member.sees("In teams")

    lead.opens_menu("My applications")
    lead.follows(story.TITLE["ru"])
    lead.follows("Check and hand in", inside=lead.page.locator("ol.path"))
    lead.sees(NAME)
    lead.hands_in()
    lead.sees("Receipt")
    received = Application.objects.get(pk=draft.pk)
    assert [one["name"] for one in received.snapshot["team"]] == [NAME]

    clock.now = vacancy.closes_at + timedelta(days=1)
    decided(received, by=officer)
    make_long_list(vacancy=vacancy, by=officer, at=clock.now)
    panel = convened_panel(vacancy, declared=False)
    judge = cast.confirmed(panel.seats.filter(role="member").first().user)
    judge.language = "ru"
    judge.save()
    reader = enter(Member, "ru", email=judge.email)
    reader.signs_in()
    reader.declares_no_conflict()
    reader.follows(received.names)
    reader.sees("CV of %(name)s", name=NAME)
    reader.sees(PART)
    assert reader.sees_the_pages() == 4
