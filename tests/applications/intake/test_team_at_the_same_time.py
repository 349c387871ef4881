"""A team whose people act in the same instant: who is told yes is in whole and once, and nobody waits for ever."""

import pytest

from applications.intake import actions, amending, inviting, joining, taking_part
from applications.intake.inviting import Said
from applications.intake.models import Application
from applications.intake.team import TeamMember
from portal.models import Message
from portal.record.verify import breaks
from portal.retention import erasing
from tests.applications.intake.together import at_once, meeting
from tests.factories.documents import DocumentFactory
from tests.factories.intake import filled_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.teams import TeamMemberFactory, team_application, team_draft, team_vacancy

pytestmark = pytest.mark.django_db(transaction=True)


def invited(application, person=None):
    """Somebody of the team with a CV, who has only to confirm."""
    person = person or UserFactory()
    cv = person.documents.first() or DocumentFactory(owner=person, pages_of_text=(f"CV {person.pk}",))
    return TeamMemberFactory(application=application, account=person, document=cv, email=person.email)


def opened(application):
    """As a page of its own has loaded it."""
    return Application.objects.select_related("vacancy", "applicant").get(pk=application.pk)


def confirming(member):
    member = TeamMember.objects.select_related("application__vacancy", "account").get(pk=member.pk)
    return lambda: joining.confirm(member=member, by=member.account, at=NOW)


def declining(member):
    member = TeamMember.objects.select_related("application__vacancy", "account").get(pk=member.pk)
    return lambda: joining.decline(member=member, by=member.account, at=NOW)


def handing_in(application):
    draft = opened(application)
    return lambda: actions.submit(application=draft, by=draft.applicant, at=NOW)


def naming(application, email):
    draft, said = opened(application), Said(email, email, "Interviews")
    return lambda: inviting.add(application=draft, said=said, by=draft.applicant, at=NOW)


def removing(member):
    draft, member = opened(member.application), TeamMember.objects.get(pk=member.pk)
    return lambda: inviting.remove(member=member, by=draft.applicant, at=NOW)


def in_the_snapshot(application):
    return [one["name"] for one in opened(application).snapshot.get("team", ())]


# One team


def test_all_who_confirm_together_count_and_the_lead_hears_of_each():
    draft = filled_application(team_vacancy(4))
    members = [invited(draft) for _ in range(3)]
    at_once([confirming(member) for member in members])
    assert draft.team.confirmed().count() == 3
    assert Message.objects.filter(kind="team_confirmed", user=draft.applicant).count() == 3


def test_the_last_place_named_in_two_windows_is_given_once(monkeypatch):
    draft = team_draft(team_vacancy(3))
    meeting(monkeypatch, (inviting, "_require_place"))
    said = at_once([naming(draft, "a@example.org"), naming(draft, "b@example.org")])
    assert sum("team is full" in str(one) for one in said) == 1
    assert draft.team.count() == 2


def test_one_removed_in_two_windows_is_removed_once_and_told_once():
    draft = team_draft()
    member = draft.team.get()
    said = at_once([removing(member), removing(member)])
    assert sorted(map(str, said)) == ["None", str(inviting.REMOVED)]
    assert Message.objects.filter(kind="team_removed").count() == 1


@pytest.mark.parametrize("first", ["confirms", "hands in"])
def test_whoever_confirms_while_the_lead_hands_in_is_in_it_whole_or_it_is_not_handed_in(monkeypatch, first):
    draft = team_draft(team_vacancy(4))
    member = invited(draft)
    deeds = [confirming(member), handing_in(draft)]
    meeting(monkeypatch, (joining, "_row"), (actions, "own_row"))
    at_once(deeds if first == "confirms" else deeds[::-1])
    draft.refresh_from_db()
    assert draft.team.confirmed().count() == 2
    if draft.receipt_hash:
        assert in_the_snapshot(draft) == [row.name for row in draft.team.all()]


def test_whoever_confirms_while_the_lead_hands_in_without_them_is_told_so(monkeypatch):
    draft = team_draft(team_vacancy(4))
    stays, member = draft.team.get(), invited(draft)
    remove, submit = removing(member), handing_in(draft)
    meeting(monkeypatch, (joining, "_row"), (inviting, "draft_row"))
    said, received = at_once([confirming(member), lambda: (remove(), submit())[1]])
    assert in_the_snapshot(received) == [stays.name]
    told = Message.objects.filter(kind="team_removed", user=member.account).exists()
    assert told or said == joining.GONE


def test_whoever_steps_back_while_the_lead_hands_in_is_in_it_or_it_is_not_handed_in(monkeypatch):
    draft = team_draft()
    member = draft.team.get()
    meeting(monkeypatch, (joining, "_row"), (actions, "own_row"))
    said, received = at_once([declining(member), handing_in(draft)])
    member.refresh_from_db()
    assert (said == joining.HANDED_IN) == (member.declined_at is None) == (not isinstance(received, str))


def test_a_team_handed_in_from_several_windows_is_one_application_told_once_to_each():
    draft = team_draft(members=2)
    received = at_once([handing_in(draft)] * 4)
    assert {row.code for row in received} == {"C1"}
    assert Message.objects.filter(kind="team_received").count() == 2
    assert list(breaks([draft.vacancy.stream])) == []


def test_whoever_steps_back_from_an_amendment_while_it_is_handed_in_is_told_that_it_is(monkeypatch):
    first = team_application()
    draft = amending.amend(application=first, by=first.applicant, at=NOW)
    actions.save_declaration(application=draft, declared=True, by=first.applicant)
    decline = declining(draft.team.get())
    actions.submit(application=draft, by=first.applicant, at=NOW)
    assert at_once([decline]) == [joining.HANDED_IN]


def test_naming_somebody_while_handing_in_in_another_window_stops_neither(monkeypatch):
    draft = team_draft(team_vacancy(4))
    meeting(monkeypatch, (inviting, "_require_place"), (actions, "own_row"))
    at_once([naming(draft, "late@example.org"), handing_in(draft)])
    assert bool(opened(draft).receipt_hash) == (draft.team.count() == 1)


def test_whoever_is_erased_while_the_lead_hands_in_is_in_no_snapshot_without_their_place(monkeypatch):
    draft = team_draft()
    person = draft.team.get().account
    meeting(monkeypatch, (erasing, "_said"), (actions, "own_row"))
    at_once([lambda: erasing.erase(by=person, at=NOW), handing_in(draft)])
    assert in_the_snapshot(draft) == [row.name for row in draft.team.all()]


# Several teams


def test_whoever_confirms_in_two_teams_at_once_is_in_one(monkeypatch):
    vacancy, person = team_vacancy(), UserFactory()
    places = [invited(filled_application(vacancy), person) for _ in range(2)]
    meeting(monkeypatch, (taking_part, "teams_of"))
    said = at_once([confirming(place) for place in places])
    assert sum(one == taking_part.IN_ANOTHER_TEAM for one in said) == 1
    assert TeamMember.objects.of(person).confirmed().count() == 1


def test_whoever_hands_in_alone_and_confirms_in_a_team_at_once_does_one_of_both(monkeypatch):
    own = filled_application(team_vacancy())
    place = invited(filled_application(own.vacancy), own.applicant)
    meeting(monkeypatch, (joining, "_row"), (actions, "own_row"))
    said = at_once([confirming(place), handing_in(own)])
    assert sum(isinstance(one, str) for one in said) == 1
    assert bool(opened(own).receipt_hash) != TeamMember.objects.confirmed().exists()


@pytest.mark.parametrize("deed", [confirming, handing_in])
def test_two_who_are_in_each_others_teams_do_not_wait_for_each_other(monkeypatch, deed):
    drafts = [filled_application(team_vacancy()) for _ in range(2)]
    places = [invited(one, other.applicant) for one, other in zip(drafts, reversed(drafts), strict=True)]
    meeting(monkeypatch, (joining, "_tell_lead"), (actions, "own_row"))
    at_once([confirming(place) for place in places])
    if deed is handing_in:
        received = at_once([handing_in(draft) for draft in drafts])
        assert {row.code for row in received} == {"C1"}
    assert TeamMember.objects.confirmed().count() == 2
