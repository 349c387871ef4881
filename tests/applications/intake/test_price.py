"""A price by output or by day: whole before it is sealed, one seal for all of it, opened together."""

from decimal import Decimal

import pytest
from django.urls import reverse

from applications.intake.actions import save_price
from applications.intake.missing import missing
from applications.intake.models import PriceOffer
from applications.intake.paper import lay_open
from applications.intake.pricing import offered
from applications.intake.seal import seal, seal_hash, unseal, unseal_parts
from applications.intake.sheet import sheet_for
from applications.ranking.actions import open_prices
from tests.factories.intake import ApplicationFactory, submitted_application
from tests.factories.portal import NOW
from tests.factories.publishing import OutputFactory
from tests.factories.ranking import locked_vacancy, ranked_vacancy
from tests.factories.scoring import chair_of
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Plan

pytestmark = pytest.mark.django_db

WHOLE = {"part_1": "4000", "part_2": "5 500,50", "amount": "9500.50"}


def drafted(client, outputs=2, working_days=None, **asks):
    """A draft whose price is asked for as `asks` say."""
    vacancy = planned_vacancy(published=True, method="cumulative", asks=asks, working_days=working_days)
    for order in range(1, outputs + 1):
        OutputFactory(vacancy=vacancy, order=order, title_en=f"Output {order}", title_ru=f"Результат {order}")
    draft = ApplicationFactory(vacancy=vacancy)
    client.force_login(draft.applicant)
    return draft


@pytest.fixture
def draft(client):
    return drafted(client, price_breakdown=True)


def page(draft):
    return reverse("intake:page", args=[draft.key, "price"])


def fault(draft):
    return next((thing.fault for thing in missing(lay_open(draft)) if thing.page == "price"), "")


def test_a_price_by_output_is_sealed_whole_and_never_shown_again(client, draft):
    assert client.post(page(draft), WHOLE).status_code == 302
    offer = PriceOffer.objects.get()
    assert unseal(offer.sealed) == Decimal("9500.50")
    assert unseal_parts(offer.sealed) == [Decimal(4000), Decimal("5500.50")]
    shown = client.get(page(draft)).text
    assert "A price is sealed" in shown
    assert not [figure for figure in ("4000", "9500.50", "5500") if f'value="{figure}' in shown]
    assert fault(draft) == ""


def test_whoever_comes_to_mend_the_page_reads_there_what_is_missing_until_a_price_is_sealed(client, draft):
    mending = f"{page(draft)}?check=1"
    assert client.get(mending).context["form"].errors.keys() == {"part_1", "part_2", "amount"}
    assert client.post(mending, {}).status_code == 200
    assert client.post(mending, {"later": "1"}).status_code == 302
    assert client.post(mending, WHOLE).status_code == 302
    assert client.get(mending).context["form"].errors == {}
    assert client.post(mending, {}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "10000"}, "The parts add up to 9,500.50 USD: 499.50 USD less than the total."),
        ({"amount": "9000"}, "The parts add up to 9,500.50 USD: 500.50 USD more than the total."),
        ({"part_2": ""}, "Write what of it is for this output, 0 if nothing"),
        ({"amount": ""}, "Write the price"),
        ({"part_1": "a third"}, "Write the price in digits"),
    ],
)
def test_parts_that_do_not_make_the_total_are_returned_as_typed_and_not_sealed(client, draft, typed, words):
    response = client.post(page(draft), {**WHOLE, **typed})
    assert response.status_code == 200
    assert words in response.text.replace("\N{NO-BREAK SPACE}", " ")
    assert 'value="5 500,50"' in response.text or "part_2" in typed
    assert not PriceOffer.objects.exists()


def test_an_output_may_cost_nothing(client, draft):
    client.post(page(draft), {"part_1": "0", "part_2": "700", "amount": "700"})
    assert unseal_parts(PriceOffer.objects.get().sealed) == [0, 700]


def test_left_empty_the_sealed_price_stays(client, draft):
    client.post(page(draft), WHOLE)
    assert client.post(page(draft), {"part_1": "", "part_2": "", "amount": ""}).status_code == 302
    assert unseal(PriceOffer.objects.get().sealed) == Decimal("9500.50")


def test_a_price_for_other_outputs_is_asked_for_again(client, draft):
    assert fault(draft) == "Seal your price"
    client.post(page(draft), WHOLE)
    draft.vacancy.outputs.filter(order=2).update(title_en="Output 2, in Kazakh too")
    again = "The notice has changed what a price names. Seal your price again"
    assert fault(draft) == again
    client.post(page(draft), WHOLE)
    assert fault(draft) == ""
    Plan.objects.update(price_breakdown=False, price_basis="daily_rate")
    assert fault(draft) == again


def test_a_seal_is_equally_long_whatever_the_figures_are():
    assert len(seal(Decimal(1), [Decimal(1)])) == len(seal(Decimal("123456789012.34"), [Decimal("99999.99")]))


def test_a_seal_of_one_figure_is_read_as_before_there_were_parts():
    assert (unseal(seal(Decimal("12.50"))), unseal_parts(seal(Decimal("12.50")))) == (Decimal("12.50"), [])


def test_a_daily_rate_says_the_days_and_is_called_a_rate(client):
    draft = drafted(client, price_basis="daily_rate", working_days=60)
    shown = client.get(page(draft)).text
    assert "Rate for a day of work in USD" in shown
    assert "The notice counts 60 working days" in shown.replace("\n", " ")
    client.post(page(draft), {"amount": "250"})
    assert fault(draft) == ""


def test_the_snapshot_names_the_outputs_and_no_figure(client):
    vacancy = planned_vacancy(published=True, method="cumulative", asks={"price_breakdown": True})
    OutputFactory(vacancy=vacancy, title_en="Report", title_ru="Отчёт")
    received = submitted_application(vacancy, price="8000")
    assert received.snapshot["price_outputs"] == [{"en": "Report", "ru": "Отчёт"}]
    assert "8000" not in str(received.snapshot)
    line = next(section for section in sheet_for(received, at=NOW) if section.key == "price").lines[0]
    assert line.value == "Sealed"


def test_parts_are_opened_with_the_total_and_only_then():
    vacancy = locked_vacancy(method="lowest_price", asks={"price_breakdown": True})
    person = vacancy.applications.get(code="C1")
    offer = person.price_offer
    offer.sealed = seal(Decimal(9000), [Decimal(4000), Decimal(5000)])
    offer.save()
    person.snapshot |= {"price_sealed_sha256": seal_hash(offer.sealed)}
    person.snapshot |= {"price_outputs": [{"en": "Plan", "ru": "План"}, {"en": "Report", "ru": "Отчёт"}]}
    person.save()
    assert offered(person) == []
    open_prices(vacancy=vacancy, by=chair_of(vacancy.panel), at=NOW)
    assert told(person) == [("Price in USD", "9,000 USD"), ("Plan", "4,000 USD"), ("Report", "5,000 USD")]


def test_a_rate_is_opened_with_its_total_for_the_days_of_the_notice():
    vacancy = ranked_vacancy(method="lowest_price", asks={"price_basis": "daily_rate"}, working_days=60)
    person = vacancy.applications.get(code="C1")
    rate, total = told(person)
    assert rate == ("Rate for a day of work in USD", "10,000 USD")
    assert total == ("For 60 working days", "600,000 USD")
    assert vacancy.rankings.get().evaluation["candidates"][0]["price"] == "10000"


def test_sealing_again_replaces_everything(client, draft):
    client.post(page(draft), WHOLE)
    save_price(
        application=draft, amount=Decimal(3), parts=[Decimal(1), Decimal(2)], by=draft.applicant, at=NOW
    )
    assert unseal_parts(PriceOffer.objects.get().sealed) == [1, 2]


def told(person):
    return [(str(line.label), line.value.replace("\N{NO-BREAK SPACE}", " ")) for line in offered(person)]
