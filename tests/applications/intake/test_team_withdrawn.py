"""A lead who erases their account: whoever was invited and has not answered hears that the invitation is void, and so says its link."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from applications.intake import amending, inviting
from applications.intake.inviting import Said
from applications.intake.lapsing import LapsedInvitation
from applications.policies import _erase_drafts, _tell_teams
from portal.kernel import clock
from portal.models import Message, User
from portal.retention.erasing import erase
from tests.factories.intake import hand_in, withdraw
from tests.factories.on_behalf import entered_draft
from tests.factories.portal import NOW, UserFactory
from tests.factories.screening import officer_of
from tests.factories.teams import TeamMemberFactory, proved, team_draft, team_vacancy

pytestmark = pytest.mark.django_db

RUSTAM = Said("Rustam Karimov", "rustam@example.org", "Field interviews")
WITHDRAWN = "has taken back what they had begun"


@pytest.fixture
def draft():
    return team_draft(applicant=UserFactory(name="Who Leads"))


@pytest.fixture
def invited(draft):
    """The link of an invitation that nobody has answered."""
    inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)
    text = Message.objects.get(kind="team_invitation").text
    return re.search(r"https?://[^/]+(/\S*teams/invitation/\S+)", text)[1]


def letters():
    return Message.objects.filter(kind="team_lapsed")


def test_who_has_not_answered_is_told_once_and_whoever_has_gets_the_letter_they_had(draft, invited):
    answered = draft.team.exclude(account=None).get()
    TeamMemberFactory(application=draft, account=UserFactory(), declined_at=NOW)
    erase(by=draft.applicant, at=NOW)
    (letter,) = letters()
    assert (letter.to, letter.user) == (RUSTAM.email, None)
    assert draft.vacancy.reference in letter.subject
    assert draft.vacancy.get_absolute_url() in letter.text
    assert [one.user for one in Message.objects.filter(kind="team_dissolved")] == [answered.account]


def test_it_names_no_lead_and_does_not_say_why(draft, invited):
    erase(by=draft.applicant, at=NOW)
    (letter,) = letters()
    words = f"{letter.subject} {letter.text}"
    assert "Who Leads" not in words
    assert not re.search(r"eras|delet|account|удал|уч[её]тн", words)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_with_an_account_it_is_in_the_language_of_the_account(draft, invited, language):
    other = {"en": "ru", "ru": "en"}[language]
    proved(UserFactory(language=language), "Rustam@example.org")
    User.objects.filter(pk=draft.applicant_id).update(language=other)
    erase(by=draft.applicant, at=NOW)
    (letter,) = letters()
    assert letter.language == language
    assert f"/{language}/" in letter.text
    assert f"/{other}/" not in letter.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_without_an_account_it_is_in_both_languages_in_the_order_of_the_invitation(language):
    draft = team_draft()
    draft.language = language
    draft.save()
    inviting.add(application=draft, said=RUSTAM, by=draft.applicant, at=NOW)
    erase(by=draft.applicant, at=NOW)
    (letter,) = letters()
    invitation = Message.objects.get(kind="team_invitation")
    assert letter.language == invitation.language == language
    for one in (letter, invitation):
        assert re.findall(r"/(en|ru)/", one.text)[0] == language
        assert {"en", "ru"} == set(re.findall(r"/(en|ru)/", one.text))


def test_an_account_that_only_claims_the_mailbox_does_not_choose_the_language(draft, invited):
    other = {"en": "ru", "ru": "en"}[draft.language]
    claims = UserFactory(email=RUSTAM.email, language=other)
    EmailAddress.objects.create(user=claims, email=RUSTAM.email, verified=False)
    erase(by=draft.applicant, at=NOW)
    assert letters().get().language == draft.language


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_link_says_that_the_team_is_withdrawn_also_to_who_is_not_signed_in(
    client, draft, invited, language
):
    assert client.get(invited).status_code == 302
    erase(by=draft.applicant, at=NOW)
    there = re.sub(r"^/(en|ru)/", f"/{language}/", invited)
    for person in (None, proved(UserFactory(), RUSTAM.email), UserFactory()):
        if person:
            client.force_login(person)
        answer = client.get(there)
        assert answer.status_code == 410
        assert "no-store" in answer["Cache-Control"]
        assert answer.context["vacancy"] == draft.vacancy
        assert "Who Leads" not in answer.text
        assert draft.vacancy.reference in answer.text
    if language == "en":
        assert WITHDRAWN in answer.text
        assert "you may apply by yourself" in answer.text


def test_after_the_closing_time_the_link_says_it_still_and_does_not_send_on_to_apply(
    client, monkeypatch, draft, invited
):
    erase(by=draft.applicant, at=NOW)
    monkeypatch.setattr(clock, "now", lambda: draft.vacancy.closes_at + timedelta(days=1))
    shown = client.get(invited)
    assert WITHDRAWN in shown.text
    assert "you may apply by yourself" not in shown.text


def test_after_the_closing_time_nobody_is_written_to_as_the_invitation_said_when_it_ends(draft, invited):
    erase(by=draft.applicant, at=draft.vacancy.closes_at + timedelta(days=1))
    assert not letters().exists()
    assert LapsedInvitation.objects.count() == 1


def test_a_link_that_was_answered_or_replaced_or_guessed_says_what_it_did_before(client, draft, invited):
    inviting.invite(member=draft.team.get(email=RUSTAM.email), by=draft.applicant, at=NOW)
    erase(by=draft.applicant, at=NOW)
    client.force_login(UserFactory())
    assert client.get(invited).status_code == 404
    assert client.get(reverse("intake:invited", args=["guessed"])).status_code == 404
    assert LapsedInvitation.objects.count() == 1


def test_what_is_kept_says_nothing_of_who_invited_or_was_invited(draft, invited):
    erase(by=draft.applicant, at=NOW)
    kept = LapsedInvitation.objects.values().get()
    assert set(kept) == {"id", "code_hash", "vacancy_id", "lapsed_at"}
    assert invited.rstrip("/").rsplit("/", 1)[1] not in kept["code_hash"]


def test_who_is_named_from_paper_was_not_invited_and_hears_nothing():
    vacancy = team_vacancy()
    officer = officer_of(vacancy)
    draft = entered_draft(vacancy, by=officer)
    inviting.add(application=draft, said=RUSTAM, by=officer, at=NOW)
    _tell_teams(draft.applicant, NOW)
    _erase_drafts(draft.applicant)
    assert not letters().exists()


def test_who_was_invited_into_the_draft_that_amends_what_was_withdrawn_hears_it_too(draft):
    first = hand_in(draft, at=NOW - timedelta(hours=1))
    amendment = amending.amend(application=first, by=first.applicant, at=NOW)
    inviting.add(application=amendment, said=RUSTAM, by=first.applicant, at=NOW)
    withdraw(first, at=NOW)
    erase(by=first.applicant, at=NOW)
    assert [letter.to for letter in letters()] == [RUSTAM.email]
