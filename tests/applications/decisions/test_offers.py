"""Offers in the order of the list: who gets one, who answers how, what the database holds, and when the list ends."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction

from applications.decisions import offering
from applications.decisions.offer import Offer, OfferStatus
from applications.decisions.reserve import next_in_line
from applications.decisions.reserve_ending import tell_of_ends
from applications.decisions.workflow import OFFER_STEPS
from applications.intake.attention import calls_of
from applications.intake.news import news_of
from portal.kernel.local_time import months_after
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from tests.factories.decisions import announced, approved, ranked_selection, recommended
from tests.factories.portal import NOW, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = NOW + 8 * DAY


@pytest.fixture
def selection():
    return ranked_selection()


@pytest.fixture
def decision(selection):
    return announced(selection)


def offer_to(selection, number, decision, **what):
    said = {"answer_by": NOW + 7 * DAY, "by": selection.officer, "at": NOW, **what}
    return offering.offer(decision=decision, application=selection.applications[number], **said)


def declined(selection, offer, **what):
    person = offer.application.applicant
    return offering.decline(offer=offer, **{"reason": "Another post.", "by": person, "at": NOW, **what})


def accepted(offer, **what):
    return offering.accept(offer=offer, **{"by": offer.application.applicant, "at": NOW, **what})


def test_the_first_offer_goes_to_who_is_selected_with_a_letter_that_leads_to_the_page(selection, decision):
    offer = offer_to(selection, 0, decision)
    assert (offer.status, offer.opening, offer.openings, offer.departure) == ("open", 1, 1, "")
    letter = Message.objects.get(kind="offer_made")
    assert letter.user == selection.applications[0].applicant
    assert offer.get_absolute_url() in letter.text


def test_no_offer_is_made_before_the_approval(selection):
    with pytest.raises(Refused, match="once the recommendation is approved"):
        offer_to(selection, 0, recommended(selection))
    assert not Offer.objects.exists()


def test_an_offer_can_be_made_before_the_others_are_told(selection):
    assert offer_to(selection, 0, approved(selection)).is_open


def test_only_an_officer_of_the_office_makes_offers(selection, decision):
    for person in (selection.chair, selection.approver, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            offer_to(selection, 0, decision, by=person)


def test_nobody_out_of_order_without_a_reason_that_stands_in_the_record(selection, decision):
    with pytest.raises(Refused, match="next of the list"):
        offer_to(selection, 1, decision, departure="  ")
    offer = offer_to(selection, 1, decision, departure="C1 died.")
    assert offer.departure == "C1 died."
    assert Entry.objects.filter(action="offer.made").said_last()["departure"] == "C1 died."


def test_nobody_who_is_not_selected_gets_an_offer(selection):
    decision = announced(selection, reserve=selection.applications[1:2])
    with pytest.raises(Refused, match="to nobody but"):
        offer_to(selection, 2, decision, departure="We like C3.")


def test_the_time_to_answer_lies_ahead(selection, decision):
    with pytest.raises(Refused, match="must not be over"):
        offer_to(selection, 0, decision, answer_by=NOW)


def test_who_declines_frees_the_opening_for_the_next_of_the_reserve(selection, decision):
    offer = declined(selection, offer_to(selection, 0, decision))
    assert (offer.status, offer.reason) == ("declined", "Another post.")
    assert next_in_line(decision, at=NOW).application == selection.applications[1]
    assert offer_to(selection, 1, decision).departure == ""
    told = Message.objects.filter(kind__in=["offer_noted", "offer_answered"]).values_list("user", flat=True)
    assert set(told) == {selection.applications[0].applicant.pk, selection.officer.pk}


def test_what_a_candidate_gave_as_a_reason_stands_in_no_entry(selection, decision):
    declined(selection, offer_to(selection, 0, decision))
    assert "Another post" not in str([one.data for one in Entry.objects.of(selection.vacancy.stream)])


def test_no_more_are_promised_than_there_are_openings_by_verb_and_by_the_database(selection, decision):
    offer = offer_to(selection, 0, decision)
    with pytest.raises(Refused, match="no opening left"):
        offer_to(selection, 1, decision, departure="Quick.")
    accepted(offer)
    with pytest.raises(Refused, match="no opening left"):
        offer_to(selection, 1, decision, departure="Quick.")
    copy = {"decision": decision, "application": selection.applications[1], "answer_by": LATER}
    for opening in (1, 2, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.create(**copy, opening=opening, openings=1, made_by=selection.officer, made_at=NOW)


def test_two_openings_are_offered_side_by_side_and_never_twice_to_one(selection):
    selection.vacancy.openings = 2
    selection.vacancy.save()
    decision = announced(selection, selected=2)
    offers = [offer_to(selection, number, decision) for number in (0, 1)]
    assert [one.opening for one in offers] == [1, 2]
    declined(selection, offers[1])
    with pytest.raises(Refused, match="to nobody but"):
        offer_to(selection, 0, decision, departure="Again.")
    assert offer_to(selection, 2, decision).opening == 2


def test_only_the_candidate_answers_and_only_in_time(selection, decision):
    offer = offer_to(selection, 0, decision)
    for person in (selection.applications[1].applicant, selection.officer, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            accepted(offer, by=person)
    with pytest.raises(Refused, match="time to answer is over"):
        accepted(offer, at=offer.answer_by + timedelta(microseconds=1))
    assert accepted(offer, at=offer.answer_by).is_accepted


def test_an_answer_by_telephone_is_noted_and_the_candidate_reads_what_was_noted(selection, decision):
    offer = offer_to(selection, 0, decision)
    said = {"accepted": True, "source": "telephone", "by": selection.officer, "at": LATER}
    offer = offering.record_answer(offer=offer, **said)
    assert (offer.status, offer.source, offer.answered_by) == ("accepted", "telephone", selection.officer)
    assert "by telephone" in Message.objects.get(kind="offer_noted").text
    assert Entry.objects.get(action="offer.accepted_on_behalf").data["source"] == "telephone"


def test_an_offer_is_withdrawn_with_a_reason_that_the_candidate_reads(selection, decision):
    offer = offer_to(selection, 0, decision)
    with pytest.raises(Refused, match="Say why"):
        offering.withdraw(offer=offer, reason=" ", by=selection.officer, at=NOW)
    offering.withdraw(offer=offer, reason="The project was cut.", by=selection.officer, at=NOW)
    assert "The project was cut." in Message.objects.get(kind="offer_ended").text


def test_an_offer_lapses_only_when_its_time_is_over(selection, decision):
    offer = offer_to(selection, 0, decision)
    with pytest.raises(Refused, match="can still answer"):
        offering.lapse(offer=offer, by=selection.officer, at=offer.answer_by)
    assert offering.lapse(offer=offer, by=selection.officer, at=LATER).status == "lapsed"
    assert next_in_line(decision, at=LATER).application == selection.applications[1]


def test_who_accepted_and_does_not_begin_makes_room_for_the_next(selection, decision):
    offer = accepted(offer_to(selection, 0, decision))
    offer = offering.give_up(offer=offer, reason="Ill.", by=selection.officer, at=LATER)
    assert (offer.status, offer.answered_at, offer.ended_at) == ("given_up", NOW, LATER)
    assert offer_to(selection, 1, decision, at=LATER, answer_by=LATER + DAY).is_open


@pytest.mark.parametrize("state", OfferStatus.values)
@pytest.mark.parametrize("step", OFFER_STEPS, ids=lambda step: step.name)
def test_each_step_leads_only_from_its_own_state(selection, decision, step, state):
    offer, office = offer_to(selection, 0, decision), {"by": selection.officer, "at": LATER}
    {
        "open": lambda: None,
        "accepted": lambda: accepted(offer),
        "declined": lambda: declined(selection, offer),
        "withdrawn": lambda: offering.withdraw(offer=offer, reason="Cut.", **office),
        "lapsed": lambda: offering.lapse(offer=offer, **office),
        "given_up": lambda: offering.give_up(offer=accepted(offer), reason="Ill.", **office),
    }[state]()
    noted = {"source": "paper", **office}
    take = {
        "accept": lambda: accepted(offer),
        "decline": lambda: declined(selection, offer),
        "record accepted": lambda: offering.record_answer(offer=offer, accepted=True, **noted),
        "record declined": lambda: offering.record_answer(offer=offer, accepted=False, **noted),
        "withdraw": lambda: offering.withdraw(offer=offer, reason="Cut.", **office),
        "lapse": lambda: offering.lapse(offer=offer, **office),
        "give up": lambda: offering.give_up(offer=offer, reason="Ill.", **office),
    }[step.name]
    if state in step.sources:
        assert take().status == step.target
    else:
        with pytest.raises(Refused, match="not possible now"):
            take()


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, last):
    assert months_after(day, months) == last


def test_the_reserve_list_is_valid_for_the_months_of_the_office_to_the_end_of_a_day_there(selection):
    selection.vacancy.office.reserve_months = 6
    selection.vacancy.office.save()
    decision = announced(selection)
    assert decision.reserve_until == date(2027, 5, 21)
    declined(selection, offer_to(selection, 0, decision))
    # Astana is five hours ahead of UTC: the day ends there at 19:00 UTC.
    last = NOW.replace(year=2027, month=5, hour=18, minute=59)
    over = last + timedelta(minutes=1)
    assert next_in_line(decision, at=last).application.code == "C2"
    with pytest.raises(Refused, match="to nobody but"):
        offer_to(selection, 1, decision, at=over, answer_by=over + DAY)
    assert offer_to(selection, 1, decision, at=last, answer_by=over + DAY).is_open


def test_who_was_selected_can_have_an_offer_when_the_reserve_has_ended(selection, decision):
    later = NOW + 500 * DAY
    assert offer_to(selection, 0, decision, at=later, answer_by=later + DAY).is_open


def test_those_on_the_list_read_until_when_it_is_valid_in_the_letter_and_on_their_page(selection, decision):
    waiting = selection.applications[1]
    assert (
        "21\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2027"
        in Message.objects.filter(kind="decision_reserve").first().text
    )
    assert any("valid until" in sentence for sentence in news_of(waiting))


def test_those_still_on_the_list_are_told_once_when_it_has_ended(selection, decision, monkeypatch):
    declined(selection, offer_to(selection, 0, decision))
    accepted(offer_to(selection, 1, decision))
    last_day = NOW.replace(year=2027)
    assert tell_of_ends(at=last_day) == 0
    over = last_day + DAY
    assert (tell_of_ends(at=over), tell_of_ends(at=over)) == (1, 0)
    assert Message.objects.get(kind="reserve_ended").user == selection.applications[2].applicant
    monkeypatch.setattr("portal.kernel.clock.now", lambda: over)
    assert any("has ended" in sentence for sentence in news_of(selection.applications[2]))
    call_command("remind_decided")


def test_the_candidate_sees_the_offer_until_it_is_answered_and_then_what_was_answered(selection, decision):
    offer = offer_to(selection, 0, decision)
    call = calls_of([offer.application], at=NOW)[offer.application.pk][0]
    assert (call.new, call.address) == (True, offer.get_absolute_url())
    accepted(offer)
    calls = calls_of([offer.application], at=NOW)[offer.application.pk]
    assert (False, "You accepted the offer.") in [(call.new, call.words) for call in calls]
