"""`manage.py verify` finds one value changed in each table of the steps people took, and names the place."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from applications.decisions.actions import announce, approve, refuse, send_back
from applications.decisions.complaining import answer, contest, take_in_hand
from applications.decisions.complaint import Complaint
from applications.decisions.feedback import Feedback
from applications.decisions.giving_feedback import write_feedback
from applications.decisions.models import Decision, Outcome
from applications.decisions.offer import Offer
from applications.decisions.offering import accept, agree_to_name, decline, offer
from applications.decisions.renewing import advertise_anew
from applications.intake.models import PriceOffer
from applications.intake.seal import seal
from applications.panels.actions import declare
from applications.panels.models import Conflict, Declaration
from applications.scoring.models import Sheet
from applications.scoring.recusal import find_conflict
from applications.screening.models import Finding, Screening
from portal.models import Office
from tests.applications.desk.test_verify import faults, verified
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.panels import SeatFactory, convened_panel
from tests.factories.portal import NOW
from tests.factories.scoring import of, opened_round
from tests.factories.screening import long_listed_vacancy
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Renewal
from vacancies.publishing.renewing import show

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    selection = ranked_selection(method="cumulative", unfit=1)
    recommended(selection)
    return selection


def behind(model, where, **values):
    """Change one row as somebody would who can write into the database."""
    rows = model.objects.filter(**where)
    assert rows.count() == 1
    rows.update(**values)


def test_what_people_decided_stands(selection):
    assert verified()[0] == 0
    decision = Decision.objects.get()
    approve(decision=decision, by=selection.approver, at=NOW)
    assert verified()[0] == 0


def test_a_decision_that_was_returned_stands_with_its_reason_and_a_changed_one_is_found(selection):
    send_back(decision=Decision.objects.get(), reason="Say more of C2.", by=selection.approver, at=NOW)
    assert verified()[0] == 0
    behind(Decision, {}, reason="Otherwise.")
    assert faults() == [
        f"decision on {selection.vacancy}: the reason of the approver is not the one that was recorded"
    ]


def test_a_refusal_stands_before_and_after_it_is_told_and_a_changed_one_is_found(selection):
    place = f"decision on {selection.vacancy}"
    refused = refuse(decision=Decision.objects.get(), reason="No money.", by=selection.approver, at=NOW)
    assert verified()[0] == 0
    announce(decision=refused, by=selection.officer, at=NOW)
    assert verified()[0] == 0
    behind(Decision, {}, reason="Otherwise.")
    assert faults() == [f"{place}: the reason of the approver is not the one that was recorded"]
    behind(Decision, {}, reason="", status="announced")
    assert faults() == [f"{place}: its state is not the one that was recorded"]


FINDING = {"application__code": "C4", "requirement__code": "R2"}
CHANGES = {
    "a finding decided otherwise": (Finding, FINDING, {"decision": "met", "result": "met"}, "C4, requirement R2: the decision"),
    "a decision taken back": (Finding, FINDING, {"decision": "", "decided_by": None, "decided_at": None}, "C4, requirement R2: the decision"),
    "a reason of a finding": (Finding, FINDING, {"reason": "Another."}, "C4, requirement R2: the decision"),
    "somebody put on the long list": (Screening, {"application__code": "C4"}, {"outcome": "long_listed"}, "long list of"),
    "somebody taken from it": (Screening, {"application__code": "C1"}, {"outcome": "ineligible"}, "long list of"),
    "a sealed price": (PriceOffer, {"application__code": "C2"}, {"sealed": seal(1)}, "price of application"),
    "the words of a recommendation": (Decision, {}, {"text": "Another."}, "its words"),
    "why the order was left": (Decision, {}, {"departure": "Another."}, "its words"),
    "the place of a candidate": (Outcome, {"application__code": "C2"}, {"place": "not_selected"}, "the places"),
    "the rank of a candidate": (Outcome, {"application__code": "C2"}, {"rank": 9}, "the rank of C2"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_one_value_changed_is_found_and_its_place_named(selection, what):
    model, where, values, words = CHANGES[what]
    behind(model, where, **values)
    assert any(words in fault for fault in faults())


OFFERS = {
    "to another candidate": ({"application__code": "C1"}, "is not the one that was recorded"),
    "of another opening": ({"opening": 2, "openings": 2}, "is not the one that was recorded"),
    "to be answered later": ({"answer_by": NOW + timedelta(days=9)}, "is not the one that was recorded"),
    "in another order": ({"departure": "C1 died."}, "is not the one that was recorded"),
    "accepted instead": ({"status": "accepted"}, "its state"),
    "with another reason": ({"reason": "No."}, "the reason"),
}


@pytest.mark.parametrize("what", OFFERS)
def test_an_offer_stands_and_a_changed_one_is_found(selection, what):
    decision = approve(decision=Decision.objects.get(), by=selection.approver, at=NOW)
    until, (first, second, *_others) = NOW + timedelta(days=1), selection.applications
    said = {"decision": decision, "answer_by": until, "by": selection.officer, "at": NOW}
    made = offer(application=first, **said)
    decline(offer=made, reason="Ill.", by=first.applicant, at=NOW)
    assert verified()[0] == 0
    values, words = OFFERS[what]
    if "application__code" in values:
        values = {"application": second}
    behind(Offer, {}, **values)
    assert [fault for fault in faults() if words in fault and fault.startswith("offer to")]


def test_that_a_candidate_agreed_to_be_named_stands_and_a_changed_one_is_found(selection):
    Office.objects.update(outcome_from=date(2020, 1, 1), names_from=date(2020, 1, 1))
    decision = approve(decision=Decision.objects.get(), by=selection.approver, at=NOW)
    first = selection.applications[0]
    said = {"decision": decision, "answer_by": NOW + timedelta(days=1), "by": selection.officer, "at": NOW}
    made = accept(offer=offer(application=first, **said), by=first.applicant, at=NOW)
    agree_to_name(offer=made, agreed=True, by=first.applicant, at=NOW)
    assert verified()[0] == 0
    behind(Offer, {}, name_agreed_at=None)
    assert [fault for fault in faults() if "agreed to be named" in fault]


def test_a_reserve_list_that_is_valid_for_longer_is_found(selection):
    approve(decision=Decision.objects.get(), by=selection.approver, at=NOW)
    behind(Decision, {}, reserve_until=date(2030, 1, 1))
    place = f"decision on {selection.vacancy}"
    assert faults() == [f"{place}: the term of its reserve list is not the one that was recorded"]


COMPLAINTS = {
    "another text": ({"text": "All was well."}, "its words"),
    "another answer": ({"answer": "You are right."}, "its words"),
    "another finding": ({"finding": "upheld"}, "its state"),
    "answered later": ({"answer_by": date(2030, 1, 1)}, "is not the one that was recorded"),
}


@pytest.mark.parametrize("what", COMPLAINTS)
def test_a_complaint_stands_and_a_changed_one_is_found(selection, what):
    decision = approve(decision=Decision.objects.get(), by=selection.approver, at=NOW)
    announce(decision=decision, by=selection.officer, at=NOW)
    first, deed = selection.applications[0], {"by": selection.approver, "at": NOW}
    made = contest(application=first, text="My years were not counted.", by=first.applicant, at=NOW)
    made = take_in_hand(complaint=made, **deed)
    answer(complaint=made, finding="rejected", text="They were.", **deed)
    assert verified()[0] == 0
    values, words = COMPLAINTS[what]
    behind(Complaint, {}, **values)
    assert [fault for fault in faults() if words in fault and fault.startswith("complaint of C1")]
    behind(Decision, {}, contest_until=date(2030, 1, 1))
    assert any("the period to contest it" in fault for fault in faults())


def test_a_decision_that_says_to_be_approved_is_found(selection):
    behind(Decision, {}, status="approved", decided_by=selection.approver, decided_at=F("recommended_at"))
    assert faults() == [f"decision on {selection.vacancy}: its state is not the one that was recorded"]


@pytest.mark.parametrize("values", [{"text": "You were lazy."}, {"application": 0}])
def test_feedback_stands_and_changed_feedback_is_found(selection, values):
    decision = approve(decision=Decision.objects.get(), by=selection.approver, at=NOW)
    first, second, *_others = selection.applications
    said = {"decision": decision, "by": selection.officer, "at": NOW}
    write_feedback(application=first, text="Your plan was strong.", **said)
    assert verified()[0] == 0
    behind(Feedback, {}, **({"application": second} if "application" in values else values))
    assert [fault for fault in faults() if fault.startswith("feedback for C")]


RENEWALS = {"another one": {"earlier": 0}, "shown otherwise": {"is_public": False}}


@pytest.mark.parametrize("what", RENEWALS)
def test_the_link_to_what_is_advertised_anew_stands_and_a_changed_one_is_found(selection, what):
    refused = refuse(decision=Decision.objects.get(), reason="No money.", by=selection.approver, at=NOW)
    announce(decision=refused, by=selection.officer, at=NOW)
    link = advertise_anew(vacancy=selection.vacancy, shown=False, by=selection.officer, at=NOW)
    show(renewal=link, shown=True, by=selection.officer, at=NOW)
    assert verified()[0] == 0
    values = {"earlier": planned_vacancy()} if what == "another one" else RENEWALS[what]
    behind(Renewal, {}, **values)
    assert [fault for fault in faults() if "anew: is not what was recorded" in fault]


@pytest.fixture
def declared():
    """A member who declared a conflict with C1, by the verb."""
    vacancy, people = long_listed_vacancy()
    panel = convened_panel(vacancy)
    seat = SeatFactory(panel=panel)
    declare(seat=seat, conflicts={people[0]: "We worked together."}, by=seat.user, at=NOW)
    return seat


def test_a_declaration_stands_and_a_changed_or_vanished_conflict_is_found(declared):
    assert verified()[0] == 0
    place = f"declaration of {declared.user} for {declared.panel.vacancy}: is not the one that was recorded"
    behind(Conflict, {}, reason="Nothing.")
    assert faults() == [place]
    Conflict.objects.all().delete()
    assert faults() == [place]
    assert Declaration.objects.filter(seat=declared).exists()


def test_a_conflict_found_later_stands_and_a_changed_or_vanished_one_is_found(declared):
    other = declared.panel.vacancy.applications.get(code="C2")
    find_conflict(seat=declared, conflicts={other: "My cousin."}, by=declared.user, at=NOW)
    assert verified()[0] == 0
    place = f"declaration of {declared.user} for {declared.panel.vacancy}: is not the one that was recorded"
    behind(Conflict, {"application": other}, found_at=None)
    assert faults() == [place]
    behind(Conflict, {"application": other}, found_at=NOW, reason="Nothing.")
    assert faults() == [place]
    Conflict.objects.filter(application=other).delete()
    assert faults() == [place]


def test_a_sheet_that_counts_or_does_not_otherwise_than_recorded_is_found(declared):
    round_ = opened_round(declared.panel)
    first = of(round_, 0)
    find_conflict(
        seat=first.seat,
        conflicts={declared.panel.vacancy.applications.get(code="C2"): "My cousin."},
        by=first.seat.user,
        at=NOW,
    )
    assert verified()[0] == 0
    for number, reason in ((0, ""), (1, "Ill."), (3, "")):
        sheet = of(round_, number)
        place = f"sheet of {sheet.member} for {sheet.vacancy}, desk: does not count as was recorded"
        behind(Sheet, {"pk": sheet.pk}, left_out_reason=reason)
        assert faults() == [place]
        behind(Sheet, {"pk": sheet.pk}, left_out_reason=sheet.left_out_reason)
