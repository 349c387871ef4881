"""The decision lot by lot: recommended, approved and announced by itself; the vacancy is decided with the last."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from applications.decisions import actions
from applications.decisions.models import Decision
from applications.intake.actions import withdraw
from applications.intake.news import news_of
from applications.ranking.actions import make, make_first
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.desk import waiting_for
from tests.factories.lots import recommended_lot, scored_lots
from tests.factories.portal import NOW
from tests.factories.publishing import LotFactory
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    selection = scored_lots(("1", "1"), ("1",))
    make_first(vacancy=selection.vacancy, by=selection.chair, at=NOW)
    return selection


def approved(selection, number, **what):
    decision = recommended_lot(selection, number, **what)
    return actions.approve(decision=decision, by=selection.approver, at=NOW)


def status_of(selection):
    selection.vacancy.refresh_from_db()
    return selection.vacancy.status


def tasks(person):
    return [str(task.label) for task in waiting_for(person, at=NOW)]


def test_the_vacancy_is_decided_with_the_last_lot_that_has_applications(selection):
    LotFactory(vacancy=selection.vacancy, code="L9", order=9)
    approved(selection, 0)
    assert status_of(selection) == Status.UNDER_EVALUATION
    approved(selection, 1)
    assert status_of(selection) == Status.DECIDED


def test_an_announced_lot_writes_to_its_own_applicants_and_to_nobody_else(selection):
    Message.objects.all().delete()
    actions.announce(decision=approved(selection, 0), by=selection.officer, at=NOW)
    letters = Message.objects.filter(kind__startswith="decision_").exclude(kind="decision_to_approve")
    to = sorted(letters.exclude(kind="decision_approved").values_list("user", "kind"))
    first, second = selection.people[0]
    assert to == sorted(
        [(first.applicant_id, "decision_selected"), (second.applicant_id, "decision_reserve")]
    )
    assert news_of(first) == ["You have been selected. The office writes to you about the contract."]
    assert news_of(selection.people[1][0]) == []


def test_no_more_are_selected_for_a_lot_than_it_has_openings(selection):
    people = selection.people[0]
    with pytest.raises(Refused, match="1 opening"):
        recommended_lot(selection, 0, selected=people, reserve=[])
    selection.lots[0].openings = 2
    selection.lots[0].save()
    assert recommended_lot(selection, 0, selected=people, reserve=[]).lot == selection.lots[0]


def test_a_candidate_of_another_lot_cannot_be_selected(selection):
    with pytest.raises(Refused, match="not ranked"):
        recommended_lot(selection, 0, selected=selection.people[1], reserve=[])


def test_one_recommendation_stands_a_lot(selection):
    decision = recommended_lot(selection, 0)
    recommended_lot(selection, 1)
    with pytest.raises(Refused, match="stands"):
        recommended_lot(selection, 0)
    decision.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


def test_from_a_decided_lot_nobody_withdraws_and_it_is_not_ranked_again_while_the_others_go_on(selection):
    approved(selection, 0)
    first, other = selection.people[0][0], selection.people[1][0]
    with pytest.raises(Refused, match="has been made"):
        withdraw(application=first, reason="", by=first.applicant, at=NOW)
    with pytest.raises(Refused, match="stands"):
        make(vacancy=selection.vacancy, lot=selection.lots[0], reason="Why not.", by=selection.chair, at=NOW)
    withdraw(application=other, reason="", by=other.applicant, at=NOW)
    made = make(
        vacancy=selection.vacancy, lot=selection.lots[1], reason="C3 withdrew.", by=selection.chair, at=NOW
    )
    assert made.version == 2


def test_a_lot_whose_only_candidate_withdrew_is_decided_with_nobody(client, selection):
    other = selection.people[1][0]
    withdraw(application=other, reason="", by=other.applicant, at=NOW)
    make(vacancy=selection.vacancy, lot=selection.lots[1], reason="C3 withdrew.", by=selection.chair, at=NOW)
    client.force_login(selection.chair)
    address = f"{reverse('decisions:decision', args=[selection.vacancy.pk])}?lot=L2"
    form = client.get(address).context["form"]
    assert form["text"].value().startswith("There is no candidate")
    sent = {"text": form["text"].value(), "departure": form["departure"].value()}
    assert client.post(address, sent).headers["Location"] == address
    assert Decision.objects.get().lot == selection.lots[1]
    rows = client.get(reverse("decisions:decision", args=[selection.vacancy.pk])).context["lots"]
    assert [row.state.word for row in rows] == [
        "no recommendation yet",
        "no candidate passed: recommended",
    ]


def test_the_record_names_the_lot(selection):
    approved(selection, 0)
    entries = Entry.objects.of(selection.vacancy.stream).filter(action__startswith="decision.")
    assert [entry.data["lot"] for entry in entries] == ["L1", "L1"]


def test_the_desk_waits_for_every_lot(selection):
    assert tasks(selection.chair) == ["Recommend whom to select"]
    recommended_lot(selection, 0)
    assert tasks(selection.chair) == ["Recommend whom to select"]
    decision = recommended_lot(selection, 1)
    assert tasks(selection.chair) == []
    assert tasks(selection.approver) == ["Decide on the recommendation"]
    actions.approve(decision=decision, by=selection.approver, at=NOW)
    first = f"Make an offer to {decision.chosen[0].application.name}"
    assert tasks(selection.officer) == ["Announce the decision", first]
