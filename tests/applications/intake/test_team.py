"""A team: one lead names those who apply together, each confirms by mail with a CV, and it is handed in as one."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.intake import actions, inviting, joining
from applications.intake.inviting import Said
from applications.intake.missing import missing
from applications.intake.pages import way
from applications.intake.paper import lay_open
from applications.intake.sheet import sheet_for
from applications.intake.team import TeamMember
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories import files
from tests.factories.documents import DocumentFactory
from tests.factories.intake import filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.teams import TeamMemberFactory, proved, team_draft, team_vacancy
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db
RUSTAM = Said("Каримов Рустам", "Rustam@example.org", "Interviews in Tajik")


@pytest.fixture
def draft():
    return filled_application(team_vacancy())


@pytest.fixture
def member(draft):
    return inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)


@pytest.fixture
def person():
    return proved(UserFactory(name="Rustam"), "rustam@example.org")


def page(draft, name="page", *more):
    return reverse(f"intake:{name}", args=[draft.key, *(more or ("team",))])


def link():
    """The address in the last invitation, without the host."""
    text = Message.objects.filter(kind="team_invitation").latest("pk").text
    return re.search(r"https?://[^/]+(/\S*teams/invitation/\S+)", text)[1]


def secret():
    return link().rstrip("/").rsplit("/", 1)[1]


def faults(draft):
    return [(thing.label, thing.fault) for thing in missing(lay_open(draft)) if thing.page == "team"]


def confirm(member, person):
    document = person.documents.first() or DocumentFactory(owner=person, original_name="cv.pdf")
    joining.bring(member=member, document=document, by=person, at=NOW)
    return joining.confirm(member=member, by=person, at=NOW)


def test_the_page_is_there_only_where_the_notice_allows_teams_and_may_stay_empty(client, draft):
    client.force_login(draft.applicant)
    assert client.post(page(draft), {}).status_code == 302
    assert faults(draft) == []
    alone = filled_application(planned_vacancy(published=True), applicant=draft.applicant)
    assert client.get(page(alone)).status_code == 404


def test_a_page_that_nobody_touched_says_that_one_applies_alone(draft):
    def word():
        return next(step.word for step in way(lay_open(draft), "") if step.key == "team")

    assert word() == "you apply alone"
    TeamMemberFactory(application=draft, confirmed=True)
    assert word() == "complete"


def test_the_button_names_somebody_and_sends_one_letter_in_both_languages(client, draft):
    client.force_login(draft.applicant)
    typed = {"name": RUSTAM.name, "email": RUSTAM.email, "part": RUSTAM.part, "to": "team"}
    assert client.post(page(draft), typed).headers["Location"] == page(draft)
    member = draft.team.get()
    assert (member.name, member.email, member.part) == (RUSTAM.name, "rustam@example.org", RUSTAM.part)
    letter = Message.objects.get(kind="team_invitation")
    assert (letter.to, letter.subject.count("/2026/")) == ("rustam@example.org", 2)
    assert letter.text.count(RUSTAM.name) == 2
    assert {"/en/teams/", "/ru/teams/"} <= set(re.findall(r"/\w\w/teams/", letter.text))
    assert "invited, no answer yet" in client.get(page(draft)).text


@pytest.mark.parametrize("lacking", ["name", "email", "part"])
def test_half_a_person_is_named_as_incomplete_and_what_was_typed_stays(client, draft, lacking):
    client.force_login(draft.applicant)
    typed = {"name": "Rustam K", "email": "r@example.org", "part": "Interviews", lacking: ""}
    answer = client.post(page(draft), typed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [lacking]
    assert [value in answer.text for value in typed.values() if value] == [True, True]
    assert not draft.team.exists()


def test_no_more_people_than_the_notice_allows_nobody_twice_and_not_oneself(draft, member):
    def add(email):
        inviting.add(application=draft, said=Said("X", email, "Y"), by=draft.applicant, at=NOW)

    with pytest.raises(Refused, match="in the team already"):
        add("RUSTAM@example.org")
    with pytest.raises(Refused, match="your own address"):
        add(draft.applicant.email.upper())
    add("second@example.org")
    add("third@example.org")
    with pytest.raises(Refused, match="team is full"):
        add("fourth@example.org")
    assert draft.team.count() == 3


def test_what_is_refused_is_said_on_the_page_beside_what_was_typed(client, draft, member):
    client.force_login(draft.applicant)
    typed = {"name": "Another", "email": "rustam@example.org", "part": "Anything else"}
    answer = client.post(page(draft), typed)
    assert "Somebody with this address is in the team already" in answer.text
    assert 'value="Anything else"' in answer.text


def test_another_may_not_touch_the_team(client, draft, member):
    client.force_login(UserFactory())
    for name in ("member", "invite-again", "remove-member", "signed"):
        assert client.post(page(draft, name, member.key)).status_code == 404
    with pytest.raises(PermissionDenied):
        inviting.remove(member=member, by=UserFactory(), at=NOW)


def test_an_address_is_not_written_to_more_than_three_times_a_week(draft, member):
    for _time in range(2):
        inviting.invite(member=member, by=draft.applicant, at=NOW)
    with pytest.raises(Refused, match="three times within a week"):
        inviting.invite(member=member, by=draft.applicant, at=NOW)
    inviting.remove(member=member, by=draft.applicant, at=NOW)
    with pytest.raises(Refused, match="three times within a week"):
        inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)
    assert not TeamMember.objects.exists()


def test_the_link_leads_the_invited_mailbox_to_its_place_and_is_kept_only_as_a_hash(
    client, draft, member, person
):
    assert secret() not in TeamMember.objects.get().code_hash
    client.force_login(person)
    place = reverse("intake:membership", args=[member.key])
    assert client.get(link()).headers["Location"] == place
    shown = client.get(place).text
    for words in (str(draft.vacancy.title), RUSTAM.name, RUSTAM.part):
        assert words in shown
    for statement in draft.statements.all():
        assert statement.text not in shown


def test_the_link_opens_for_no_other_account_and_not_for_an_address_that_is_not_proved(client, member):
    place = reverse("intake:membership", args=[member.key])
    for other in (
        UserFactory(),
        UserFactory(email="rustam@example.org"),
        UserFactory(is_superuser=True, is_staff=True),
    ):
        client.force_login(other)
        assert client.get(link()).status_code == 403
        assert client.get(place).status_code == 404
        with pytest.raises(PermissionDenied):
            joining.decline(member=member, by=other, at=NOW)


def test_a_link_cannot_be_guessed_is_void_once_another_is_sent_and_used_up_by_the_answer(
    draft, member, person
):
    first = secret()
    assert len(first) >= 32
    assert joining.behind("guessed", at=NOW) is None
    assert joining.behind("", at=NOW) is None
    inviting.invite(member=member, by=draft.applicant, at=NOW)
    assert joining.behind(first, at=NOW) is None
    second = secret()
    assert joining.behind(second, at=NOW) == member
    confirm(member, person)
    assert joining.behind(second, at=NOW) is None


def test_the_link_expires_with_the_closing_time(client, draft, member, person, monkeypatch):
    late = draft.vacancy.closes_at + timedelta(seconds=1)
    assert joining.behind(secret(), at=draft.vacancy.closes_at - timedelta(seconds=1)) == member
    assert joining.behind(secret(), at=late) is None
    monkeypatch.setattr("portal.kernel.clock.now", lambda: late)
    client.force_login(person)
    assert client.get(link()).status_code == 404
    with pytest.raises(Refused, match="closing time has passed"):
        joining.decline(member=member, by=person, at=late)


def test_who_is_not_signed_in_is_asked_to_and_comes_back_to_the_link(client, member):
    asked = client.get(link())
    assert asked.headers["Location"] == f"{reverse('account_login')}?next={link()}"


def test_a_member_brings_a_file_confirms_and_the_lead_is_told(client, draft, member, person):
    client.force_login(person)
    place = reverse("intake:membership", args=[member.key])
    assert "I take part</button>" not in client.get(place).text
    upload = files.upload(files.handmade_pdf(), "резюме.pdf")
    assert client.post(reverse("intake:upload-cv", args=[member.key]), {"file": upload}).status_code == 302
    assert faults(draft) != []
    assert "I take part</button>" in client.get(place).text
    client.post(reverse("intake:confirm-place", args=[member.key]))
    member.refresh_from_db()
    assert (member.account, member.document.owner, member.confirmed_at) == (person, person, NOW)
    assert Message.objects.get(kind="team_confirmed").user == draft.applicant
    assert faults(draft) == []
    assert Entry.objects.get(action="team.confirmed").stream == f"person:{person.pk}"
    assert not Entry.objects.filter(stream=draft.vacancy.stream, action__startswith="team.").exists()


def test_a_member_chooses_one_of_their_own_documents_and_of_nobody_else(client, member, person):
    mine, foreign = DocumentFactory(owner=person), DocumentFactory()
    client.force_login(person)
    address = reverse("intake:choose-cv", args=[member.key])
    assert "Choose one of them" in client.post(address, {}).text
    assert client.post(address, {"document": foreign.pk}).status_code == 200
    assert client.post(address, {"document": mine.pk}).status_code == 302
    member.refresh_from_db()
    assert member.document == mine
    with pytest.raises(PermissionDenied):
        joining.bring(member=member, document=foreign, by=person, at=NOW)


def test_a_file_that_cannot_be_used_is_named(client, member, person):
    client.force_login(person)
    broken = files.upload(b"no document", "cv.pdf")
    answer = client.post(reverse("intake:upload-cv", args=[member.key]), {"file": broken})
    assert answer.context["form"].errors["file"]


def test_nobody_confirms_without_a_cv(member, person):
    with pytest.raises(Refused, match="Bring your CV first"):
        joining.confirm(member=member, by=person, at=NOW)


def test_declining_asks_no_reason_and_names_the_person_as_missing(client, draft, member, person):
    client.force_login(person)
    address = reverse("intake:leave-team", args=[member.key])
    assert "textarea" not in client.get(address).text
    client.post(address)
    assert Message.objects.get(kind="team_declined").user == draft.applicant
    assert faults(draft) == [(RUSTAM.name, "Does not take part. To hand in without this person, remove them")]


def test_until_handing_in_a_member_changes_the_cv_or_steps_back_and_afterwards_neither(draft, member, person):
    confirm(member, person)
    other = DocumentFactory(owner=person, pages_of_text=("Another",))
    assert joining.bring(member=member, document=other, by=person, at=NOW).confirmed_at == NOW
    joining.decline(member=member, by=person, at=NOW)
    confirm(member, person)
    actions.submit(application=draft, by=draft.applicant, at=NOW)
    with pytest.raises(Refused, match="has been handed in"):
        joining.decline(member=member, by=person, at=NOW)
    with pytest.raises(Refused, match="has been handed in"):
        joining.bring(member=member, document=other, by=person, at=NOW)


def test_who_has_not_confirmed_is_missing_with_a_link_and_may_be_removed(client, draft, member):
    with pytest.raises(Refused, match="still missing"):
        actions.submit(application=draft, by=draft.applicant, at=NOW)
    client.force_login(draft.applicant)
    review = client.get(reverse("intake:review", args=[draft.key]))
    assert f"{page(draft)}?check=1#member-{member.key}" in review.text
    assert "You may hand in without this person: remove them" in review.text
    assert "Remove Каримов Рустам from the team?" in client.get(page(draft, "remove-member", member.key)).text
    client.post(page(draft, "remove-member", member.key))
    assert actions.submit(application=draft, by=draft.applicant, at=NOW).snapshot.get("team") is None


def test_an_infected_cv_is_missing(draft, member, person):
    confirm(member, person)
    member.refresh_from_db()
    member.document.scan = "infected"
    member.document.save()
    assert "A virus was found in the CV" in faults(draft)[0][1]


def test_what_is_said_anew_is_confirmed_anew(client, draft, member, person):
    confirm(member, person)
    client.force_login(draft.applicant)
    typed = {"name": RUSTAM.name, "email": RUSTAM.email}
    client.post(page(draft, "member", member.key), {**typed, "part": RUSTAM.part})
    assert draft.team.get().confirmed_at == NOW
    client.post(page(draft, "member", member.key), {**typed, "part": "Everything"})
    row = draft.team.get()
    assert (row.part, row.confirmed_at, row.account) == ("Everything", None, person)
    assert Message.objects.filter(kind="team_invitation").count() == 2
    joining.confirm(member=row, by=person, at=NOW)


def test_another_address_is_another_person(draft, member, person):
    confirm(member, person)
    said = Said(RUSTAM.name, "else@example.org", RUSTAM.part)
    row = inviting.change(member=member, said=said, by=draft.applicant, at=NOW)
    assert (row.account, row.document, row.confirmed_at) == (None, None, None)
    with pytest.raises(PermissionDenied):
        joining.decline(member=row, by=person, at=NOW)


def test_who_confirmed_and_is_removed_is_told(draft, member, person):
    confirm(member, person)
    inviting.remove(member=member, by=draft.applicant, at=NOW)
    assert Message.objects.get(kind="team_removed").user == person


def test_the_snapshot_the_receipt_and_the_sheet_say_the_team(draft, member, person):
    confirm(member, person)
    received = actions.submit(application=draft, by=draft.applicant, at=NOW)
    said = received.snapshot["team"]
    document = received.team.get().document
    assert [(one["name"], one["part"], one["email"]) for one in said] == [
        (RUSTAM.name, RUSTAM.part, "rustam@example.org")
    ]
    assert said[0]["document"]["sha256"] == document.sha256
    entry = Entry.objects.get(action="application.submitted")
    assert document.sha256 in entry.data["files"]
    assert document.sha256 in Message.objects.get(kind="application_receipt").text
    assert Message.objects.get(kind="team_received").user == person
    line = next(section for section in sheet_for(received, at=NOW) if section.key == "team").lines[0]
    assert (line.label, line.value, line.document) == (RUSTAM.name, RUSTAM.part, None)
    assert "cv.pdf" in line.note
    assert received.names == f"{received.name}, {RUSTAM.name}"


def test_who_applies_alone_has_no_such_key():
    assert "team" not in submitted_application(team_vacancy()).snapshot


def test_the_lead_knows_that_a_cv_is_there_and_never_reads_it(client, draft, member, person):
    confirm(member, person)
    document = draft.team.get().document
    client.force_login(draft.applicant)
    shown = client.get(page(draft)).text
    assert document.original_name in shown
    assert str(document.key) not in shown
    address = reverse("documents:download", args=[document.key])
    assert client.get(address).status_code == 404
    actions.submit(application=draft, by=draft.applicant, at=NOW)
    assert client.get(address).status_code == 404
    client.force_login(person_with(Role.OFFICER, draft.office))
    answer = client.get(address)
    assert answer.status_code == 200
    answer.close()


def test_a_member_reads_nothing_of_the_application(client, draft, member, person):
    confirm(member, person)
    client.force_login(person)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("intake:review", args=[draft.key])).status_code == 404
    actions.submit(application=draft, by=draft.applicant, at=NOW)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("intake:membership", args=[member.key])).status_code == 200
    assert (
        client.get(reverse("documents:download", args=[draft.attachments.get().document.key])).status_code
        == 404
    )


def test_one_person_is_in_one_team_also_for_the_database(person):
    vacancy = team_vacancy()
    first, second = (
        TeamMemberFactory(application=filled_application(vacancy), email="rustam@example.org") for _ in "ab"
    )
    confirm(first, person)
    joining.bring(member=second, document=person.documents.get(), by=person, at=NOW)
    with pytest.raises(Refused, match="another team"):
        joining.confirm(member=second, by=person, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.filter(pk=second.pk).update(confirmed_at=NOW)
    joining.decline(member=first, by=person, at=NOW)
    joining.confirm(member=second, by=person, at=NOW)


def test_nothing_is_confirmed_without_account_and_cv_for_the_database(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.filter(pk=member.pk).update(confirmed_at=NOW, code_hash="")


def test_who_has_handed_in_alone_does_not_confirm_and_who_is_in_a_team_begins_nothing(draft, member, person):
    confirm(member, person)
    with pytest.raises(Refused, match="take part in a team"):
        actions.start(vacancy=draft.vacancy, by=person, at=NOW)
    joining.decline(member=member, by=person, at=NOW)
    submitted_application(draft.vacancy, applicant=person)
    joining.bring(member=member, document=person.documents.first(), by=person, at=NOW)
    with pytest.raises(Refused, match="application of your own"):
        joining.confirm(member=member, by=person, at=NOW)


def test_a_draft_of_ones_own_is_said_and_cannot_be_handed_in_beside_the_team(client, draft, member, person):
    own = filled_application(draft.vacancy, applicant=person)
    client.force_login(person)
    assert (
        "You have begun an application of your own"
        in client.get(reverse("intake:membership", args=[member.key])).text
    )
    confirm(member, person)
    with pytest.raises(Refused, match="take part in a team"):
        actions.submit(application=own, by=person, at=NOW)
    joining.decline(member=member, by=person, at=NOW)
    actions.submit(application=own, by=person, at=NOW)


def test_the_lead_is_no_member_and_nobody_is_a_member_twice(draft, member):
    proved(draft.applicant, "rustam@example.org")
    with pytest.raises(Refused, match="in this team already"):
        joining.decline(member=member, by=draft.applicant, at=NOW)


def test_who_may_not_apply_may_not_take_part(draft, member):
    officer = proved(person_with(Role.OFFICER, draft.office), "rustam@example.org")
    joining.bring(member=member, document=DocumentFactory(owner=officer), by=officer, at=NOW)
    with pytest.raises(PermissionDenied):
        joining.confirm(member=member, by=officer, at=NOW)


def test_withdrawing_lets_the_members_go_and_tells_them(draft, member, person):
    confirm(member, person)
    received = actions.submit(application=draft, by=draft.applicant, at=NOW)
    actions.withdraw(application=received, reason="", by=draft.applicant, at=NOW)
    assert Message.objects.get(kind="team_withdrawn").user == person
    assert actions.start(vacancy=draft.vacancy, by=person, at=NOW).applicant == person


def test_a_member_finds_invitations_and_teams_among_their_applications(client, draft, member, person):
    client.force_login(person)
    mine = client.get(reverse("intake:mine")).text
    assert reverse("intake:membership", args=[member.key]) in mine
    confirm(member, person)
    assert RUSTAM.part in client.get(reverse("intake:mine")).text
    client.force_login(UserFactory())
    assert RUSTAM.part not in client.get(reverse("intake:mine")).text


def test_the_notice_may_stop_allowing_teams_and_the_page_says_whom_to_remove(client):
    draft = team_draft()
    plan = draft.vacancy.plan
    plan.team_most = 0
    plan.save()
    client.force_login(draft.applicant)
    assert "The notice does not allow teams any more" in client.get(page(draft)).text
    assert "does not allow teams any more" in faults(draft)[0][1]
    plan.team_most = 2
    plan.save()
    assert faults(draft) == []


def test_the_pages_ask_the_database_as_often_for_many_as_for_one(client, count_queries):
    one, many = (team_draft(team_vacancy(), members=number) for number in (1, 3))
    counted = []
    for draft in (one, many):
        client.force_login(draft.applicant)
        counted.append(
            (
                count_queries(client, page(draft)),
                count_queries(client, reverse("intake:review", args=[draft.key])),
            )
        )
    assert counted[0] == counted[1]
    people = []
    for number in (1, 4):
        user = UserFactory()
        for _ in range(number):
            TeamMemberFactory(application=filled_application(team_vacancy()), account=user)
        client.force_login(user)
        people.append(count_queries(client, reverse("intake:mine")))
    assert people[0] == people[1]
