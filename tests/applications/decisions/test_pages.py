"""The pages of a decision: who opens them, what they ask, what bad input gets."""

from html import unescape

import pytest
from django.urls import reverse

from applications.decisions.models import Decision, DecisionStatus
from portal.accounts.roles import Role
from portal.models import Message
from tests.factories.decisions import approved, ranked_selection, recommended, refused
from tests.factories.intake import withdraw
from tests.factories.panels import SeatFactory
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.scoring import opened_round

pytestmark = pytest.mark.django_db

FORM = {
    "C1": "selected",
    "C2": "reserve",
    "C3": "reserve",
    "text": "C1 has done this before.",
    "departure": "",
}
READERS = {"chair", "member", "secretary", "officer", "approver", "auditor"}


@pytest.fixture
def selection():
    return ranked_selection()


@pytest.fixture
def people(selection):
    """Everybody who might knock, by what they are."""
    office = selection.vacancy.office
    seat = SeatFactory(panel=selection.panel, role="secretary", declared=True)
    undeclared = SeatFactory(panel=selection.panel, role="observer")
    return {
        "chair": selection.chair,
        "member": selection.members[1],
        "secretary": seat.user,
        "undeclared": undeclared.user,
        "officer": selection.officer,
        "approver": selection.approver,
        "auditor": person_with(Role.AUDITOR, office),
        "applicant": selection.applications[0].applicant,
        "stranger": UserFactory(),
        "officer elsewhere": person_with(Role.OFFICER, OfficeFactory()),
        "approver elsewhere": person_with(Role.APPROVER, OfficeFactory()),
        "administrator": UserFactory(is_superuser=True),
    }


def page_of(selection):
    return reverse("decisions:decision", args=[selection.vacancy.pk])


def step(name, decision):
    return reverse(f"decisions:{name}", args=[decision.pk])


def opening(client, people, address):
    """Names of those to whom the page opens; to all others it does not exist."""
    found = {}
    for name, person in people.items():
        client.force_login(person)
        found[name] = client.get(address).status_code
    assert set(found.values()) <= {200, 404}
    return {name for name, status in found.items() if status == 200}


def test_the_decision_opens_to_the_panel_and_the_office_only(client, selection, people):
    assert opening(client, people, page_of(selection)) == READERS


def test_before_the_ranking_there_is_no_decision_page(client):
    vacancy = opened_round().vacancy
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert client.get(reverse("decisions:decision", args=[vacancy.pk])).status_code == 404


@pytest.mark.parametrize("name", ["approve", "return", "refuse"])
def test_only_the_approver_is_asked_to_decide(client, selection, people, name):
    assert opening(client, people, step(name, recommended(selection))) == {"approver"}


def test_only_the_officer_is_asked_to_announce(client, selection, people):
    assert opening(client, people, step("announce", approved(selection))) == {"officer"}


def test_who_is_not_signed_in_is_asked_to(client, selection):
    decision = recommended(selection)
    for address in (
        page_of(selection),
        *(step(name, decision) for name in ("approve", "return", "refuse", "announce")),
    ):
        assert client.get(address).headers["Location"].startswith(reverse("account_login"))


def test_the_chair_finds_the_places_that_the_ranking_calls_for(client, selection):
    client.force_login(selection.chair)
    form = client.get(page_of(selection)).context["form"]
    assert {code: form[code].value() for code in form.people} == {
        "C1": "selected",
        "C2": "reserve",
        "C3": "reserve",
    }


def test_nobody_else_gets_the_form(client, selection, people):
    for name in READERS - {"chair"}:
        client.force_login(people[name])
        assert client.get(page_of(selection)).context["form"] is None


def test_posting_the_form_is_for_the_chair_alone(client, selection, people):
    for name in READERS - {"chair"}:
        client.force_login(people[name])
        assert client.post(page_of(selection), FORM).status_code == 403
    assert not Decision.objects.exists()


def test_from_the_form_to_the_letters(client, selection):
    client.force_login(selection.chair)
    assert client.post(page_of(selection), FORM).status_code == 302
    decision = Decision.objects.get()
    client.force_login(selection.approver)
    client.post(step("approve", decision))
    client.force_login(selection.officer)
    assert "cannot be called back" in client.get(step("announce", decision)).text
    client.post(step("announce", decision))
    decision.refresh_from_db()
    assert decision.status == DecisionStatus.ANNOUNCED
    assert Message.objects.filter(kind="decision_selected").count() == 1


@pytest.mark.parametrize("text", ["", "   "])
def test_without_the_recommendation_the_form_comes_back_as_it_was(client, selection, text):
    client.force_login(selection.chair)
    typed = {
        **FORM,
        "C1": "reserve",
        "C2": "selected",
        "text": text,
        "departure": "C1 cannot travel before May.",
    }
    response = client.post(page_of(selection), typed)
    form = response.context["form"]
    assert form.errors == {"text": ["Write the recommendation."]}
    assert "C1 cannot travel before May." in response.text
    assert form["C2"].value() == "selected"
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "places",
    [
        {"C1": "reserve", "C2": "selected", "C3": "reserve"},
        {"C1": "not_selected", "C2": "not_selected", "C3": "not_selected"},
        {"C1": "selected", "C2": "not_selected", "C3": "reserve"},
    ],
)
def test_leaving_the_order_asks_for_the_reason_at_its_field_and_keeps_the_text(client, selection, places):
    client.force_login(selection.chair)
    response = client.post(page_of(selection), {**FORM, **places})
    assert list(response.context["form"].errors) == ["departure"]
    assert "C1 has done this before." in response.text
    assert 'href="#id_departure"' in response.text


def test_two_selected_for_one_opening_are_refused_in_words(client, selection):
    client.force_login(selection.chair)
    response = client.post(page_of(selection), {**FORM, "C2": "selected", "departure": "Both."})
    assert response.context["form"].non_field_errors() == ["There is 1 opening: no more can be selected."]


@pytest.mark.parametrize("place", ["first", "", "selected' OR 1=1"])
def test_a_place_that_is_none_is_refused_at_its_candidate(client, selection, place):
    client.force_login(selection.chair)
    response = client.post(page_of(selection), {**FORM, "C2": place})
    assert list(response.context["form"].errors) == ["C2"]


def test_a_place_for_somebody_who_is_not_ranked_is_not_read(client):
    selection = ranked_selection(unfit=1)
    client.force_login(selection.chair)
    client.post(page_of(selection), {**FORM, "C4": "selected"})
    assert sorted(Decision.objects.get().outcomes.values_list("application__code", "place")) == [
        ("C1", "selected"), ("C2", "reserve"), ("C3", "reserve"),
    ]  # fmt: skip


def test_a_text_over_the_limit_is_not_cut(client, selection):
    client.force_login(selection.chair)
    response = client.post(page_of(selection), {**FORM, "text": "я" * 6001})
    assert "1 character" in str(response.context["form"].errors["text"])
    assert "я" * 6001 in response.text


def test_sent_twice_it_is_recommended_once(client, selection):
    client.force_login(selection.chair)
    client.post(page_of(selection), FORM)
    response = client.post(page_of(selection), FORM)
    assert "A recommendation stands" in response.text
    assert Decision.objects.count() == 1


def test_a_withdrawal_is_said_before_the_chair_writes_in_vain(client, selection):
    withdraw(selection.applications[1], at=NOW)
    client.force_login(selection.chair)
    assert "C2 withdrew after the ranking was made" in client.get(page_of(selection)).text
    response = client.post(page_of(selection), FORM)
    assert "C1 has done this before." in response.text
    assert not Decision.objects.exists()


def test_returning_asks_for_the_reason_and_keeps_the_decision(client, selection):
    decision = recommended(selection)
    client.force_login(selection.approver)
    response = client.post(step("return", decision), {"reason": " "})
    assert response.context["form"].errors == {"reason": ["Say why the recommendation is returned."]}
    decision.refresh_from_db()
    assert decision.status == DecisionStatus.RECOMMENDED


def test_the_chair_reads_why_it_was_returned_beside_the_new_form(client, selection):
    decision = recommended(selection)
    client.force_login(selection.approver)
    client.post(step("return", decision), {"reason": "Say more of <C1>."})
    client.force_login(selection.chair)
    response = client.get(page_of(selection))
    assert response.context["form"] is not None
    assert "Say more of <C1>." in unescape(response.text)
    assert "<C1>" not in response.text


def test_a_step_that_lies_behind_leads_back_to_the_decision(client, selection):
    decision = approved(selection)
    client.force_login(selection.approver)
    for name in ("approve", "return", "refuse"):
        assert client.get(step(name, decision)).headers["Location"] == page_of(selection)
    response = client.post(step("approve", decision), follow=True)
    assert "not possible now" in response.text


def test_what_may_be_done_is_offered_to_who_may_do_it(client, selection, people):
    decision = recommended(selection)
    offers = {}
    for name in READERS:
        client.force_login(people[name])
        text = client.get(page_of(selection)).text
        offers[name] = {
            one for one in ("approve", "return", "refuse", "announce") if step(one, decision) in text
        }
    assert offers == {**{name: set() for name in READERS}, "approver": {"approve", "return", "refuse"}}


def test_the_page_shows_the_figures_of_the_ranking_to_the_digit(client, selection):
    client.force_login(selection.officer)
    text = client.get(page_of(selection)).text
    for row in selection.ranking.result["results"]:
        assert f"<b>{row['total']}</b>" in text
        assert f'<td class="n hide-s">{row["technical_percent"]}</td>' in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pages_open_in_both_languages(client, selection, language):
    decision = recommended(selection)
    client.force_login(selection.approver)
    for address in (
        page_of(selection),
        step("approve", decision),
        step("return", decision),
        step("refuse", decision),
    ):
        assert client.get(address.replace("/en/", f"/{language}/", 1)).status_code == 200


def test_the_page_asks_as_much_for_three_candidates_as_for_one(client, django_assert_max_num_queries):
    counted = []
    for candidates in (1, 3):
        selection = ranked_selection(candidates=candidates)
        recommended(selection)
        client.force_login(selection.approver)
        client.get(page_of(selection))
        with django_assert_max_num_queries(60) as queries:
            assert client.get(page_of(selection)).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_refusing_asks_for_the_reason_and_says_that_it_is_final(client, selection):
    decision = recommended(selection)
    client.force_login(selection.approver)
    assert "This is final" in client.get(step("refuse", decision)).text
    response = client.post(step("refuse", decision), {"reason": " "})
    assert response.context["form"].errors == {"reason": ["Say why the recommendation is refused."]}
    response = client.post(step("refuse", decision), {"reason": "Not <enough> money."}, follow=True)
    assert "Not <enough> money." in unescape(response.text)
    assert "ends without an appointment" in response.text


def test_from_a_refusal_to_the_letters(client, selection):
    decision = refused(selection)
    client.force_login(selection.officer)
    assert step("announce", decision) in client.get(page_of(selection)).text
    assert "no appointment" in client.get(step("letters", decision)).text
    client.post(step("announce", decision))
    assert Message.objects.filter(kind="decision_no_appointment").count() == 3
    text = client.get(page_of(selection)).text
    assert "refused, announced" in text
    assert step("announce", decision) not in text
