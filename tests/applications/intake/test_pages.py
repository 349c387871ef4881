"""Filling in: whatever is typed is kept, what is amiss is said, and one may go about the pages in any order."""

import pytest
from django.urls import reverse

from applications.intake.models import Application, PriceOffer
from applications.intake.seal import unseal
from applications.profile.models import Profile
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Criterion, Requirement

pytestmark = pytest.mark.django_db

PERSON = {
    "family_name": "Ахметова",
    "given_name": "Динара",
    "nationality": "KZ",
    "residence": "KG",
    "sex": "",
}


@pytest.fixture
def draft(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True, method="cumulative"))
    client.force_login(draft.applicant)
    return draft


def page(draft, key):
    return reverse("intake:page", args=[draft.key, key])


def statement(draft, code):
    return draft.statements.get(criterion__code=code).text


def test_starting_leads_to_the_first_page(client):
    vacancy = planned_vacancy(published=True)
    person = UserFactory()
    client.force_login(person)
    address = reverse("intake:start", args=[vacancy.slug])
    assert "Start the application" in client.get(address).text
    response = client.post(address)
    draft = Application.objects.get(applicant=person)
    assert response.headers["Location"] == page(draft, "person")
    assert client.get(address).headers["Location"] == draft.get_absolute_url()


def test_what_a_person_tells_goes_to_their_profile(client, draft):
    response = client.post(page(draft, "person"), PERSON)
    assert response.headers["Location"] == page(draft, "requirements")
    profile = Profile.objects.get(user=draft.applicant)
    assert (profile.full_name, profile.nationality, profile.residence) == ("Ахметова Динара", "KZ", "KG")


def test_half_a_page_is_kept_and_may_wait(client, draft):
    response = client.post(page(draft, "person"), {"family_name": "Ахметова"})
    assert response.status_code == 302
    assert Profile.objects.get(user=draft.applicant).family_name == "Ахметова"


def test_answers_are_kept_in_the_form_their_kind_wants(client, draft):
    client.post(page(draft, "requirements"), {"R1": "KG", "R1_note": "By passport", "R2": " 7,50 "})
    kept = {
        row.requirement.code: (row.value, row.note) for row in draft.answers.select_related("requirement")
    }
    assert kept == {"R1": ("KG", "By passport"), "R2": ("7.5", "")}


def test_nationality_is_taken_from_the_profile(client, draft):
    client.post(page(draft, "person"), PERSON)
    assert '<option value="KZ" selected>' in client.get(page(draft, "requirements")).text


def test_a_number_that_is_none_is_returned_filled_in_and_kept(client, draft):
    response = client.post(page(draft, "requirements"), {"R1": "KZ", "R2": "seven"})
    assert response.status_code == 200
    assert "Write the years as a number, for example 7 or 7.5" in response.text
    assert 'value="seven"' in response.text
    assert draft.answers.get(requirement__code="R2").value == "seven"
    assert draft.answers.get(requirement__code="R1").value == "KZ"


def test_a_statement_over_the_limit_is_kept_whole_and_flagged(client, draft):
    Criterion.objects.filter(code="B").update(limit=10)
    response = client.post(page(draft, "statements"), {"A": "Ten manuals.", "B": "Twelve words."})
    assert response.status_code == 200
    assert "Shorten the text by 3 characters. We have cut nothing." in response.text
    assert (statement(draft, "A"), statement(draft, "B")) == ("Ten manuals.", "Twelve words.")


def test_one_may_leave_a_page_with_a_statement_over_the_limit(client, draft):
    Criterion.objects.filter(code="B").update(limit=10)
    response = client.post(page(draft, "statements"), {"A": "", "B": "Twelve words.", "later": "1"})
    assert response.headers["Location"] == draft.get_absolute_url()
    assert "Shorten the text by 3 characters" in client.get(page(draft, "statements")).text


def test_a_statement_missing_from_the_request_is_not_emptied(client, draft):
    client.post(page(draft, "statements"), {"A": "Ten manuals.", "B": "Law."})
    client.post(page(draft, "statements"), {"A": "Eleven manuals."})
    assert (statement(draft, "A"), statement(draft, "B")) == ("Eleven manuals.", "Law.")


def test_a_line_break_counts_as_one_character(client, draft):
    Criterion.objects.filter(code="A").update(limit=3)
    assert client.post(page(draft, "statements"), {"A": "a\r\nb"}).status_code == 302
    assert statement(draft, "A") == "a\nb"


@pytest.mark.parametrize("typed", ["12500", "12 500", "12 500,00", "12500.00"])
def test_a_price_is_sealed_and_never_shown_again(client, draft, typed):
    response = client.post(page(draft, "price"), {"amount": typed})
    assert response.headers["Location"] == page(draft, "declaration")
    offer = PriceOffer.objects.get(application=draft)
    assert unseal(offer.sealed) == 12500
    shown = client.get(page(draft, "price")).text
    assert "A price is sealed" in shown
    assert "12500" not in shown.replace("12500 or 12500.50", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0", "The price must be above zero"),
        ("-5", "Write the price in digits"),
        ("12,500", "Write the price in digits"),
        ("about 9000", "Write the price in digits"),
    ],
)
def test_what_is_no_price_is_returned_filled_in(client, draft, typed, words):
    response = client.post(page(draft, "price"), {"amount": typed})
    assert response.status_code == 200
    assert words in response.text
    assert f'value="{typed}"' in response.text
    assert not PriceOffer.objects.exists()


def test_a_sealed_price_is_replaced_by_another_and_stays_when_nothing_is_typed(client, draft):
    for typed in ("12500", "11000", ""):
        client.post(page(draft, "price"), {"amount": typed})
    assert unseal(PriceOffer.objects.get().sealed) == 11000


def test_no_price_is_asked_where_only_the_technical_score_counts(client, draft):
    draft.vacancy.plan.method = "technical"
    draft.vacancy.plan.save()
    assert client.get(page(draft, "price")).status_code == 404


def test_the_declaration_is_kept(client, draft):
    client.post(page(draft, "declaration"), {"declared": "on"})
    draft.refresh_from_db()
    assert draft.declared


def test_the_review_names_what_is_missing_and_leads_there(client, draft):
    text = client.get(reverse("intake:review", args=[draft.key])).text
    assert "11 things are missing" in text
    assert f'href="{page(draft, "statements")}?check=1#id_B"' in text
    assert "Hand in the application" not in text


def test_coming_from_the_review_a_page_says_what_is_missing_on_it(client, draft):
    assert 'id="id_B_error"' in client.get(f"{page(draft, 'statements')}?check=1").text
    assert 'id="id_B_error"' not in client.get(page(draft, "statements")).text


def test_a_complete_draft_can_be_handed_in_from_the_review(client):
    draft = filled_application(planned_vacancy(published=True))
    client.force_login(draft.applicant)
    text = client.get(reverse("intake:review", args=[draft.key])).text
    assert "Nothing is missing" in text
    assert "Hand in the application" in text


def test_the_way_shows_the_state_of_each_page(client, draft):
    client.post(page(draft, "statements"), {"A": "Ten manuals."})
    steps = {step.key: step.word for step in client.get(page(draft, "statements")).context["steps"]}
    assert steps == {
        "person": "not begun",
        "requirements": "not begun",
        "statements": "1 of 2",
        "documents": "not begun",
        "price": "not begun",
        "declaration": "not begun",
        "review": "something is missing",
    }


def test_a_requirement_met_by_a_document_points_to_the_documents(client, draft):
    Requirement.objects.filter(code="R2").update(kind="document", parameters={"document": "cv"})
    text = client.get(page(draft, "requirements")).text
    assert "not attached yet" in text
    assert page(draft, "documents") in text


@pytest.mark.parametrize("key", ["person", "requirements", "statements", "documents", "price", "declaration"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_page_opens_in_both_languages_and_after_the_closing_time(
    client, draft, key, language, monkeypatch
):
    address = page(draft, key).replace("/en/", f"/{language}/")
    assert client.get(address).status_code == 200
    monkeypatch.setattr("portal.kernel.clock.now", lambda: draft.vacancy.closes_at.replace(year=NOW.year + 1))
    assert client.get(address).status_code == 200
