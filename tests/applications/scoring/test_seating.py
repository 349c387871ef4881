"""A seat ends and is taken over while the panel is at work: access stops, evidence stays, and nobody learns a mark by it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.models import Application, Mark
from applications.panels.actions import Place, declare
from applications.panels.models import EndedBy, Seat, SeatRole
from applications.ranking.actions import make
from applications.reports.changes import changes
from applications.reports.material import Material
from applications.scoring import actions, quorum
from applications.scoring.left_out import CONFLICT, ENDED, LATE, REPLACED
from applications.scoring.models import RoundStatus, Sheet
from applications.scoring.seating import appoint_chair, end_seat, join, take_over
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.offices.models import Office
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    handed_in,
    of,
    opened_round,
    refrozen,
    revealed_round,
    signed_round,
)
from tests.factories.screening import officer_of
from vacancies.models import Criterion, Vacancy

pytestmark = pytest.mark.django_db


def officer(panel):
    return officer_of(panel.vacancy)


def ended(seat, because=EndedBy.ABSENCE, reason="Ill for a long time."):
    return end_seat(seat=seat, because=because, reason=reason, by=officer(seat.panel), at=NOW)


def succeeded(seat, name="Successor", *, declared=True, conflicts=()):
    """Somebody takes the place over, and declares."""
    person = Place(UserFactory(name=name), SeatRole.MEMBER)
    taken = take_over(seat=seat, person=person, reason="Works on the same.", by=officer(seat.panel), at=NOW)
    if declared:
        found = dict.fromkeys(conflicts, "My cousin.")
        declare(seat=taken, conflicts=found, by=taken.user, at=NOW)
    return taken


def in_two_rounds(panel):
    """The plan of `panel` marks at two stages."""
    Criterion.objects.filter(plan__vacancy=panel.vacancy, code="B").update(stage="interview")
    refrozen(panel.vacancy)
    return panel


def fresh(sheet):
    return Sheet.objects.get(pk=sheet.pk)


def answers(client, seat):
    """Statuses of the pages of the panel for the holder of a seat."""
    sheet = Sheet.objects.filter(seat=seat).first()
    person = Application.objects.filter(vacancy=seat.vacancy).get(code="C1")
    document = person.attachments.get().document
    places = [
        reverse("panels:panel", args=[seat.panel_id]),
        reverse("panels:candidate", args=[person.key]),
        reverse("documents:page", args=[document.key, 1]),
        reverse("scoring:round", args=[sheet.round_id]),
        reverse("scoring:sheet", args=[sheet.pk]),
        reverse("desk:search-panel", args=[seat.panel_id]),
        reverse("scoring:short-list", args=[seat.panel_id]),
    ]
    client.force_login(seat.user)
    return {client.get(place).status_code for place in places}


def test_with_the_seat_ends_the_access_to_everything_of_the_panel_at_once(client):
    round_ = opened_round()
    seat = filled(of(round_, 1)).seat
    assert answers(client, seat) == {200}
    ended(seat)
    assert 200 not in answers(client, seat)
    assert client.get(reverse("panels:panels")).status_code == 403


def test_what_stands_on_the_sheet_is_kept_and_read_by_nobody(client):
    round_ = opened_round()
    sheet = filled(of(round_, 1))
    marks = list(Mark.objects.filter(sheet=sheet).values_list("value", "reason"))
    ended(sheet.seat)
    succeeded(sheet.seat)
    assert list(Mark.objects.filter(sheet=sheet).values_list("value", "reason")) == marks != []
    for person in (chair_of(round_.panel), officer(round_.panel), Seat.objects.last().user):
        client.force_login(person)
        assert client.get(reverse("scoring:sheet", args=[sheet.pk])).status_code == 404


def test_a_sheet_not_handed_in_does_not_count_and_one_handed_in_does():
    round_ = opened_round()
    waiting, done = of(round_, 1), handed_in(of(round_, 2))
    ended(waiting.seat)
    ended(done.seat)
    assert fresh(waiting).left_out_reason == ENDED
    assert fresh(done).counts


def test_nor_does_one_of_a_member_who_leaves_for_conflicts_of_interest_even_handed_in():
    round_ = opened_round()
    done = handed_in(of(round_, 2))
    ended(done.seat, EndedBy.CONFLICT)
    assert fresh(done).left_out_reason == ENDED


def test_once_all_are_in_the_sheet_of_who_leaves_stands_and_no_signature_is_waited_for():
    round_ = revealed_round()
    gone = of(round_, 1)
    ended(gone.seat)
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in round_.sheets.exclude(pk=gone.pk):
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.sign(sheet=fresh(gone), by=gone.seat.user, at=NOW)
    ranking = make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    assert fresh(gone).member in ranking.evaluation["members"]
    assert ranking.result["members_left_out"] == []


def test_the_last_sheet_waited_for_shows_all_when_its_member_leaves():
    round_ = opened_round()
    handed_in(of(round_, 0))
    handed_in(of(round_, 2))
    ended(of(round_, 1).seat)
    round_.refresh_from_db()
    assert round_.status == RoundStatus.MODERATION


def test_a_successor_declares_first_and_then_marks_in_an_order_of_their_own(client):
    round_ = opened_round()
    gone = filled(of(round_, 1))
    ended(gone.seat)
    seat = succeeded(gone.seat, declared=False)
    sheet = Sheet.objects.get(seat=seat)
    client.force_login(seat.user)
    assert sheet.order == []
    assert client.get(reverse("scoring:sheet", args=[sheet.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.hand_in(sheet=sheet, by=seat.user, at=NOW)

    declare(seat=seat, conflicts={}, by=seat.user, at=NOW)
    assert sorted(fresh(sheet).order) == sorted(gone.order)
    assert client.get(reverse("scoring:sheet", args=[sheet.pk])).status_code == 200
    assert fresh(sheet).marks.count() == 0


def test_nothing_is_shown_before_the_sheet_of_the_successor_is_in():
    round_ = opened_round()
    handed_in(of(round_, 0))
    gone = of(round_, 1)
    ended(gone.seat)
    seat = succeeded(gone.seat, declared=False)
    handed_in(of(round_, 2))
    round_.refresh_from_db()
    assert round_.status == RoundStatus.SCORING
    declare(seat=seat, conflicts={}, by=seat.user, at=NOW)
    handed_in(Sheet.objects.get(seat=seat))
    round_.refresh_from_db()
    assert round_.status == RoundStatus.MODERATION


@pytest.mark.parametrize("was_in", [True, False])
def test_a_successor_cannot_tell_whether_the_sheet_of_who_left_was_in(client, was_in):
    round_ = opened_round()
    gone = of(round_, 1)
    if was_in:
        handed_in(gone)
    ended(gone.seat)
    name = str(gone.seat.user)
    for person in (chair_of(round_.panel), officer(round_.panel)):
        client.force_login(person)
        page = client.get(reverse("scoring:round", args=[round_.pk])).content.decode()
        assert name not in page
        assert client.get(reverse("scoring:leave-out", args=[gone.pk])).status_code == 404
    seat = succeeded(gone.seat)
    assert fresh(gone).left_out_reason == REPLACED
    assert Sheet.objects.get(seat=seat).counts
    told = Entry.objects.filter(stream=round_.vacancy.stream, subject=f"sheet:{gone.pk}")
    assert not told.exists()


def test_a_successor_with_a_conflict_is_left_out_by_the_rule_of_the_plan():
    round_ = opened_round()
    gone = of(round_, 1)
    ended(gone.seat)
    person = round_.vacancy.applications.get(code="C1")
    seat = succeeded(gone.seat, conflicts=[person])
    assert Sheet.objects.get(seat=seat).left_out_reason == CONFLICT


def test_a_successor_goes_on_in_the_place_and_the_marks_of_the_round_before_count():
    first = signed_round(opened_round(in_two_rounds(declared_panel())))
    gone = of(first, 1)
    ended(gone.seat)
    seat = succeeded(gone.seat, "Nurlan")
    second = signed_round(opened_round(first.panel))
    ranking = make(vacancy=first.vacancy, by=chair_of(first.panel), at=NOW)

    assert Sheet.objects.get(seat=seat, round=second).counts
    assert fresh(gone).counts
    assert len(ranking.evaluation["members"]) == 3
    assert ranking.result["members_left_out"] == []
    assert all(len(one["marks"]) == 3 for one in ranking.evaluation["candidates"])
    told = " ".join(changes(Material(ranking.vacancy, ranking, NOW)))
    assert "Nurlan took over the place" in told
    assert "Ill for a long time." in told


def test_without_a_successor_the_place_counts_neither_in_the_next_round_nor_in_those_before():
    first = signed_round(opened_round(in_two_rounds(declared_panel(roles={"members": 4}))))
    gone = of(first, 1)
    ended(gone.seat)
    second = signed_round(opened_round(first.panel))
    assert Sheet.objects.get(seat=gone.seat, round=second).left_out_reason == ENDED
    ranking = make(vacancy=first.vacancy, by=chair_of(first.panel), at=NOW)
    assert all(gone.member not in one["marks"] for one in ranking.evaluation["candidates"])


def test_nobody_who_would_mark_some_criteria_only_joins_once_marks_are_known():
    first = signed_round(opened_round(in_two_rounds(declared_panel())))
    by, panel = officer(first.panel), first.panel
    with pytest.raises(Refused, match="marks of a round are known"):
        join(panel=panel, person=Place(UserFactory(), "member"), reason="More eyes.", by=by, at=NOW)
    seat = join(panel=panel, person=Place(UserFactory(), "secretary"), reason="Minutes.", by=by, at=NOW)
    assert seat.joined_reason == "Minutes."


def test_nor_takes_over_a_place_that_did_not_count_when_they_became_known():
    round_ = opened_round()
    gone = of(round_, 1)
    ended(gone.seat)
    handed_in(of(round_, 0))
    handed_in(of(round_, 2))
    with pytest.raises(Refused, match="marks of a round are known"):
        succeeded(gone.seat)


def test_nobody_is_offered_a_seat_on_a_panel_whose_vacancy_is_decided(client):
    panel = opened_round().panel
    client.force_login(officer(panel))
    page, joining = reverse("panels:panel", args=[panel.pk]), reverse("scoring:join", args=[panel.pk])
    assert joining in client.get(page).text
    Vacancy.objects.update(status="decided")
    assert joining not in client.get(page).text


def test_one_more_member_joins_while_the_first_round_is_marked_and_counts(client):
    round_ = opened_round()
    client.force_login(officer(round_.panel))
    data = {"email": "more@un.org", "name": "More", "role": "member", "reason": "An expert was missing."}
    client.post(reverse("scoring:join", args=[round_.panel_id]), data)
    seat = Seat.objects.get(user__email="more@un.org")
    assert Sheet.objects.get(seat=seat).counts
    assert Message.objects.filter(kind="panel_invitation", user=seat.user).exists()
    assert Entry.objects.get(action="panel.joined_later").data["reason"] == "An expert was missing."


def test_a_chair_who_leaves_is_followed_by_a_member_who_has_all_the_duties(client):
    round_ = revealed_round()
    chair, member = of(round_, 0).seat, of(round_, 1).seat
    ended(chair)
    with pytest.raises(PermissionDenied):
        actions.lock(round=round_, by=chair.user, at=NOW)
    client.force_login(officer(round_.panel))
    page = client.get(reverse("panels:panel", args=[round_.panel_id])).content.decode()
    assert "Nobody chairs the panel" in page
    client.post(
        reverse("scoring:chair", args=[round_.panel_id]), {"seat": member.pk, "reason": "The oldest."}
    )
    assert actions.lock(round=round_, by=member.user, at=NOW).is_locked
    with pytest.raises(Refused, match="already has a chair"):
        appoint_chair(seat=of(round_, 2).seat, reason="Me too.", by=officer(round_.panel), at=NOW)


def test_a_chair_from_outside_leads_without_marking_where_marks_are_known():
    first = signed_round(opened_round(in_two_rounds(declared_panel(roles={"members": 4}))))
    panel, by = first.panel, officer(first.panel)
    ended(of(first, 0).seat)
    appointed = join(panel=panel, person=Place(UserFactory(), "chair"), reason="Leads.", by=by, at=NOW)
    declare(seat=appointed, conflicts={}, by=appointed.user, at=NOW)
    second = actions.open_round(panel=panel, stage="interview", by=appointed.user, at=NOW)
    assert Sheet.objects.get(seat=appointed, round=second).left_out_reason == LATE


def test_the_rules_of_the_office_are_checked_again_for_every_candidate():
    round_ = revealed_round()
    Office.objects.update(panel_quorum=3)
    panel = round_.panel
    assert quorum.shortfalls(panel) == {}
    first = in_two_rounds(panel)
    actions.lock(round=round_, by=chair_of(panel), at=NOW)
    ended(of(round_, 1).seat)
    panel.vacancy.office.refresh_from_db()
    assert list(quorum.shortfalls(first)) == ["least"]


def test_who_sat_neither_decides_nor_comes_back():
    round_ = revealed_round()
    gone = of(round_, 1).seat
    gone.user.grants.create(office=round_.office, role=Role.APPROVER)
    ended(gone)
    panel = type(round_.panel).objects.with_seats().get(pk=round_.panel_id)
    assert not gone.user.has_perm("applications.approve_decision", panel.vacancy)
    with pytest.raises(Refused, match="sat on this panel before"):
        join(
            panel=panel, person=Place(gone.user, "observer"), reason="Again.", by=officer(panel), at=NOW
        )  # fmt: skip


def test_who_judges_does_not_choose_who_judges_beside_them():
    round_ = opened_round()
    seat = of(round_, 1).seat
    seat.user.grants.create(office=round_.office, role=Role.OFFICER)
    with pytest.raises(PermissionDenied):
        end_seat(seat=of(round_, 2).seat, because="other", reason="No.", by=seat.user, at=NOW)
    other = person_with(Role.APPROVER, round_.office)
    with pytest.raises(PermissionDenied):
        end_seat(seat=seat, because="other", reason="No.", by=other, at=NOW)


def test_the_person_and_the_rest_of_the_panel_are_written_to_and_no_letter_says_the_reason():
    round_ = opened_round()
    seat = of(round_, 1).seat
    Message.objects.all().delete()
    ended(seat)
    assert Message.objects.get(kind="seat_ended").user == seat.user
    assert Message.objects.filter(kind="panel_left").count() == 2
    assert not any("Ill for a long time" in one.text for one in Message.objects.all())


def test_the_reason_is_read_by_office_and_chair_and_not_by_members(client):
    round_ = opened_round()
    ended(of(round_, 1).seat)
    address = reverse("panels:panel", args=[round_.panel_id])
    reads = {}
    people = {
        "chair": chair_of(round_.panel),
        "officer": officer(round_.panel),
        "member": of(round_, 2).seat.user,
    }
    for role, person in people.items():
        client.force_login(person)
        page = client.get(address).content.decode()
        assert "cannot take part any more" in page
        reads[role] = "Ill for a long time." in page
    assert reads == {"chair": True, "officer": True, "member": False}


def test_an_end_without_a_reason_comes_back_filled_in_and_the_database_holds_it(client):
    seat = of(opened_round(), 1).seat
    client.force_login(officer(seat.panel))
    page = client.post(reverse("scoring:end-seat", args=[seat.pk]), {"because": "departure", "reason": ""})
    assert page.context["form"]["because"].value() == "departure"
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(ended_at=NOW, ended_by=seat.user, ended_because="other")
