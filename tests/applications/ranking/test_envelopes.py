"""Prices in closed envelopes: read by two people after the technical lock, opened together with all the others."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.intake.models import PriceOffer
from applications.intake.seal import seal_hash
from applications.panels.models import SeatRole
from applications.ranking import actions, envelopes
from applications.ranking.models import EnvelopeReading
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW
from tests.factories.ranking import locked_vacancy
from tests.factories.scoring import chair_of, declared_panel
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    """C1 sealed a price in the portal, that of C2 lies in envelope 7."""
    vacancy = locked_vacancy(method="cumulative", candidates=2)
    return in_envelope(vacancy, "C2")


def in_envelope(vacancy, code):
    offer = PriceOffer.objects.get(application__vacancy=vacancy, application__code=code)
    offer.envelope, offer.sealed = "7", "envelope:7"
    offer.save()
    offer.application.snapshot["price_sealed_sha256"] = seal_hash(offer.sealed)
    offer.application.save()
    return vacancy


def members(vacancy):
    return [seat.user for seat in vacancy.panel.seats.scoring()]


def read(vacancy, by, amount="9000"):
    (offer,) = envelopes.closed_envelopes(vacancy)
    return envelopes.read(vacancy=vacancy, amounts={offer: Decimal(amount)}, by=by, at=NOW)


def open_prices(vacancy):
    return actions.open_prices(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW)


def test_two_who_agree_let_it_be_opened_with_the_others(vacancy):
    for member in members(vacancy)[:2]:
        read(vacancy, member)
    assert {offer.application.code: offer.opened for offer in open_prices(vacancy)} == {
        "C1": Decimal(10000),
        "C2": Decimal(9000),
    }


@pytest.mark.parametrize("readers", [0, 1])
def test_one_alone_is_not_enough_and_then_no_price_is_opened(vacancy, readers):
    for member in members(vacancy)[:readers]:
        read(vacancy, member)
    with pytest.raises(Refused, match="The envelope of C2 is first opened and read by two people"):
        open_prices(vacancy)
    assert not PriceOffer.objects.exclude(opened=None).exists()


def test_reading_twice_does_not_make_two_people(vacancy):
    for _time in range(2):
        read(vacancy, members(vacancy)[0])
    with pytest.raises(Refused, match="by two people"):
        open_prices(vacancy)


def test_where_they_disagree_nothing_is_opened_until_they_have_read_again(vacancy):
    first, second = members(vacancy)[:2]
    read(vacancy, first, "9000")
    read(vacancy, second, "9900")
    with pytest.raises(Refused, match="different prices"):
        open_prices(vacancy)
    read(vacancy, second, "9000")
    assert open_prices(vacancy)[1].opened == Decimal(9000)


def test_what_was_read_is_sealed_and_the_record_says_who_read_and_not_what(vacancy):
    member = members(vacancy)[0]
    read(vacancy, member)
    assert "9000" not in EnvelopeReading.objects.get().sealed
    entry = Entry.objects.of(vacancy.stream).get(action="envelopes.read")
    assert (entry.actor, entry.data) == (member.pk, {"candidates": ["C2"]})


def test_nobody_reads_before_the_technical_lock():
    panel = declared_panel(method="cumulative")
    vacancy = in_envelope(panel.vacancy, "C2")
    with pytest.raises(PermissionDenied):
        read(vacancy, chair_of(panel))


def test_the_office_does_not_read(client, vacancy):
    officer = officer_of(vacancy)
    with pytest.raises(PermissionDenied):
        read(vacancy, officer)
    client.force_login(officer)
    assert client.get(reverse("ranking:envelopes", args=[vacancy.pk])).status_code == 404


def test_an_observer_looks_on_and_reads_no_envelope(client, vacancy):
    observer = SeatFactory(panel=vacancy.panel, role=SeatRole.OBSERVER, declared=True).user
    with pytest.raises(PermissionDenied):
        read(vacancy, observer)
    client.force_login(observer)
    assert client.get(reverse("ranking:envelopes", args=[vacancy.pk])).status_code == 404


def test_a_price_sealed_in_the_portal_is_not_read_from_an_envelope(vacancy):
    sealed = PriceOffer.objects.get(application__code="C1")
    with pytest.raises(Refused, match="no such envelope"):
        envelopes.read(vacancy=vacancy, amounts={sealed: Decimal(1)}, by=chair_of(vacancy.panel), at=NOW)


def test_another_envelope_than_the_one_registered_is_not_opened(vacancy):
    for member in members(vacancy)[:2]:
        read(vacancy, member)
    PriceOffer.objects.filter(envelope="7").update(envelope="8", sealed="envelope:8")
    with pytest.raises(Refused, match="not the one that was handed in"):
        open_prices(vacancy)


def test_each_reads_for_themselves_on_a_page_that_shows_no_figure(client, vacancy):
    first, second = members(vacancy)[:2]
    read(vacancy, first, "9123")
    client.force_login(second)
    address = reverse("ranking:envelopes", args=[vacancy.pk])
    page = client.get(address).content.decode()
    assert f"Read so far by: {first}" in page
    assert "9123" not in page
    (name,) = client.get(address).context["form"].fields
    assert client.post(address, {name: "0"}).context["form"].errors
    response = client.post(address, {name: "9123"})
    assert response.headers["Location"] == reverse("ranking:results", args=[vacancy.pk])
    assert open_prices(vacancy)[1].opened == Decimal(9123)
    assert client.get(address).headers["Location"] == reverse("ranking:results", args=[vacancy.pk])


def test_the_page_of_results_says_what_is_left(client, vacancy):
    client.force_login(chair_of(vacancy.panel))
    page = client.get(reverse("ranking:results", args=[vacancy.pk])).content.decode()
    assert "read by nobody yet" in page
    assert reverse("ranking:envelopes", args=[vacancy.pk]) in page
