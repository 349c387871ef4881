"""From the recommendation to the letters: who may, what is refused, what is left behind."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.decisions import actions
from applications.decisions.models import Decision, DecisionStatus, Place
from applications.decisions.offering import offer
from applications.decisions.workflow import STEPS
from applications.intake.actions import withdraw as take_back
from applications.intake.models import Application
from applications.ranking.actions import make
from applications.reports.register import register_csv
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.decisions import announced, approved, falling, ranked_selection, recommended, refused
from tests.factories.intake import submitted_application, withdraw
from tests.factories.portal import NOW, UserFactory
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return ranked_selection()


def recommend(selection, **what):
    people = selection.applications
    said = {
        "selected": people[:1],
        "reserve": people[1:],
        "text": "C1.",
        "by": selection.chair,
        "at": NOW,
        **what,
    }
    return actions.recommend(vacancy=selection.vacancy, **said)


def failing(code):
    """All marks as usual, but one candidate stays below the pass mark."""
    return lambda person, criterion: 1 if person.code == code else falling(person, criterion)


def places_of(decision):
    return {
        one.application.code: (one.place, one.rank) for one in decision.outcomes.select_related("application")
    }


def test_the_recommendation_keeps_a_place_and_a_rank_for_everybody_judged(selection):
    decision = recommended(selection)
    assert places_of(decision) == {"C1": ("selected", 1), "C2": ("reserve", 2), "C3": ("reserve", 3)}
    assert (decision.status, decision.ranking, decision.departure) == ("recommended", selection.ranking, "")


def test_those_who_did_not_pass_are_not_selected_and_have_no_rank():
    selection = ranked_selection(*[failing("C3")] * 3)
    decision = recommend(selection, reserve=[selection.applications[1]])
    assert places_of(decision)["C3"] == ("not_selected", None)


def test_the_record_tells_of_each_step_without_a_word_of_the_text(selection):
    announced(selection)
    entries = Entry.objects.of(selection.vacancy.stream).filter(action__startswith="decision.")
    assert [entry.action for entry in entries] == [
        "decision.recommended",
        "decision.approved",
        "decision.announced",
    ]
    assert entries[0].data["selected"] == ["C1"]
    assert entries[0].data["reserve"] == ["C2", "C3"]
    assert "C1 has done this before." not in str([entry.data for entry in entries])
    assert entries[2].data["told"] == {"selected": 1, "reserve": 2}


@pytest.mark.parametrize("departure", ["", "  \n"])
def test_leaving_the_order_without_a_reason_is_refused_and_nothing_is_kept(selection, departure):
    with pytest.raises(Refused, match="Say why"):
        recommend(selection, selected=[selection.applications[1]], reserve=[], departure=departure)
    assert not Decision.objects.exists()


def test_the_order_is_left_with_a_reason(selection):
    first, second, third = selection.applications
    decision = recommend(selection, selected=[second], reserve=[first, third], departure="C1 cannot travel.")
    assert places_of(decision)["C2"] == ("selected", 2)
    assert decision.departure == "C1 cannot travel."


def test_nobody_can_be_recommended_with_a_reason_only(selection):
    with pytest.raises(Refused, match="nobody is selected"):
        recommend(selection, selected=[], reserve=[])
    decision = recommend(selection, selected=[], reserve=[], departure="Nobody knows the region.")
    assert {place for place, _rank in places_of(decision).values()} == {"not_selected"}


def test_nobody_who_is_not_ranked_is_selected_or_kept_in_reserve():
    selection = ranked_selection(*[failing("C2")] * 3)
    with pytest.raises(Refused, match="not ranked: C2"):
        recommend(selection, selected=[selection.applications[1]], reserve=[], departure="We like them.")
    with pytest.raises(Refused, match="not ranked: C2"):
        recommend(selection, selected=selection.applications[:1], reserve=[selection.applications[1]])


def test_a_candidate_of_another_vacancy_is_not_ranked_here(selection):
    stranger = ranked_selection(candidates=1).applications[0]
    with pytest.raises(Refused, match="not ranked: C1"):
        recommend(selection, selected=[stranger], reserve=[])


def test_no_more_are_selected_than_there_are_openings(selection):
    with pytest.raises(Refused, match="There is 1 opening"):
        recommend(selection, selected=selection.applications[:2], reserve=[])


def test_nobody_has_two_places(selection):
    with pytest.raises(Refused, match="one place"):
        recommend(selection, reserve=selection.applications)


def test_a_recommendation_has_words(selection):
    with pytest.raises(Refused, match="Write the recommendation"):
        recommend(selection, text=" \n ")


def test_one_recommendation_stands_and_the_database_holds_it(selection):
    decision = recommended(selection)
    with pytest.raises(Refused, match="A recommendation stands"):
        recommended(selection)
    decision.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_only_the_chair_recommends(selection):
    others = [selection.members[1], selection.officer, selection.approver, UserFactory(is_superuser=True)]
    for person in others:
        with pytest.raises(PermissionDenied):
            recommend(selection, by=person)


def test_only_an_approver_who_does_not_sit_approves_returns_or_refuses(selection):
    decision = recommended(selection)
    stranger = ranked_selection(candidates=1).approver
    for person in [
        selection.chair,
        selection.members[1],
        selection.officer,
        stranger,
        UserFactory(is_superuser=True),
    ]:
        with pytest.raises(PermissionDenied):
            actions.approve(decision=decision, by=person, at=NOW)
        for undo in (actions.send_back, actions.refuse):
            with pytest.raises(PermissionDenied):
                undo(decision=decision, reason="Why?", by=person, at=NOW)


def test_an_approver_with_a_seat_does_not_approve_and_is_not_written_to(selection):
    selection.panel.seats.create(user=selection.approver, role="observer")
    with pytest.raises(Refused, match="Nobody can approve"):
        recommended(selection)


def test_the_chair_who_is_an_approver_as_well_does_not_approve_their_own(selection):
    selection.chair.grants.create(office=selection.vacancy.office, role="approver")
    decision = recommended(selection)
    with pytest.raises(PermissionDenied):
        actions.approve(decision=decision, by=selection.chair, at=NOW)


def test_approval_decides_the_vacancy(selection):
    decision = approved(selection)
    assert (decision.status, decision.decided_by) == ("approved", selection.approver)
    assert decision.vacancy.status == Status.DECIDED


def test_a_return_needs_a_reason_tells_the_chair_and_opens_the_way_for_another(selection):
    decision = recommended(selection)
    with pytest.raises(Refused, match="Say why"):
        actions.send_back(decision=decision, reason=" ", by=selection.approver, at=NOW)
    returned = actions.send_back(decision=decision, reason="Say more of C1.", by=selection.approver, at=NOW)
    assert (returned.status, returned.reason) == ("returned", "Say more of C1.")
    letter = Message.objects.get(kind="decision_returned")
    assert letter.user == selection.chair
    assert "Say more of C1." in letter.text
    assert recommended(selection).status == DecisionStatus.RECOMMENDED
    assert Decision.objects.of(selection.vacancy).count() == 2


def test_after_a_withdrawal_nothing_is_recommended_or_approved_by_the_old_ranking(selection):
    decision = recommended(selection)
    withdraw(selection.applications[1], at=NOW)
    with pytest.raises(Refused, match="C2 withdrew"):
        actions.approve(decision=decision, by=selection.approver, at=NOW)
    actions.send_back(decision=decision, reason="C2 withdrew.", by=selection.approver, at=NOW)
    with pytest.raises(Refused, match="C2 withdrew"):
        recommended(selection)
    make(vacancy=selection.vacancy, reason="C2 withdrew.", by=selection.chair, at=NOW)
    again = recommend(selection, reserve=[selection.applications[2]])
    assert places_of(again) == {"C1": ("selected", 1), "C3": ("reserve", 2)}


def test_a_recommendation_by_an_earlier_ranking_is_not_approved(selection):
    decision = recommended(selection)
    withdraw(selection.applications[2], at=NOW)
    make(vacancy=selection.vacancy, reason="C3 withdrew.", by=selection.chair, at=NOW)
    with pytest.raises(Refused, match="made again"):
        actions.approve(decision=decision, by=selection.approver, at=NOW)
    assert Decision.objects.get().status == DecisionStatus.RECOMMENDED


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name} to {step.target}")
@pytest.mark.parametrize("state", DecisionStatus.values)
def test_each_step_leads_only_from_its_own_states(selection, step, state):
    decision = {
        "recommended": recommended, "approved": approved, "announced": announced, "refused": refused, "refusal_told": refused,
    }.get(state, recommended)(selection)  # fmt: skip
    if state == "returned":
        decision = actions.send_back(decision=decision, reason="Again.", by=selection.approver, at=NOW)
    if state == "refusal_told":
        decision = actions.announce(decision=decision, by=selection.officer, at=NOW)
    take = {
        "return": lambda: actions.send_back(decision=decision, reason="No.", by=selection.approver, at=NOW),
        "approve": lambda: actions.approve(decision=decision, by=selection.approver, at=NOW),
        "refuse": lambda: actions.refuse(decision=decision, reason="No.", by=selection.approver, at=NOW),
        "announce": lambda: actions.announce(decision=decision, by=selection.officer, at=NOW),
    }[step.name]
    targets = {one.target for one in STEPS if one.name == step.name and state in one.sources}
    if targets:
        assert {take().status} == targets
    else:
        with pytest.raises(Refused, match="not possible now"):
            take()


def test_only_an_officer_of_the_office_announces(selection):
    decision = approved(selection)
    for person in [selection.chair, selection.approver, UserFactory(is_superuser=True)]:
        with pytest.raises(PermissionDenied):
            actions.announce(decision=decision, by=person, at=NOW)
    assert not Message.objects.filter(kind__in=["decision_selected", "decision_reserve"]).exists()


def test_everybody_who_stands_gets_one_letter_and_who_withdrew_none(selection):
    gone = withdraw(submitted_application(selection.vacancy), at=NOW)
    announced(selection)
    told = Message.objects.filter(
        kind__startswith="decision_", user__in=Application.objects.values("applicant")
    )
    people = [one.applicant for one in selection.applications]
    assert {(one.user, one.kind) for one in told} == {
        (people[0], "decision_selected"), (people[1], "decision_reserve"), (people[2], "decision_reserve"),
    }  # fmt: skip
    assert told.count() == 3
    assert gone.applicant not in {one.user for one in told}


def test_ranks_and_places_are_kept_only_for_the_ranked_by_the_database(selection):
    outcome = recommended(selection).outcomes.get(application__code="C1")
    outcome.rank, outcome.place = None, Place.SELECTED
    with pytest.raises(IntegrityError), transaction.atomic():
        outcome.save()


def test_a_refusal_is_final_has_a_reason_and_decides_the_vacancy(selection):
    decision = recommended(selection)
    with pytest.raises(Refused, match="Say why"):
        actions.refuse(decision=decision, reason=" \n", by=selection.approver, at=NOW)
    row = actions.refuse(decision=decision, reason=" The post was cut. ", by=selection.approver, at=NOW)
    assert (row.status, row.reason, row.decided_by) == ("refused", "The post was cut.", selection.approver)
    assert row.vacancy.status == Status.DECIDED
    with pytest.raises(Refused, match="A recommendation stands"):
        recommended(selection)
    first = selection.applications[0]
    with pytest.raises(Refused, match="has been made"):
        take_back(application=first, reason="", by=first.applicant, at=NOW)


def test_a_refusal_is_told_to_the_chair_and_the_office_with_its_reason_and_recorded(selection):
    refused(selection, "The post was cut.")
    told = Message.objects.filter(kind="decision_refused")
    assert {letter.user for letter in told} == {selection.chair, selection.officer}
    assert all("The post was cut." in letter.text for letter in told)
    entry = Entry.objects.get(action="decision.refused")
    assert (entry.actor, entry.data["reason"]) == (selection.approver.pk, "The post was cut.")


def test_a_recommendation_by_an_outdated_ranking_can_be_refused(selection):
    decision = recommended(selection)
    withdraw(selection.applications[2], at=NOW)
    assert actions.refuse(decision=decision, reason="Cut.", by=selection.approver, at=NOW).is_refused


def test_nobody_is_offered_anything_once_it_is_refused(selection):
    decision, first = refused(selection), selection.applications[0]
    said = {"answer_by": NOW + timedelta(days=3), "by": selection.officer, "at": NOW}
    with pytest.raises(Refused, match="once the recommendation is approved"):
        offer(decision=decision, application=first, **said)


@pytest.mark.parametrize(
    "values", [{"reason": ""}, {"reserve_until": date(2030, 1, 1)}, {"decided_at": None}]
)
def test_the_database_holds_a_refusal_to_its_reason_and_to_no_reserve_list(selection, values):
    decision = refused(selection)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**values)


def test_the_register_names_nobody_selected_once_it_is_refused(selection):
    recommended(selection)
    assert "Selected" in register_csv(selection.vacancy).decode()
    actions.refuse(decision=Decision.objects.get(), reason="Cut.", by=selection.approver, at=NOW)
    assert "Selected" not in register_csv(selection.vacancy).decode()
