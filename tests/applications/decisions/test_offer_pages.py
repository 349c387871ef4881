"""The pages of an offer: the office makes and ends it there, the candidate is asked once more before the answer is sent."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.decisions import offering
from applications.decisions.offer import Offer
from portal.kernel import clock
from tests.factories.decisions import OfferFactory, announced, ranked_selection

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return ranked_selection()


@pytest.fixture
def decision(selection):
    return announced(selection)


@pytest.fixture
def offer(selection, decision):
    return OfferFactory(decision=decision, application=selection.applications[0])


def sent(decision, application, **what):
    ahead = decision.office.local(clock.now() + timedelta(days=9))
    return {"to": application.pk, "answer_by": f"{ahead:%Y-%m-%dT18:00}", "departure": "", **what}


def make(decision):
    return reverse("decisions:make-offer", args=[decision.pk])


def page(name, offer):
    return reverse(name, args=[offer.key])


def test_the_next_of_the_list_is_proposed_and_the_hour_is_that_of_the_office(client, selection, decision):
    client.force_login(selection.officer)
    form = client.get(make(decision)).context["form"]
    assert form["to"].value() == str(selection.applications[0].pk)
    client.post(make(decision), sent(decision, selection.applications[0]))
    made = Offer.objects.get()
    assert f"{decision.office.local(made.answer_by):%H:%M}" == "18:00"


def test_out_of_order_the_reason_is_asked_for_at_its_field_and_nothing_is_lost(client, selection, decision):
    client.force_login(selection.officer)
    response = client.post(make(decision), sent(decision, selection.applications[2]))
    assert list(response.context["form"].errors) == ["departure"]
    assert response.context["form"]["to"].value() == str(selection.applications[2].pk)
    assert not Offer.objects.exists()


def test_a_time_that_is_over_comes_back_with_all_that_was_typed(client, selection, decision):
    client.force_login(selection.officer)
    typed = sent(decision, selection.applications[1], answer_by="2020-01-01T10:00", departure="C1 <died>.")
    response = client.post(make(decision), typed)
    assert "must not be over" in response.text
    assert "C1 &lt;died&gt;." in response.text


def test_nobody_can_be_named_who_is_not_of_the_list(client, selection, decision):
    client.force_login(selection.officer)
    stranger = ranked_selection(candidates=1).applications[0]
    response = client.post(make(decision), sent(decision, stranger, departure="We like her."))
    assert list(response.context["form"].errors) == ["to"]


def test_the_candidate_is_asked_before_the_answer_counts(client, offer):
    client.force_login(offer.application.applicant)
    assert page("offers:accept", offer) in client.get(page("offers:own", offer)).text
    asked = client.get(page("offers:accept", offer))
    offer.refresh_from_db()
    assert offer.is_open
    assert "You cannot take it back here" in asked.text
    shown = client.post(page("offers:accept", offer), follow=True)
    assert "You accepted the offer" in shown.text


def test_the_candidate_declines_with_or_without_a_reason(client, offer):
    client.force_login(offer.application.applicant)
    client.post(page("offers:decline", offer), {"reason": ""})
    offer.refresh_from_db()
    assert (offer.status, offer.reason) == ("declined", "")


def test_what_comes_too_late_is_said_and_changes_nothing(client, offer):
    Offer.objects.update(answer_by=clock.now() - timedelta(seconds=1))
    client.force_login(offer.application.applicant)
    assert "The time to answer ended on" in client.get(page("offers:own", offer)).text
    response = client.post(page("offers:accept", offer), follow=True)
    assert "The time to answer is over" in response.text
    offer.refresh_from_db()
    assert offer.is_open


def test_an_answer_that_lies_behind_leads_to_the_offer(client, offer):
    client.force_login(offer.application.applicant)
    client.post(page("offers:accept", offer))
    response = client.post(page("offers:decline", offer), {"reason": ""}, follow=True)
    assert "not possible now" in response.text
    assert client.get(page("offers:decline", offer)).headers["Location"] == page("offers:own", offer)


def test_the_office_notes_answers_and_ends_offers_on_pages_that_ask(client, selection, offer):
    client.force_login(selection.officer)
    client.post(page("decisions:note-answer", offer), {"accepted": "yes", "source": "telephone"})
    offer.refresh_from_db()
    assert (offer.status, offer.source) == ("accepted", "telephone")
    assert client.post(page("decisions:give-up-offer", offer), {"reason": " "}).context["form"].errors
    client.post(page("decisions:give-up-offer", offer), {"reason": "Ill."})
    offer.refresh_from_db()
    assert offer.status == "given_up"


def test_an_offer_that_was_not_answered_is_let_go_or_withdrawn(client, selection, offer):
    client.force_login(selection.officer)
    assert client.get(page("decisions:lapse-offer", offer)).status_code == 302
    Offer.objects.update(answer_by=clock.now() - timedelta(seconds=1))
    assert "could answer until" in client.get(page("decisions:lapse-offer", offer)).text
    client.post(page("decisions:lapse-offer", offer))
    offer.refresh_from_db()
    assert offer.status == "lapsed"


def test_the_decision_shows_offers_and_openings_to_the_office_and_never_to_the_panel(
    client, selection, offer
):
    address = reverse("decisions:decision", args=[selection.vacancy.pk])
    client.force_login(selection.officer)
    shown = client.get(address)
    assert "0 of 1 opening filled" in shown.text
    offering.accept(offer=offer, by=offer.application.applicant, at=clock.now())
    assert "1 of 1 opening filled" in client.get(address).text
    client.force_login(selection.chair)
    assert client.get(address).context["offers"] is None


def test_an_exhausted_list_is_said(client, selection, decision):
    for application in selection.applications:
        made = OfferFactory(decision=decision, application=application)
        offering.decline(offer=made, by=application.applicant, at=clock.now())
    client.force_login(selection.officer)
    shown = client.get(reverse("decisions:decision", args=[selection.vacancy.pk]))
    assert "The list is exhausted" in shown.text
    assert shown.context["offers"].may_offer


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_open_in_both_languages(client, selection, offer, language):
    def there(address):
        return client.get(address.replace("/en/", f"/{language}/", 1)).status_code

    client.force_login(offer.application.applicant)
    assert {there(page(f"offers:{name}", offer)) for name in ("own", "accept", "decline")} == {200}
    client.force_login(selection.officer)
    assert {there(page(f"decisions:{name}-offer", offer)) for name in ("withdraw",)} == {200}
    assert there(page("decisions:note-answer", offer)) == 200
